"""The Bot API's messages: send, edit, delete."""

from collections.abc import Callable

from bot.sandbox.calls import Call, as_object
from bot.sandbox.chats import Chats
from bot.sandbox.entities import Formatted, parse_html, plain
from bot.sandbox.files import Files, Upload
from bot.sandbox.keyboards import read_keyboard
from bot.sandbox.people import Json, Person
from bot.sandbox.refusals import CAPTION_LIMIT, TEXT_LIMIT, bad_request

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
MEDIA = ("photo", "document", "voice", "sticker")


class Sending:
    """What the bot says."""

    def __init__(self, chats: Chats, files: Files) -> None:
        self._chats = chats
        self._files = files
        self._albums = 0

    async def send_message(self, call: Call) -> Json:
        """sendMessage."""
        person = self._person(call)
        text = _formatted(call, "text")
        _check_text(call, text)
        return self._chats.post(person, _text(text) | read_keyboard(call) | self._reply_to(call, person))

    async def send_photo(self, call: Call) -> Json:
        """sendPhoto."""
        return await self._send_media(call, "photo")

    async def send_document(self, call: Call) -> Json:
        """sendDocument."""
        return await self._send_media(call, "document")

    async def send_voice(self, call: Call) -> Json:
        """sendVoice."""
        return await self._send_media(call, "voice")

    async def _send_media(self, call: Call, kind: str) -> Json:
        person = self._person(call)
        caption = _caption(call)
        keyboard = read_keyboard(call)
        media = await self._media(kind, call.upload(kind), call.text(kind))
        if kind == "voice":
            media["voice"]["duration"] = call.integer("duration")
        return self._chats.post(person, media | caption | keyboard | self._reply_to(call, person))

    async def send_media_group(self, call: Call) -> list[Json]:
        """sendMediaGroup, photos and documents."""
        person = self._person(call)
        items = call.json("media", "can't parse media JSON object")
        if not isinstance(items, list) or not 2 <= len(items) <= 10:
            raise bad_request("there must be 2-10 items to send as an album")
        contents = []
        for raw in items:
            item = as_object(raw, "can't parse InputMedia: InputMedia must be an Object")
            kind = str(item.get("type"))
            if kind not in {"photo", "document"}:
                raise bad_request(f"can't parse InputMedia: can't parse media of type {kind}")
            part = Call(call.method, {key: str(value) for key, value in item.items()}, call.uploads)
            contents.append(await self._media(kind, part.upload("media"), part.text("media")) | _caption(part))
        self._albums += 1
        group = {"media_group_id": f"{self._chats.now()}{self._albums:04}"}
        return [self._chats.post(person, content | group) for content in contents]

    async def _media(self, kind: str, upload: Upload | None, reference: str) -> Json:
        if upload is None:
            return self._again(kind, reference)
        if kind == "photo":
            return {"photo": await self._files.add_photo(upload)}
        return {kind: self._files.add(upload)}

    def _again(self, kind: str, reference: str) -> Json:
        if not reference or reference.startswith("attach://"):
            raise bad_request(f"there is no {kind} in the request")
        row = self._files.find(reference)
        if row is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        body: Json = {"file_id": row.id, "file_unique_id": row.id[-16:], "file_size": row.size}
        if kind == "photo":
            return {"photo": [body | {"width": 800, "height": 600}]}
        return {kind: body | {"file_name": row.name, "mime_type": row.mime}}

    async def edit_text(self, call: Call) -> Json:
        """editMessageText."""
        text = _formatted(call, "text")
        _check_text(call, text)
        keyboard = read_keyboard(call)

        def change(old: Json) -> Json:
            if "text" not in old:
                raise bad_request("there is no text in the message to edit")
            return _without(old, "text", "entities", "reply_markup", "edit_date") | _text(text) | keyboard

        return self._edit(call, change)

    async def edit_caption(self, call: Call) -> Json:
        """editMessageCaption."""
        caption = _caption(call)
        keyboard = read_keyboard(call)

        def change(old: Json) -> Json:
            if not any(kind in old for kind in MEDIA[:3]):
                raise bad_request("there is no caption in the message to edit")
            return _without(old, "caption", "caption_entities", "reply_markup", "edit_date") | caption | keyboard

        return self._edit(call, change)

    async def edit_keyboard(self, call: Call) -> Json:
        """editMessageReplyMarkup."""
        keyboard = read_keyboard(call)
        return self._edit(call, lambda old: _without(old, "reply_markup", "edit_date") | keyboard)

    def _edit(self, call: Call, change: Callable[[Json], Json]) -> Json:
        def keeping_date(old: Json) -> Json:
            dated = {"edit_date": old["edit_date"]} if "edit_date" in old else {}
            return change(old) | dated

        return self._chats.edit(self._person(call), _number(call), keeping_date)

    async def delete(self, call: Call) -> bool:
        """deleteMessage."""
        self._chats.delete(self._person(call), _number(call))
        return True

    async def action(self, call: Call) -> bool:
        """sendChatAction."""
        person = self._person(call)
        if call.text("action") not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        self._chats.typing(person, call.text("action"))
        return True

    async def answer(self, call: Call) -> bool:
        """answerCallbackQuery."""
        if len(call.text("text")) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        self._chats.answer(call.text("callback_query_id"), call.text("text"), call.flag("show_alert"), call.text("url"))
        return True

    def _person(self, call: Call) -> Person:
        raw = call.text("chat_id")
        if not raw:
            raise bad_request("chat_id is empty")
        try:
            return self._chats.person(int(raw))
        except ValueError as error:
            raise bad_request("chat not found") from error

    def _reply_to(self, call: Call, person: Person) -> Json:
        raw = call.json("reply_parameters", "can't parse reply parameters JSON object")
        parameters = as_object(raw, "object expected as reply parameters") if raw is not None else {}
        number = int(parameters.get("message_id") or call.integer("reply_to_message_id"))
        if not number:
            return {}
        quoted = self._chats.message(person, number)
        if quoted is None and not (parameters.get("allow_sending_without_reply")):
            raise bad_request("message to be replied not found")
        return {"reply_to_message": _without(quoted, "reply_to_message")} if quoted else {}


def _number(call: Call) -> int:
    number = call.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    return number


def _formatted(call: Call, name: str) -> Formatted:
    raw, mode = call.text(name), call.text("parse_mode").lower()
    given = call.json("entities" if name == "text" else "caption_entities", "can't parse entities JSON object")
    if mode == "html":
        return parse_html(raw)
    if mode:
        raise bad_request("unsupported parse_mode: the sandbox reads HTML")
    if isinstance(given, list) and given:
        return Formatted(raw, tuple(as_object(entity, "expected an Object as MessageEntity") for entity in given))
    return plain(raw)


def _check_text(call: Call, text: Formatted) -> None:
    if not call.text("text"):
        raise bad_request("message text is empty")
    if not text.text:
        raise bad_request("text must be non-empty")
    if len(text.text) > TEXT_LIMIT:
        raise bad_request("message is too long")


def _caption(call: Call) -> Json:
    caption = _formatted(call, "caption")
    if len(caption.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not caption.text:
        return {}
    return {"caption": caption.text} | ({"caption_entities": list(caption.entities)} if caption.entities else {})


def _text(text: Formatted) -> Json:
    return {"text": text.text} | ({"entities": list(text.entities)} if text.entities else {})


def _without(body: Json, *names: str) -> Json:
    return {key: value for key, value in body.items() if key not in names}
