"""Names, days and buttons of documents as people read them."""

import unicodedata
from datetime import datetime
from pathlib import PurePath
from typing import Literal

from core.buttons import button_data
from core.phrases import Lang, Phrases
from core.records import Document
from core.replies import Button

LONGEST = 60
ButtonName = Literal["drop", "back"]
BUTTONS: dict[ButtonName, str] = {"drop": "documents.button_remove", "back": "documents.button_restore"}


def file_name(name: str) -> str:
    """A name that can stand in a sentence: one line, no folders, the ending kept."""
    path = PurePath(name.replace("\\", "/"))
    kept = "".join(letter for letter in path.stem if unicodedata.category(letter)[0] != "C").strip()
    suffix = path.suffix if path.suffix.isprintable() and len(path.suffix) < 12 else ""
    return f"{kept[:LONGEST]}{suffix}" or "file"


def day(document: Document, now: datetime, phrases: Phrases, lang: Lang) -> str:
    """The day of the upload, in the zone of `now`."""
    at = document.uploaded_at.astimezone(now.tzinfo)
    return phrases.say("documents.day", lang, month=str(at.month), day=str(at.day))


def button(name: ButtonName, document: str, phrases: Phrases, lang: Lang) -> Button:
    """移除 or 恢复."""
    return Button(text=phrases.say(BUTTONS[name], lang), data=button_data("file", f"{name}:{document}"))


def list_button(phrases: Phrases, lang: Lang) -> Button:
    """全部资料."""
    return Button(text=phrases.say("documents.button_list", lang), data=button_data("file", "list"))
