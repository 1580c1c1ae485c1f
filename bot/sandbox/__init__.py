"""The sandbox: a local server that speaks Telegram's Bot API, and a phone-sized chat page."""

from bot.sandbox.faults import Faults
from bot.sandbox.people import BOT_ID, BOT_NAME, BOT_USERNAME, DEMO_TOKEN, OWNER, STAFF, Person
from bot.sandbox.server import Sandbox

__all__ = ["BOT_ID", "BOT_NAME", "BOT_USERNAME", "DEMO_TOKEN", "OWNER", "STAFF", "Faults", "Person", "Sandbox"]
