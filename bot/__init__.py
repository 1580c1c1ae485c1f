"""The outside: command line, composition root, settings, channels, sandbox, push."""
