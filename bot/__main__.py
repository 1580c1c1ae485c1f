"""`python -m bot`."""

from bot.commands.main import run

if __name__ == "__main__":
    run()
