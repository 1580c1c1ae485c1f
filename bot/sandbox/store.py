"""What must outlive a kill: messages, unconfirmed updates, callback queries, files' names and settings, in SQLite."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.people import Json

SCHEMA = """
create table if not exists messages (id integer primary key autoincrement, chat integer not null, body text not null);
create index if not exists messages_by_chat on messages (chat, id);
create table if not exists updates (id integer primary key autoincrement, body text not null);
create table if not exists queries (id text primary key, asked real not null, answered integer not null default 0);
create table if not exists files (id text primary key, name text not null, mime text not null, size integer not null);
create table if not exists sent (client text primary key, message integer not null);
create table if not exists settings (key text primary key, value text not null);
"""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file by its `file_id`; its bytes lie in the files folder. `size` in bytes."""

    id: str
    name: str
    mime: str
    size: int


class Store:
    """One connection, used from the event loop's thread only; each call is well under a millisecond."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = normal")
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All or nothing: what is written inside is committed at the end."""
        with self._db:
            yield

    def add_message(self, chat: int, body: Json) -> Json:
        """Number a message and keep it."""
        cursor = self._db.execute("insert into messages (chat, body) values (?, '')", (chat,))
        numbered = {"message_id": cursor.lastrowid, **body}
        self._db.execute("update messages set body = ? where id = ?", (_dump(numbered), cursor.lastrowid))
        return numbered

    def message(self, chat: int, number: int) -> Json | None:
        """None if there is none, or it was deleted."""
        row = self._db.execute("select body from messages where id = ? and chat = ?", (number, chat)).fetchone()
        return None if row is None else _load(row[0])

    def replace_message(self, chat: int, body: Json) -> None:
        """Keep an edited message."""
        self._db.execute(
            "update messages set body = ? where id = ? and chat = ?", (_dump(body), body["message_id"], chat)
        )

    def delete_message(self, chat: int, number: int) -> bool:
        """False if there was none."""
        return self._db.execute("delete from messages where id = ? and chat = ?", (number, chat)).rowcount == 1

    def history(self, chat: int, before: int, limit: int) -> list[Json]:
        """The last `limit` messages with an id under `before`, oldest first."""
        rows = self._db.execute(
            "select body from messages where chat = ? and id < ? order by id desc limit ?", (chat, before, limit)
        ).fetchall()
        return [_load(row[0]) for row in reversed(rows)]

    def unread(self, chat: int, after: int, sender: int) -> int:
        """How many messages of `sender` stand after a message id."""
        rows = self._db.execute(
            "select count(*) from messages where chat = ? and id > ? and json_extract(body, '$.from.id') = ?",
            (chat, after, sender),
        ).fetchone()
        return int(rows[0])

    def add_update(self, body: Json) -> None:
        """Queue an update until it is confirmed."""
        self._db.execute("insert into updates (body) values (?)", (_dump(body),))

    def updates(self, offset: int, limit: int) -> list[Json]:
        """Unconfirmed updates from `offset` on; a negative one counts from the end."""
        if offset < 0:
            query = "select * from (select id, body from updates order by id desc limit ?) order by id limit ?"
            rows = self._db.execute(query, (-offset, limit)).fetchall()
        else:
            query = "select id, body from updates where id >= ? order by id limit ?"
            rows = self._db.execute(query, (offset, limit)).fetchall()
        return [{"update_id": number, **_load(body)} for number, body in rows]

    def confirm_updates(self, before: int) -> None:
        """Forget updates with an id under `before`."""
        self._db.execute("delete from updates where id < ?", (before,))

    def drop_updates(self) -> None:
        """Forget all that are pending."""
        self._db.execute("delete from updates")

    def pending_updates(self) -> int:
        """How many wait."""
        return int(self._db.execute("select count(*) from updates").fetchone()[0])

    def add_query(self, query: str, asked: float) -> None:
        """A tapped button awaits its answer from `asked` (seconds of the wall clock)."""
        self._db.execute("insert into queries (id, asked) values (?, ?)", (query, asked))

    def answer_query(self, query: str, not_before: float) -> bool:
        """Claim the one answer; False if it was answered, is unknown or was asked before `not_before`."""
        sql = "update queries set answered = 1 where id = ? and answered = 0 and asked >= ?"
        return self._db.execute(sql, (query, not_before)).rowcount == 1

    def add_file(self, row: FileRow) -> None:
        """Keep a file's name."""
        self._db.execute("insert into files values (?, ?, ?, ?)", (row.id, row.name, row.mime, row.size))

    def file(self, number: str) -> FileRow | None:
        """None for an unknown `file_id`."""
        row = self._db.execute("select id, name, mime, size from files where id = ?", (number,)).fetchone()
        return None if row is None else FileRow(*row)

    def sent(self, client: str) -> int | None:
        """The message that the page sent under its own id `client`, if it arrived."""
        row = self._db.execute("select message from sent where client = ?", (client,)).fetchone()
        return None if row is None else int(row[0])

    def remember_sent(self, client: str, number: int) -> None:
        """So that the page may send again without saying it twice."""
        self._db.execute("insert into sent values (?, ?)", (client, number))

    def setting(self, key: str, default: str = "") -> str:
        """A stored setting."""
        row = self._db.execute("select value from settings where key = ?", (key,)).fetchone()
        return default if row is None else str(row[0])

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting."""
        self._db.execute("insert or replace into settings values (?, ?)", (key, value))


def _dump(body: Json) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _load(text: str) -> Json:
    body: Json = json.loads(text)
    return body
