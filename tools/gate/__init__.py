"""The wrappers around every tool, one file each."""
