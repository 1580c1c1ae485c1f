"""A column put right in words: 订单号是A列, 付款时间用第3列, the amount is in column F, 没有渠道."""

import re
import unicodedata
from dataclasses import dataclass

from core.imports import ImportKind
from tools.imports.kinds import kinds
from tools.imports.table import letter

_SPLIT = re.compile(
    r"\s*(?:应该是|应该用|改成|改为|对应|就是|是在|是|用|在|=|:|->|→|←"
    r"|\bis in\b|\bis\b|\buse\b|\bshould be\b|\bin\b)\s*"
)
_LETTER = re.compile(r"^(?:column\s*|col\s*|第)?([a-z]{1,2})\s*(?:列|栏|column|col)?$")
_NUMBER = re.compile(r"^(?:column\s*|第)\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:列|栏|个)?$")
_NONE = re.compile(r"^(?:没有|不要|去掉|别用|no|without|drop)\s*(.+)$")
_TENS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Correction:
    """`column` from 0, None for a field that the file doesn't have."""

    field: str
    column: int | None


def read_correction(text: str, kind: ImportKind, heads: tuple[str, ...]) -> Correction | None:
    """None where a text names no field of ours and column of theirs."""
    said = unicodedata.normalize("NFKC", text).strip().lower().rstrip("。.,，的")
    if (absent := _NONE.match(said)) and (field := _field(absent[1], kind)):
        return Correction(field, None)
    for found in _SPLIT.finditer(said):
        left, right = said[: found.start()].strip(" 「」《》\"'“”"), said[found.end() :].strip(" 「」《》\"'“”")
        for one, other in ((left, right), (right, left)):
            field, column = _field(one, kind), _column(other, heads)
            if field and column is not None:
                return Correction(field, column)
    return None


def _field(said: str, kind: ImportKind) -> str | None:
    bare = re.sub(r"^(?:the|把|将)\s*|列$|这列$|\s+", "", said)
    if not bare:
        return None
    for field, entry in kinds()[kind].fields.items():
        if bare in {re.sub(r"\s+", "", name.lower()) for name in (entry.zh, entry.en, field, *entry.aliases)}:
            return field
    return None


def _column(said: str, heads: tuple[str, ...]) -> int | None:
    bare = re.sub(r"^the\s+|\s*(?:这一?列|那一?列)$", "", said.strip())
    names = [head.strip().lower() for head in heads]
    if bare in names:
        return names.index(bare)
    if found := _LETTER.match(bare):
        letters = [letter(at).lower() for at in range(len(heads))]
        return letters.index(found[1]) if found[1] in letters else None
    if found := _NUMBER.match(bare):
        at = _count(found[1]) - 1
        return at if 0 <= at < len(heads) else None
    trimmed = bare.removesuffix("列").strip()
    return names.index(trimmed) if trimmed and trimmed in names else None


def _count(said: str) -> int:
    if said.isdecimal():
        return int(said)
    tens, _, ones = said.rpartition("十")
    high = (_TENS.find(tens) + 1 if tens else 1) if "十" in said else 0
    return high * 10 + (_TENS.find(ones) + 1 if ones else 0)
