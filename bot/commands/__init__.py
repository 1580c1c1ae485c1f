"""The command line, one file a command. What only one command needs is imported inside it, so that each starts fast."""
