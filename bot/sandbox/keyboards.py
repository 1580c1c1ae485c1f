"""Inline keyboards, checked as Telegram checks them."""

from bot.sandbox.calls import Call, as_object
from bot.sandbox.people import Json
from bot.sandbox.refusals import BUTTON_COUNT_LIMIT, BUTTON_DATA_LIMIT, bad_request

CANT = "can't parse inline keyboard button: "
LINKS = ("http://", "https://", "tg://")


def read_keyboard(call: Call) -> Json:
    """`{"reply_markup": …}`, or {} for none or an empty one. Keyboards other than inline ones are refused."""
    raw = call.json("reply_markup", "can't parse reply keyboard markup JSON object")
    if raw is None:
        return {}
    markup = as_object(raw, "object expected as reply markup")
    if "inline_keyboard" not in markup:
        raise bad_request("the sandbox shows inline keyboards only")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > BUTTON_COUNT_LIMIT:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"reply_markup": {"inline_keyboard": kept}} if kept else {}


def _button(raw: object) -> Json:
    if isinstance(raw, str):
        raise bad_request(f"{CANT}Text buttons are unallowed in the inline keyboard")
    button = as_object(raw, f"{CANT}InlineKeyboardButton must be an Object")
    text = button.get("text")
    if text is None:
        raise bad_request(f'{CANT}Can\'t find field "text"')
    if not isinstance(text, str):
        raise bad_request(f'{CANT}Field "text" must be of type String')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    return {"text": text} | _action(button)


def _action(button: Json) -> Json:
    if data := button.get("callback_data"):
        if len(str(data).encode()) > BUTTON_DATA_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID")
        return {"callback_data": str(data)}
    if url := button.get("url"):
        if not str(url).startswith(LINKS):
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        return {"url": str(url)}
    if copied := button.get("copy_text"):
        return {"copy_text": {"text": str(as_object(copied, "BUTTON_COPY_TEXT_INVALID").get("text", ""))}}
    raise bad_request(f"{CANT}Text buttons are unallowed in the inline keyboard")
