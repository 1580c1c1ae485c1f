"""What a cell says: times, money, counts, states, as exports of many programs write them."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from core.imports import FORMULA
from core.regions import region_words
from tools.imports.kinds import words

NOTHING = frozenset({"", "-", "--", "—", "/", "无", "null", "none", "nan", "n/a", "#n/a", "\\n", "0000-00-00 00:00:00"})
_QUOTED = re.compile(r'^="?(.*?)"?$')
_DATE = re.compile(
    r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[T\s]+(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})(?:\.\d+)?)?\s*秒?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$"
)
_COMPACT = re.compile(r"^(20\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$")
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_MONEY = re.compile(
    r"^[¥￥$€£]?\s*(?:CNY|RMB|USD)?\s*([-+]?[\d,，]*\.?\d+)\s*(元|万元|万|CNY|RMB|USD|块)?$", re.IGNORECASE
)
_COUNT = re.compile(r"^([-+]?[\d,，]+)(?:\.0+)?\s*(?:[件个只双套条人次笔单盒包箱]|pcs)?$", re.IGNORECASE)
_LOST = re.compile(r"^\d(?:\.\d+)?E\+?\d+$", re.IGNORECASE)
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001
_SERIALS = (36_526, 73_050)
"""Excel's numbers of 2000-01-01 and 2100-01-01."""
MOST_YUAN = Decimal(10) ** 9
MOST_COUNT = 10**9


class CellError(Exception):
    """What is wrong with a cell: a sentence key of `imports.yaml` without the area."""


@lru_cache(50_000)
def plain(cell: str) -> str:
    """A cell without what programs put around it (="123", a leading apostrophe); "" for those that say nothing."""
    if cell == FORMULA:
        raise CellError("cell_formula")
    text = unicodedata.normalize("NFKC", cell).strip().lstrip("'`")
    if text.startswith('="') or (text.startswith("=") and text[1:].isdecimal()):
        text = _QUOTED.sub(r"\1", text)
    return "" if text.lower() in NOTHING else text.strip()


def identifier(text: str) -> str:
    """An id; CellError where Excel has rounded it."""
    if _LOST.match(text):
        raise CellError("cell_id_rounded")
    return text.removesuffix(".0")


def moment(text: str, zone: tzinfo) -> datetime:
    """An aware time in the shop's zone; one with an offset is brought there. A serial number of Excel counts too."""
    if _SERIAL.match(text) and _SERIALS[0] <= float(text) <= _SERIALS[1]:
        whole = _EPOCH + timedelta(seconds=round(float(text) * 86_400))
        return whole.replace(tzinfo=zone)
    found = _DATE.match(text)
    parts = found.groups() if found else ((*compact.groups(), None) if (compact := _COMPACT.match(text)) else None)
    if parts is None:
        raise CellError("cell_time")
    numbers = [int(part or 0) for part in parts[:6]]
    try:
        at = datetime(*numbers, tzinfo=zone)  # type: ignore[misc, arg-type]
    except ValueError as error:
        raise CellError("cell_time") from error
    return at.replace(tzinfo=_offset(parts[6])).astimezone(zone) if parts[6] else at


def _offset(said: str) -> tzinfo:
    if said in ("Z", "UTC"):
        return UTC
    return datetime.strptime(said.replace(":", ""), "%z").tzinfo or UTC


def day(text: str, zone: tzinfo) -> date:
    """A date, whatever time stands behind it."""
    return moment(text, zone).date()


def midnight(of: date, zone: tzinfo) -> datetime:
    """The day's beginning."""
    return datetime.combine(of, time(), zone)


@lru_cache(50_000)
def money(text: str) -> Decimal:
    """Yuan, not below zero: 1,234.50, ¥35, 3.2万, 12元."""
    found = _MONEY.match(text)
    if not found:
        raise CellError("cell_money")
    try:
        amount = Decimal(found[1].replace(",", "").replace("，", ""))
    except InvalidOperation as error:
        raise CellError("cell_money") from error
    amount *= 10_000 if "万" in (found[2] or "") else 1
    if not 0 <= amount <= MOST_YUAN:
        raise CellError("cell_money")
    return amount.quantize(Decimal("0.01"))


def count(text: str) -> int:
    """A whole number, not below zero: 1,200, 3件, 2.0."""
    found = _COUNT.match(text)
    number = int(re.sub(r"[,，]", "", found[1])) if found else -1
    if not 0 <= number <= MOST_COUNT:
        raise CellError("cell_count")
    return number


def status(text: str) -> str:
    """An order's state of ours."""
    return _named("status", text)


def listing(text: str) -> str:
    """active or down."""
    return _named("listing", text)


def channel(text: str) -> str:
    """A channel of ours."""
    return _named("channel", text)


@lru_cache(50_000)
def _named(of: str, text: str) -> str:
    said = text.lower().strip()
    table = words(of)
    exact = next((ours for word, ours in table if word == said), None)
    found = exact or next((ours for word, ours in table if len(word) > 1 and word in said), None)
    if found is None:
        raise CellError(f"cell_{of}")
    return found


def region(province: str, city: str, address: str) -> tuple[str, str]:
    """Province and city as the shop's other data name them; "" where nothing tells. An address begins with them."""
    return _region(province, city, address[:24].replace(" ", "")[:14])


@lru_cache(20_000)
def _region(province: str, city: str, head: str) -> tuple[str, str]:
    known = region_words()
    return (
        _place(known["province"], province) or _in(known["province"], head),
        _place(known["city"], city) or _in(known["city"], head.replace(province, "", 1)),
    )


def _place(table: dict[str, str], said: str) -> str:
    text = said.strip().lower()
    for ending in ("", "省", "市", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区"):
        bare = text.removesuffix(ending) if ending else text
        if bare in table:
            return table[bare]
    return said.strip()


def _in(table: dict[str, str], head: str) -> str:
    places = [(head.find(word), -len(word), name) for word, name in table.items() if len(word) > 1 and word in head]
    return min(places)[2] if places else ""
