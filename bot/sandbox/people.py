"""Who is in the sandbox: the bot and the people whose part a visitor may take."""

from dataclasses import dataclass
from typing import Any, Literal

from core.phrases import Lang

Json = dict[str, Any]

BOT_ID = 7000000001
BOT_NAME = "掌柜"
BOT_USERNAME = "ZhangguiBot"
DEMO_TOKEN = f"{BOT_ID}:sandbox-demo-token-not-a-secret"


@dataclass(frozen=True, slots=True)
class Person:
    """A user with a private chat of the same id."""

    id: int
    name: str
    role: Literal["owner", "staff"]

    def as_chat(self) -> Json:
        """Telegram's Chat object."""
        return {"id": self.id, "type": "private", "first_name": self.name}

    def as_user(self, lang: Lang) -> Json:
        """Telegram's User object; `lang` is what the page shows."""
        code = "zh-hans" if lang == "zh" else "en"
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": code}


OWNER = Person(1001, "老板", "owner")
STAFF = Person(1002, "店员", "staff")


def bot_user() -> Json:
    """Telegram's User object of the bot."""
    return {"id": BOT_ID, "is_bot": True, "first_name": BOT_NAME, "username": BOT_USERNAME}
