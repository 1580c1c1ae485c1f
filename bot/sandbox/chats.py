"""The chats themselves: who said what to whom. Each step is stored, queued and shown at once."""

import json
import secrets
import time
from collections.abc import Callable
from datetime import datetime

from bot.sandbox.entities import FOUND, utf16
from bot.sandbox.events import Events
from bot.sandbox.people import BOT_ID, Json, Person, bot_user
from bot.sandbox.refusals import (
    NOT_MODIFIED,
    QUERY_SECONDS,
    QUERY_TOO_OLD,
    TEXT_LIMIT,
    RefusedError,
    bad_request,
)
from bot.sandbox.store import Store
from bot.sandbox.updates import Updates
from core.phrases import Lang

LAST = 1 << 62


class Chats:
    """Private chats between the people and the bot."""

    def __init__(
        self,
        store: Store,
        updates: Updates,
        events: Events,
        people: tuple[Person, ...],
        clock_now: Callable[[], datetime],
        lang: Lang,
    ) -> None:
        self._store = store
        self._updates = updates
        self._events = events
        self._people = {person.id: person for person in people}
        self._clock_now = clock_now
        self._first_lang = lang

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody, in order."""
        return tuple(self._people.values())

    def now(self) -> int:
        """The simulated time, in seconds since 1970."""
        return int(self._clock_now().timestamp())

    def lang(self, person: Person) -> Lang:
        """The language that a person's page shows."""
        kept = self._store.setting(f"lang:{person.id}", self._first_lang)
        return "en" if kept == "en" else "zh"

    def set_lang(self, person: Person, lang: Lang) -> None:
        """Switch it; updates carry it as `language_code` from now on."""
        with self._store.together():
            self._store.set_setting(f"lang:{person.id}", lang)

    def person(self, chat: int) -> Person:
        """RefusedError as Telegram says it."""
        if chat not in self._people:
            raise bad_request("chat not found")
        return self._people[chat]

    def post(self, person: Person, content: Json) -> Json:
        """A message of the bot's."""
        if self.blocked(person):
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        with self._store.together():
            message = self._store.add_message(person.id, self._frame(person, bot_user()) | content)
        self._events.publish("message", message=message)
        return message

    def say(self, person: Person, text: str, client: str = "") -> Json:
        """Typed text; a long one arrives in pieces, as Telegram's apps send it. The last piece is returned."""
        pieces = [text[start : start + TEXT_LIMIT] for start in range(0, len(text), TEXT_LIMIT)]
        if not text.strip():
            raise bad_request("message text is empty")
        if (known := self._known(person, client)) is not None:
            return known
        for piece in pieces[:-1]:
            self.receive(person, _said(piece))
        return self.receive(person, _said(pieces[-1]), client)

    def receive(self, person: Person, content: Json, client: str = "") -> Json:
        """A message of a person's: stored and queued together. `client` is the page's own id, good for one message."""
        if (known := self._known(person, client)) is not None:
            return known
        if self.blocked(person):
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        with self._store.together():
            sender = person.as_user(self.lang(person))
            message = self._store.add_message(person.id, self._frame(person, sender) | content)
            self._updates.add("message", message)
            if client:
                self._store.remember_sent(client, message["message_id"])
        self._events.publish("message", message=message, client=client)
        return message

    def _known(self, person: Person, client: str) -> Json | None:
        number = self._store.sent(client) if client else None
        return None if number is None else self._store.message(person.id, number)

    def _frame(self, person: Person, sender: Json) -> Json:
        return {"from": sender, "chat": person.as_chat(), "date": self.now()}

    def message(self, person: Person, number: int) -> Json | None:
        """None if it isn't there."""
        return self._store.message(person.id, number)

    def edit(self, person: Person, number: int, change: Callable[[Json], Json]) -> Json:
        """Replace a message of the bot's by what `change` makes of it. RefusedError if that is the same."""
        old = self._store.message(person.id, number)
        if old is None:
            raise bad_request("message to edit not found")
        if old["from"]["id"] != BOT_ID:
            raise bad_request("message can't be edited")
        new = change(old)
        if new == old:
            raise bad_request(NOT_MODIFIED)
        new["edit_date"] = self.now()
        with self._store.together():
            self._store.replace_message(person.id, new)
        self._events.publish("edit", message=new)
        return new

    def delete(self, person: Person, number: int) -> None:
        """For both sides."""
        with self._store.together():
            gone = self._store.delete_message(person.id, number)
        if not gone:
            raise bad_request("message to delete not found")
        self._events.publish("delete", chat=person.id, message=number)

    def typing(self, person: Person, action: str) -> None:
        """For some seconds."""
        if self.blocked(person):
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        self._events.publish("typing", chat=person.id, action=action)

    def tap(self, person: Person, number: int, data: str) -> str:
        """A tap on an inline button: the callback query's id."""
        message = self._store.message(person.id, number)
        if message is None or data not in _button_data(message):
            raise bad_request("message to tap not found")
        query = str(secrets.randbits(62))
        with self._store.together():
            self._store.add_query(query, time.time())
            self._updates.add(
                "callback_query",
                {
                    "id": query,
                    "from": person.as_user(self.lang(person)),
                    "message": message,
                    "chat_instance": str(person.id),
                    "data": data,
                },
            )
        return query

    def answer(self, query: str, text: str, alert: bool, url: str) -> None:
        """The bot answers a tap, once."""
        with self._store.together():
            if not self._store.answer_query(query, time.time() - QUERY_SECONDS):
                raise bad_request(QUERY_TOO_OLD)
        self._events.publish("answer", query=query, text=text, alert=alert, url=url)

    def blocked(self, person: Person) -> bool:
        """Whether the person blocked the bot."""
        return person.id in json.loads(self._store.setting("blocked", "[]"))

    def set_blocked(self, person: Person, on: bool) -> None:
        """Block or unblock; the bot is told, as by Telegram."""
        if self.blocked(person) == on:
            return
        kept = set(json.loads(self._store.setting("blocked", "[]"))) ^ {person.id}
        member = [{"user": bot_user(), "status": "member"}, {"user": bot_user(), "status": "kicked", "until_date": 0}]
        with self._store.together():
            self._store.set_setting("blocked", json.dumps(sorted(kept)))
            self._updates.add(
                "my_chat_member",
                {
                    "chat": person.as_chat(),
                    "from": person.as_user(self.lang(person)),
                    "date": self.now(),
                    "old_chat_member": member[not on],
                    "new_chat_member": member[on],
                },
            )
        self._events.publish("blocked", chat=person.id, on=on)

    def read(self, person: Person, upto: int) -> None:
        """The person has seen everything up to a message."""
        if upto > self.seen(person):
            with self._store.together():
                self._store.set_setting(f"read:{person.id}", str(upto))
            self._events.publish("read", chat=person.id, upto=upto)

    def seen(self, person: Person) -> int:
        """The last message seen."""
        return int(self._store.setting(f"read:{person.id}", "0"))

    def unread(self, person: Person) -> int:
        """How many messages of the bot's the person has not seen."""
        return self._store.unread(person.id, self.seen(person), BOT_ID)

    def history(self, person: Person, before: int = LAST, limit: int = 100) -> list[Json]:
        """Oldest first."""
        return self._store.history(person.id, before, limit)


def _said(text: str) -> Json:
    body: Json = {"text": text}
    match = FOUND.match(text)
    if match and match["command"]:
        body["entities"] = [{"type": "bot_command", "offset": 0, "length": utf16(match.group())}]
    return body


def _button_data(message: Json) -> set[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}
