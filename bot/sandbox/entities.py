"""Telegram's HTML: text with tags in, plain text with entities out, or Telegram's complaint. Offsets are UTF-16."""

import re
from dataclasses import dataclass

from bot.sandbox.people import Json
from bot.sandbox.refusals import RefusedError, bad_request

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z]+));?")
ATTRIBUTE = re.compile(r"""([^\s=>]*)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([\w.\-]+)))?""")
FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"'（），。；！？、]+[^\s<>\"'（），。；！？、.,;:!?)])|(?<![\w/])(?P<command>/[A-Za-z]\w{0,31})\b"
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """Plain text and its entities as Telegram's JSON."""

    text: str
    entities: tuple[Json, ...] = ()


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    start: int


def utf16(text: str) -> int:
    """Length in UTF-16 code units, Telegram's measure of offsets."""
    return len(text.encode("utf-16-le")) // 2


def plain(text: str) -> Formatted:
    """Text as it is, with the links and commands that Telegram finds by itself."""
    return _trimmed(text, [])


def parse_html(markup: str) -> Formatted:
    """RefusedError with Telegram's wording when the tags don't fit."""
    parser = _Parser(markup)
    parser.run()
    return _trimmed(parser.text, parser.entities)


class _Parser:
    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.text = ""
        self.entities: list[Json] = []
        self._open: list[_Open] = []
        self._at = 0

    def run(self) -> None:
        """Read to the end."""
        while self._at < len(self.markup):
            char = self.markup[self._at]
            if char == "&":
                self._character()
            elif char == "<":
                self._tag()
            else:
                end = min(
                    (p for p in (self.markup.find("<", self._at), self.markup.find("&", self._at)) if p >= 0),
                    default=len(self.markup),
                )
                self.text += self.markup[self._at : end]
                self._at = end
        if self._open:
            raise _complaint(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')

    def _character(self) -> None:
        match = CHARACTER.match(self.markup, self._at)
        char = _decode(match) if match else None
        self.text += char or "&"
        self._at = match.end() if match and char else self._at + 1

    def _tag(self) -> None:
        start = self._at
        offset = len(self.markup[:start].encode())
        if self.markup.startswith("</", start):
            self._close(offset)
            return
        name = re.compile(r"[^\s>]*").match(self.markup, start + 1)
        tag = name.group().lower() if name else ""
        self._at = start + 1 + len(tag)
        if self._at >= len(self.markup):
            raise _complaint(f"Unclosed start tag at byte offset {offset}")
        if tag not in KINDS:
            raise _complaint(f'Unsupported start tag "{tag}" at byte offset {offset}')
        attributes = self._attributes(tag, offset)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _complaint(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
        self._open.append(_Open(tag, attributes, utf16(self.text)))

    def _attributes(self, tag: str, offset: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            while self._at < len(self.markup) and self.markup[self._at].isspace():
                self._at += 1
            if self._at >= len(self.markup):
                raise _complaint(f'Unclosed start tag "{tag}" at byte offset {offset}')
            if self.markup[self._at] == ">":
                self._at += 1
                return found
            match = ATTRIBUTE.match(self.markup, self._at)
            if match is None or not match.group(1):
                raise _complaint(f'Empty attribute name in the tag "{tag}" at byte offset {offset}')
            if match.end() < len(self.markup) and self.markup[match.end()] == "=":
                raise _complaint(f"Unclosed start tag at byte offset {offset}")
            found[match.group(1).lower()] = _decoded(match.group(2) or match.group(3) or match.group(4) or "")
            self._at = match.end()

    def _close(self, offset: int) -> None:
        if not self._open:
            raise _complaint(f"Unexpected end tag at byte offset {offset}")
        end = self.markup.find(">", self._at)
        if end < 0:
            raise _complaint(f"Unclosed end tag at byte offset {offset}")
        name = self.markup[self._at + 2 : end].strip().lower()
        opened = self._open.pop()
        if name and name != opened.tag:
            raise _complaint(
                f'Unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", found "</{name}>"'
            )
        self._at = end + 1
        length = utf16(self.text) - opened.start
        if length:
            self._add(opened, length)

    def _add(self, opened: _Open, length: int) -> None:
        entity: Json = {"type": KINDS[opened.tag], "offset": opened.start, "length": length}
        if opened.tag == "a":
            entity["url"] = opened.attributes.get("href") or _slice(self.text, opened.start, length)
            if not entity["url"].lower().startswith(("http://", "https://", "tg://", "mailto:", "tel:")):
                return
        if opened.tag == "code" and self._open and self._open[-1].tag == "pre":
            self._open[-1].attributes["language"] = opened.attributes.get("class", "").removeprefix("language-")
            return
        if opened.tag == "pre" and opened.attributes.get("language"):
            entity["language"] = opened.attributes["language"]
        if opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        self.entities.append(entity)


def _decode(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, named = match.groups()
    if named:
        return NAMED.get(named)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else None


def _decoded(value: str) -> str:
    return CHARACTER.sub(lambda match: _decode(match) or match.group(), value)


def _slice(text: str, start: int, length: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")


def _trimmed(text: str, entities: list[Json]) -> Formatted:
    """Without the outer white space, entities moved and cut to fit, found ones added."""
    literal = any(entity["offset"] == 0 and entity["type"] in {"pre", "code"} for entity in entities)
    begin = 0 if literal else len(text) - len(text.lstrip())
    text = text[begin:].rstrip()
    total = utf16(text)
    kept: list[Json] = []
    for entity in entities:
        start = max(0, entity["offset"] - begin)
        end = min(entity["offset"] - begin + entity["length"], total)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return Formatted(text, tuple(sorted([*kept, *_found(text, kept)], key=lambda entity: entity["offset"])))


def _found(text: str, taken: list[Json]) -> list[Json]:
    found: list[Json] = []
    for match in FOUND.finditer(text):
        start, length = utf16(text[: match.start()]), utf16(match.group())
        if not any(t["offset"] < start + length and start < t["offset"] + t["length"] for t in taken):
            found.append({"type": "url" if match["url"] else "bot_command", "offset": start, "length": length})
    return found


def _complaint(reason: str) -> RefusedError:
    return bad_request(f"can't parse entities: {reason}")
