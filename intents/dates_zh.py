"""Chinese date words: patterns and what each stands for."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from core.query import Window
from intents.day_math import (
    Anchor,
    Outcome,
    month_before,
    month_dates,
    on,
    year_before,
)  # fmt: skip
from intents.feasts import BARE_NUMBERS, BY_NAME, latest
from intents.numerals import read_chinese

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Anchor], Outcome]]

WEEKDAY = {char: index for index, char in enumerate("一二三四五六日")} | {"天": 6} | {str(n + 1): n for n in range(6)}
_OFFSETS = {
    "大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "大后": 3, "后": 2,
}  # fmt: skip


def count(text: str) -> int:
    """两 → 2, 几 → 3, 12 → 12."""
    if text == "几":
        return 3
    if text.isdigit():
        return int(text)
    value = read_chinese(text)
    return int(value) if value is not None else 0


def year_of(text: str | None, anchor: Anchor) -> int | None:
    """The year a word names; None without one."""
    if not text:
        return None
    words = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1}
    if text in words:
        return anchor.today.year + words[text]
    bare = text.removesuffix("年")
    number = int(bare) if bare.isdigit() else int("".join(str(read_chinese(char)) for char in bare))
    return number if number > 100 else 2000 + number


def month_of(text: str, year: int | None, anchor: Anchor) -> tuple[int, int] | None:
    """(year, month) of 10月, 上个月 …; month 0 for one that there isn't."""
    relative = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1}
    head = text.replace("个", "").removesuffix("份").removesuffix("月")
    if head in relative:
        found = anchor.month(relative[head])
        return (year, found[1]) if year else found
    month = count(head)
    if not 1 <= month <= 12:
        return (year or anchor.today.year), 0
    return year or anchor.latest_year(month), month


def single_date(match: re.Match[str], anchor: Anchor) -> Outcome:
    offset = _OFFSETS[match["w"]]
    if match["base"]:
        day = anchor.today + timedelta(offset)
        day = year_before(day) if match["base"].startswith("去") else month_before(day)
        return Window(start=day, end=day)
    return anchor.day(offset)


def ago(match: re.Match[str], anchor: Anchor) -> Outcome:
    unit = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}.get(match["u"])
    if unit is None:
        day = anchor.today
        for _ in range(min(count(match["n"]), 36)):
            day = month_before(day)
        return Window(start=day, end=day)
    return anchor.day(-unit * count(match["n"]))


def rolling(number: int, unit: str, anchor: Anchor, whole_weeks: bool) -> Outcome:
    """N complete days, weeks (Monday to Sunday where `whole_weeks`, a single one is seven days), months of 30 days,
    quarters, years."""
    if number < 1:
        return None
    if unit in ("周", "星期", "礼拜") and whole_weeks and number > 1:
        end = anchor.monday() - timedelta(1)
        return Window(start=end - timedelta(7 * min(number, 500) - 1), end=end)
    size = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "季度": 90, "年": 365}[unit]
    return anchor.back(number * size)


def rolling_date(match: re.Match[str], anchor: Anchor) -> Outcome:
    unit, prefix = match["u"], match["p"]
    if match["n"] == "半":
        return anchor.back({"月": 15, "年": 180, "天": 1}.get(unit, 15))
    return rolling(count(match["n"]), unit, anchor, whole_weeks=not prefix.startswith("这"))


def bare_days(match: re.Match[str], anchor: Anchor) -> Outcome:
    return rolling(count(match["n"]), match["u"], anchor, whole_weeks=False)


def half_date(match: re.Match[str], anchor: Anchor) -> Outcome:
    return anchor.back(180 if "年" in match[0] else 15)


def week_date(match: re.Match[str], anchor: Anchor) -> Outcome:
    offset = {"上上": -2, "上": -1, "本": 0, "这": 0, "这一": 0, "下": 1, "下下": 2}[match["p"]]
    part = match["d"]
    if not part:
        return anchor.week(offset)
    monday = anchor.monday(offset)
    if part == "末":
        return anchor.settle(monday + timedelta(5), monday + timedelta(6))
    day = monday + timedelta(WEEKDAY[part])
    return anchor.settle(day, day)


def weekday(match: re.Match[str], anchor: Anchor) -> Outcome:
    if match["d"] == "末":
        saturday = anchor.today - timedelta((anchor.today.weekday() - 5) % 7)
        return anchor.settle(saturday, saturday + timedelta(1))
    back = (anchor.today.weekday() - WEEKDAY[match["d"]]) % 7
    return anchor.day(-(back or 7))


def weekday_range(match: re.Match[str], anchor: Anchor) -> Outcome:
    first, last = WEEKDAY[match["a"]], WEEKDAY[match["b"]]
    length = (last - first) % 7
    prefix = match["p"]
    offset = {"上上": -2, "上": -1}.get(prefix or "", 0)
    start = anchor.monday(offset) + timedelta(first)
    if not prefix and start + timedelta(length) >= anchor.today:
        start -= timedelta(7)
    return anchor.settle(start, start + timedelta(length))


def month_date(match: re.Match[str], anchor: Anchor) -> Outcome:
    found = month_of(match["m"], year_of(match["y"], anchor), anchor)
    if found is None or found[1] == 0:
        return "impossible_date" if found and count(match["m"].rstrip("月份")) < 20 else None
    return part_of_month(*found, match["part"] or "", anchor)


def part_of_month(year: int, month: int, part: str, anchor: Anchor) -> Outcome:
    """The whole month or 上旬, 中旬, 下旬, 初, 底, 上半月, 下半月 of it."""
    first, last = month_dates(year, month)
    days = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 0), "底": (21, 0),
            "末": (21, 0), "上半月": (1, 15), "下半月": (16, 0)}.get(part.strip("的"))  # fmt: skip
    if days is None:
        return anchor.settle(first, last)
    return anchor.settle(date(year, month, days[0]), date(year, month, days[1]) if days[1] else last)


def third(match: re.Match[str], anchor: Anchor) -> Outcome:
    year, month = anchor.month(0)
    this = part_of_month(year, month, match["part"], anchor)
    return part_of_month(*anchor.month(-1), match["part"], anchor) if this == "future" else this


def day_date(match: re.Match[str], anchor: Anchor) -> Outcome:
    return _dates(match["y"], match["m"], count(match["d"]), None, anchor)


def day_range(match: re.Match[str], anchor: Anchor) -> Outcome:
    return _dates(match["y"], match["m"], count(match["d"]), count(match["e"]), anchor)


def _dates(year_word: str | None, month_word: str | None, day: int, end: int | None, anchor: Anchor) -> Outcome:
    """A day, or the days to `end`, of a month that is named or the latest that fits."""
    if not month_word:
        if not 1 <= day <= 31 or (end is not None and not 1 <= end <= 31):
            return "impossible_date"
        found = anchor.latest_month(day)
    else:
        named = month_of(month_word, year_of(year_word, anchor), anchor)
        if named is None or named[1] == 0:
            return "impossible_date"
        found = named
        if not year_word and month_word[0].isdigit() and found[1] != anchor.today.month:
            found = anchor.latest_year(found[1], min(day, 28)), found[1]
    return _span_of_month(*found, day, end, anchor)


def _span_of_month(year: int, month: int, day: int, end: int | None, anchor: Anchor) -> Outcome:
    start = on(year, month, day)
    stop = start if end is None else on(year, month, end)
    if end is not None and end < day:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        stop = on(year, month, end)
    if start is None or stop is None:
        return "impossible_date"
    return anchor.settle(start, stop)


def quarter_date(match: re.Match[str], anchor: Anchor) -> Outcome:
    year = year_of(match["y"], anchor)
    word = match["q"]
    now = (anchor.today.month - 1) // 3
    relative = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1}
    head = word.replace("个", "").removesuffix("季度").removesuffix("季")
    if head in relative:
        index = anchor.today.year * 4 + now + relative[head]
        return quarter(index // 4, index % 4, anchor)
    number = count(head.strip("q第")) - 1
    if not 0 <= number <= 3:
        return None
    return quarter(year or anchor.latest_year(3 * number + 1), number, anchor)


def quarter(year: int, index: int, anchor: Anchor) -> Outcome:
    """Quarter `index` (0–3) of a year."""
    return anchor.settle(date(year, 3 * index + 1, 1), month_dates(year, 3 * index + 3)[1])


def year_date(match: re.Match[str], anchor: Anchor) -> Outcome:
    year = year_of(match["y"], anchor)
    if year is None or match["y"][-1].isdigit():
        return None
    half = match["h"]
    start = date(year, 7 if half == "下半年" else 1, 1)
    end = date(year, 6, 30) if half == "上半年" else date(year, 12, 31)
    return anchor.settle(start, end)


def half_year(match: re.Match[str], anchor: Anchor) -> Outcome:
    first = match[0] == "上半年"
    year = anchor.today.year if first else anchor.latest_year(7)
    return anchor.settle(date(year, 1 if first else 7, 1), date(year, 6, 30) if first else date(year, 12, 31))


def to_date(match: re.Match[str], anchor: Anchor) -> Outcome:
    today = anchor.today
    start = {"月": today.replace(day=1), "年": today.replace(month=1, day=1), "周": anchor.monday()}[match["u"]]
    if match["end"] and match["end"].startswith(("今", "到今")):
        return Window(start=start, end=today)
    return anchor.settle(start, anchor.last)


def same_period(match: re.Match[str], anchor: Anchor) -> Outcome:
    """Without another window: the month to date, a month or a year before."""
    month = anchor.settle(anchor.today.replace(day=1), anchor.last)
    if not isinstance(month, Window):
        return None
    back = month_before if "月" in match[0] else year_before
    return Window(start=back(month.start), end=back(month.end))


def feast(match: re.Match[str], anchor: Anchor) -> Outcome:
    name, year = match["f"], year_of(match["y"], anchor)
    season = bool(match["s"])
    if name in BARE_NUMBERS and not (match["y"] or season or match["near"] is not None):
        return None
    feast = BY_NAME[name]
    start, end = (feast.season if season else feast.day)(year) if year else latest(feast, anchor.today, season)
    return anchor.settle(start, end)


def numeric(match: re.Match[str], anchor: Anchor) -> Outcome:
    return _year_month_day(match["y"], match["m"], match["d"], anchor)


def _year_month_day(year: str | None, month: str, day: str, anchor: Anchor) -> Outcome:
    number = int(month)
    if not 1 <= number <= 12:
        return "impossible_date" if year else None
    when = on(int(year) if year else anchor.latest_year(number, min(int(day), 28)), number, int(day))
    if when is None:
        return "impossible_date"
    return anchor.settle(when, when)


def dotted_range(match: re.Match[str], anchor: Anchor) -> Outcome:
    first = on(anchor.latest_year(int(match["m"])), int(match["m"]), int(match["d"]))
    last = on(anchor.latest_year(int(match["m"])), int(match["n"]), int(match["e"]))
    if first is None or last is None or last < first:
        return "impossible_date" if int(match["m"]) <= 12 and int(match["n"]) <= 12 else None
    return anchor.settle(first, last)


def month_end(_: re.Match[str], anchor: Anchor) -> Outcome:
    return "future"


def recently(_: re.Match[str], anchor: Anchor) -> Outcome:
    return anchor.back(7)


def month_range(match: re.Match[str], anchor: Anchor) -> Outcome:
    first, last = int(match["m"]), int(match["n"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return "impossible_date"
    year = year_of(match["y"], anchor) or anchor.latest_year(first)
    return anchor.settle(date(year, first, 1), month_dates(year + (last < first), last)[1])
