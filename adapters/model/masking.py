"""Personal data leaves as a mark in its place, and comes back where an answer repeats the mark."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_CN = r"[\u4e00-\u9fff]"
_PLACE = r"[^\W\d_a-zA-Z到往在是给址]"
"""A Chinese character that may stand in the name of a place; not what stands before an address."""
_UNIT = r"(?:号楼|号|弄|栋|幢|座|单元|室|楼|层)"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"(?<![A-Za-z0-9.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.A)),
    ("id", re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}[ -]?(?:18|19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx](?![0-9A-Za-z])")),
    ("id", re.compile(r"(?<=护照)[号:：\s]{0,3}[A-Za-z]{1,2}\d{7,8}|(?<=passport )[A-Z]{1,2}\d{6,9}", re.I)),
    ("card", re.compile(r"(?<!\d)\d(?:[ -]?\d){14,18}(?!\d)")),
    ("phone", re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")),
    ("phone", re.compile(r"(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)|(?<!\d)400[ -]?\d{3}[ -]?\d{4}(?!\d)")),
    ("phone", re.compile(r"\+\d{1,3}(?:[ -]?\(?\d{2,4}\)?){2,4}")),
    (
        "chat",
        re.compile(r"(?<=微信)[号:：是\s]{0,3}[A-Za-z][\w-]{5,19}|(?<=wechat)[:\s]{1,3}[A-Za-z][\w-]{5,19}", re.I),
    ),
    (
        "name",
        re.compile(rf"(?<=收货人|收件人|联系人)[:：是叫\s]{{1,3}}{_CN}{{2,4}}|(?<=姓名)[:：是叫\s]{{1,3}}{_CN}{{2,4}}"),
    ),
    (
        "address",
        re.compile(
            rf"(?>(?:{_PLACE}{{2,8}}?(?:省|自治区|市|州|区|县|镇|乡|街道|村)){{0,4}})"
            rf"(?:{_PLACE}|\d){{1,8}}?(?:路|街|大道|巷|弄|胡同|小区|花园|广场|大厦|公寓|村)"
            rf"{_CN}{{0,3}}\d{{1,5}} ?{_UNIT}(?: ?[A-Za-z\d]{{1,5}} ?{_UNIT}?)*"
        ),
    ),
    (
        "address",
        re.compile(
            r"\b\d{1,5} (?:[A-Za-z][\w'-]* ){1,4}?(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Boulevard|Blvd)\b"
            r"(?:,? (?:Apt|Unit|Suite|#)\.? ?\w+)?",
            re.I,
        ),
    ),
)
"""In the order of trying: what is longer and surer first."""
_MARK = re.compile(r"\[(?:email|id|card|phone|chat|name|address) \d+\]")


@dataclass
class Mask:
    """One request's marks: the same value has the same mark throughout."""

    hidden: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def hide(self, text: str) -> str:
        """`text` with marks as "[phone 1]" in place of personal data."""
        for kind, pattern in PATTERNS:
            text = pattern.sub(lambda found, kind=kind: self._mark(kind, found[0]), text)  # type: ignore[misc]
        return text

    def reveal(self, answer: str) -> str:
        """A JSON text with the values back inside its strings."""
        known = {mark: value for value, mark in self.hidden.items()}
        return _MARK.sub(lambda found: json.dumps(known.get(found[0], found[0]), ensure_ascii=False)[1:-1], answer)

    def _mark(self, kind: str, value: str) -> str:
        if value not in self.hidden:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self.hidden[value] = f"[{kind} {self._counts[kind]}]"
        return self.hidden[value]


def hide_all(texts: Sequence[str]) -> tuple[str, ...]:
    """For texts whose answer repeats none of them."""
    mask = Mask()
    return tuple(mask.hide(text) for text in texts)
