"""The bot as a process of its own: started, used over HTTP, killed, started again."""
