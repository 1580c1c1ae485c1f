"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import hmac
import json
import sqlite3
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.calls import Call, as_object, read_call
from bot.sandbox.chats import Chats
from bot.sandbox.events import Events
from bot.sandbox.faults import FaultSwitch
from bot.sandbox.files import Files
from bot.sandbox.people import Json, bot_user
from bot.sandbox.refusals import RefusedError, bad_request
from bot.sandbox.sending import Sending
from bot.sandbox.store import Store
from bot.sandbox.updates import Updates

Method = Callable[[Call], Awaitable[object]]


class BotApi:
    """Answers the bot. Names of methods are case-insensitive, as Telegram's are."""

    def __init__(
        self,
        token: str,
        store: Store,
        chats: Chats,
        files: Files,
        updates: Updates,
        faults: FaultSwitch,
        events: Events,
    ) -> None:
        self._token = token
        self._store = store
        self._chats = chats
        self._files = files
        self._updates = updates
        self._faults = faults
        self._events = events
        self._methods = self._named(Sending(chats, files))

    def _named(self, sending: Sending) -> dict[str, Method]:
        return {
            "getme": self._get_me,
            "getupdates": self._get_updates,
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": self._webhook_info,
            "getfile": self._get_file,
            "getchat": self._get_chat,
            "setmycommands": self._set_commands,
            "getmycommands": self._get_commands,
            "deletemycommands": self._delete_commands,
            "sendmessage": sending.send_message,
            "sendphoto": sending.send_photo,
            "senddocument": sending.send_document,
            "sendvoice": sending.send_voice,
            "sendmediagroup": sending.send_media_group,
            "sendchataction": sending.action,
            "editmessagetext": sending.edit_text,
            "editmessagecaption": sending.edit_caption,
            "editmessagereplymarkup": sending.edit_keyboard,
            "deletemessage": sending.delete,
            "answercallbackquery": sending.answer,
        }

    def routes(self) -> list[web.RouteDef]:
        """For the application's router."""
        return [
            web.route("*", "/bot{token}/{method}", self.handle),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        try:
            self._check_token(request)
            name = request.match_info["method"]
            method = self._methods.get(name.lower())
            if method is None or request.method not in {"GET", "POST"}:
                raise RefusedError(404, "Not Found")
            call = await read_call(request, name)
            unanswered = await self._faults.before(name)
            self._tell_faults()
            result = await method(call)
            if unanswered and request.transport is not None:
                request.transport.abort()
            return web.json_response({"ok": True, "result": result}, dumps=_dumps)
        except RefusedError as refused:
            self._tell_faults()
            return _refusal(refused)
        except (sqlite3.Error, OSError) as error:
            return _refusal(RefusedError(500, f"Internal Server Error: the sandbox could not store this: {error}"))

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file that getFile named."""
        try:
            self._check_token(request)
            row = self._files.by_file_path(request.match_info["path"])
            if row is None:
                raise RefusedError(404, "Not Found")
        except RefusedError as refused:
            return _refusal(refused)
        return web.FileResponse(self._files.path(row), headers={"Content-Type": "application/octet-stream"})

    def _check_token(self, request: web.Request) -> None:
        given = request.match_info["token"]
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            raise RefusedError(401, "Unauthorized")

    def _tell_faults(self) -> None:
        if self._faults.changed():
            self._events.publish("faults", faults=self._faults.as_json())

    async def _get_me(self, call: Call) -> Json:
        return bot_user() | {
            "can_join_groups": False,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    async def _get_updates(self, call: Call) -> list[Json]:
        limit = call.integer("limit", 100)
        if not 1 <= limit <= 100:
            raise bad_request("limit must be between 1 and 100")
        self._allow(call)
        return await self._updates.poll(call.integer("offset"), limit, call.integer("timeout"))

    async def _set_webhook(self, call: Call) -> bool:
        url = call.text("url")
        if url and not _acceptable(url):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        self._drop(call)
        self._allow(call)
        self._updates.set_webhook(url, call.text("secret_token"))
        return True

    async def _delete_webhook(self, call: Call) -> bool:
        self._drop(call)
        self._updates.set_webhook("", "")
        return True

    async def _webhook_info(self, call: Call) -> Json:
        info: Json = {
            "url": self._updates.webhook(),
            "has_custom_certificate": False,
            "pending_update_count": self._store.pending_updates(),
        }
        return info | ({"last_error_message": self._updates.last_error} if self._updates.last_error else {})

    def _drop(self, call: Call) -> None:
        if call.flag("drop_pending_updates"):
            with self._store.together():
                self._store.drop_updates()

    def _allow(self, call: Call) -> None:
        kinds = call.json("allowed_updates", "can't parse allowed_updates JSON object")
        if isinstance(kinds, list):
            self._updates.allow([str(kind) for kind in kinds])

    async def _get_file(self, call: Call) -> Json:
        return self._files.get_file(call.text("file_id"))

    async def _get_chat(self, call: Call) -> Json:
        person = self._chats.person(call.integer("chat_id"))
        return person.as_chat() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS}

    async def _set_commands(self, call: Call) -> bool:
        raw = call.json("commands", "can't parse BotCommand JSON object")
        if not isinstance(raw, list):
            raise bad_request("expected an Array of BotCommand")
        commands = [as_object(item, "expected an Object as BotCommand") for item in raw]
        for command in commands:
            name = str(command.get("command", ""))
            if not name.replace("_", "").isalnum() or not name.islower() or len(name) > 32:
                raise bad_request("BOT_COMMAND_INVALID")
            if not command.get("description"):
                raise bad_request("command description is empty")
        self._keep_commands(call, commands)
        return True

    async def _get_commands(self, call: Call) -> object:
        return json.loads(self._store.setting(f"commands:{call.text('language_code')}", "[]"))

    async def _delete_commands(self, call: Call) -> bool:
        self._keep_commands(call, [])
        return True

    def _keep_commands(self, call: Call, commands: list[Json]) -> None:
        lang = call.text("language_code")
        with self._store.together():
            self._store.set_setting(f"commands:{lang}", _dumps(commands))
        self._events.publish("commands", lang=lang, commands=commands)


GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def _acceptable(url: str) -> bool:
    """HTTPS, or plain HTTP to this machine."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return True
    host = parts.hostname or ""
    try:
        return parts.scheme == "http" and (host == "localhost" or ip_address(host).is_loopback)
    except ValueError:
        return False


def _refusal(refused: RefusedError) -> web.Response:
    body: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.retry_after:
        body["parameters"] = {"retry_after": refused.retry_after}
    return web.json_response(body, status=refused.code, dumps=_dumps)


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
