"""What the chat page asks of the server."""

import asyncio
import json
import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import segno
from aiohttp import web
from pydantic import ValidationError

from bot.sandbox.asked import Advance, Block, Read, Say, Speak, Sticker, SwitchFaults, Tap
from bot.sandbox.calls import read_multipart
from bot.sandbox.chats import LAST, Chats
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults, FaultSwitch
from bot.sandbox.files import Files, Upload
from bot.sandbox.guard import is_local
from bot.sandbox.people import BOT_ID, BOT_NAME, BOT_USERNAME, Json, Person
from bot.sandbox.refusals import RefusedError, bad_request
from bot.sandbox.stickers import sticker
from bot.sandbox.store import Store
from core.phrases import Lang, Phrases

STATIC = Path(__file__).parent / "static"
STEPS = {"1h": timedelta(hours=1), "1d": timedelta(days=1), "1w": timedelta(weeks=1)}
SHOWN = {"image/jpeg", "image/png", "image/webp", "image/gif", "audio/ogg", "audio/webm", "audio/wav", "audio/mp4"}


class Page:
    """The page's own small interface: JSON in, JSON out, and a socket with everything that happens."""

    def __init__(
        self,
        *,
        store: Store,
        chats: Chats,
        files: Files,
        events: Events,
        faults: FaultSwitch,
        advance: Callable[[timedelta], Awaitable[None]],
        zone: str,
        phrases: Phrases,
        invitation: Callable[[], str | None],
    ) -> None:
        self._store = store
        self._chats = chats
        self._files = files
        self._events = events
        self._faults = faults
        self._advance = advance
        self._zone = zone
        self._phrases = phrases
        self._invitation = invitation
        self._busy = False

    def routes(self) -> list[web.RouteDef]:
        """For the application's router."""
        return [
            web.get("/", self._index),
            web.get("/static/{name:.+}", self._static),
            web.get("/api/state", self._state),
            web.get("/api/history", self._history),
            web.get("/api/events", self._socket),
            web.get("/api/file/{id}", self._file),
            web.get("/api/invitation", self._invite),
            web.post("/api/say", _answering(self._say)),
            web.post("/api/tap", _answering(self._tap)),
            web.post("/api/sticker", _answering(self._sticker)),
            web.post("/api/upload", _answering(self._upload)),
            web.post("/api/advance", _answering(self._move_on)),
            web.post("/api/faults", _answering(self._switch)),
            web.post("/api/block", _answering(self._block)),
            web.post("/api/read", _answering(self._read)),
            web.post("/api/language", _answering(self._language)),
        ]

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-store"})

    async def _static(self, request: web.Request) -> web.StreamResponse:
        path = (STATIC / request.match_info["name"]).resolve()
        if not path.is_relative_to(STATIC.resolve()) or not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Cache-Control": "no-cache"})

    async def _state(self, request: web.Request) -> web.Response:
        langs: tuple[Lang, Lang] = ("zh", "en")
        keys = sorted(filter(re.compile(r"sandbox\.").match, self._phrases.keys()))
        return web.json_response(
            {
                "bot": {"id": BOT_ID, "name": BOT_NAME, "username": BOT_USERNAME},
                "people": [{"id": p.id, "name": p.name, "role": p.role} for p in self._chats.people],
                "chats": {str(person.id): self._chat(person) for person in self._chats.people},
                "commands": {lang: json.loads(self._store.setting(f"commands:{lang}", "[]")) for lang in ("", *langs)},
                "now": self._chats.now(),
                "zone": self._zone,
                "busy": self._busy,
                "faults": self._faults.as_json(),
                "lan": self._invitation() is not None and is_local(request),
                "words": {lang: {key: self._phrases.text(key, lang) for key in keys} for lang in langs},
            }
        )

    def _chat(self, person: Person) -> Json:
        return {
            "messages": self._chats.history(person),
            "seen": self._chats.seen(person),
            "unread": self._chats.unread(person),
            "blocked": self._chats.blocked(person),
            "lang": self._chats.lang(person),
        }

    async def _history(self, request: web.Request) -> web.Response:
        person = self._chats.person(int(request.query.get("chat", "0")))
        before = int(request.query.get("before", LAST))
        return web.json_response({"messages": self._chats.history(person, before)})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        row = self._files.find(request.match_info["id"])
        if row is None:
            raise web.HTTPNotFound
        shown = row.mime in SHOWN and "download" not in request.query
        headers = {
            "Content-Type": row.mime if shown else "application/octet-stream",
            "Cache-Control": "private, max-age=31536000, immutable",
        }
        if not shown:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{_quoted(row.name)}"
        return web.FileResponse(self._files.path(row), headers=headers)

    async def _invite(self, request: web.Request) -> web.Response:
        link = self._invitation()
        if link is None or not is_local(request):
            raise web.HTTPNotFound
        code = segno.make(link, error="m", micro=False)
        return web.json_response({"link": link, "svg": code.svg_data_uri(scale=6, border=2)})

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        queue = self._events.open()
        pump = asyncio.create_task(_pump(queue, socket))
        try:
            async for _ in socket:
                continue
        finally:
            self._events.close(queue)
            pump.cancel()
            with suppress(asyncio.CancelledError):
                await pump
        return socket

    async def _say(self, request: web.Request) -> Json:
        asked = Say.model_validate_json(await request.read())
        return {"message": self._chats.say(self._chats.person(asked.user), asked.text, asked.client)["message_id"]}

    async def _tap(self, request: web.Request) -> Json:
        asked = Tap.model_validate_json(await request.read())
        return {"query": self._chats.tap(self._chats.person(asked.user), asked.message, asked.data)}

    async def _sticker(self, request: web.Request) -> Json:
        asked = Sticker.model_validate_json(await request.read())
        content = sticker(self._files, asked.emoji)
        return {"message": self._chats.receive(self._chats.person(asked.user), content, asked.client)["message_id"]}

    async def _upload(self, request: web.Request) -> Json:
        fields, uploads = await read_multipart(request)
        upload = uploads.get("file")
        if upload is None:
            raise bad_request("there is no file in the request")
        person = self._chats.person(int(fields.get("user", "0")))
        caption = {"caption": fields["caption"][:1024]} if fields.get("caption", "").strip() else {}
        content = await media(self._files, fields.get("kind", ""), upload, int(float(fields.get("duration", "0"))))
        return {"message": self._chats.receive(person, content | caption, fields.get("client", ""))["message_id"]}

    async def _move_on(self, request: web.Request) -> Json:
        asked = Advance.model_validate_json(await request.read())
        if self._busy:
            raise RefusedError(409, "the clock is moving already")
        self._set_busy(True)
        try:
            await self._advance(STEPS[asked.by])
        finally:
            self._set_busy(False)
        return {"now": self._chats.now()}

    def _set_busy(self, on: bool) -> None:
        self._busy = on
        self._events.publish("busy", on=on)

    async def _switch(self, request: web.Request) -> Json:
        asked = SwitchFaults.model_validate_json(await request.read())
        self._faults.faults = Faults(asked.kind, asked.seconds, asked.remaining)
        if self._faults.changed():
            self._events.publish("faults", faults=self._faults.as_json())
        return self._faults.as_json()

    async def _block(self, request: web.Request) -> Json:
        asked = Block.model_validate_json(await request.read())
        self._chats.set_blocked(self._chats.person(asked.user), asked.on)
        return {"blocked": asked.on}

    async def _read(self, request: web.Request) -> Json:
        asked = Read.model_validate_json(await request.read())
        self._chats.read(self._chats.person(asked.user), asked.upto)
        return {}

    async def _language(self, request: web.Request) -> Json:
        asked = Speak.model_validate_json(await request.read())
        self._chats.set_lang(self._chats.person(asked.user), asked.lang)
        return {}


async def media(files: Files, kind: str, upload: Upload, duration: int) -> Json:
    """Telegram's content of an upload. A picture that can't be read goes as a document."""
    if kind == "photo":
        with suppress(RefusedError):
            return {"photo": await files.add_photo(upload)}
    kept = files.add(upload)
    if kind == "voice":
        kept.pop("file_name")
        return {"voice": kept | {"duration": duration}}
    return {"document": kept}


def _answering(step: Callable[[web.Request], Awaitable[Json]]) -> Callable[[web.Request], Awaitable[web.Response]]:
    """JSON for what goes well, and for what doesn't: `{"error": word, "detail": text}`."""

    async def handler(request: web.Request) -> web.Response:
        try:
            return web.json_response(await step(request))
        except RefusedError as refused:
            word = {409: "busy", 413: "too_large", 403: "blocked"}.get(refused.code, "refused")
            return _fault(refused.code, word, refused.description)
        except (ValidationError, ValueError) as error:
            return _fault(400, "refused", str(error))
        except (sqlite3.Error, OSError) as error:
            return _fault(507, "disk", str(error))

    return handler


def _fault(status: int, word: str, detail: str) -> web.Response:
    return web.json_response({"error": word, "detail": detail}, status=status)


async def _pump(queue: asyncio.Queue[Json | None], socket: web.WebSocketResponse) -> None:
    with suppress(ConnectionError):
        while (event := await queue.get()) is not None:
            await socket.send_json(event)
        await socket.close()


def _quoted(name: str) -> str:
    return "".join(chr(b) if chr(b).isalnum() and b < 128 else f"%{b:02X}" for b in name.encode())
