"""Chinese date words: patterns and what each stands for."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from core.query import Window
from intents.day_math import (
    Anchor, Outcome, month_before, month_dates, on, year_before,
)  # fmt: skip
from intents.feasts import BARE_NUMBERS, BY_NAME, latest
from intents.numerals import read_chinese

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Anchor], Outcome]]

_YEAR = r"(?P<y>大前年|前年|去年|上年|今年|本年|明年|20\d\d年?|(?<!\d)2[2-9]年|二零[零一二三四五六七八九]{2}年)\s?的?"
_N = r"(?P<n>\d{1,3}|[一二两三四五六七八九十百]{1,4}|半|几)"
_MONTH = (
    r"(?P<m>\d{1,2}月份?|十[一二]?月份?|(?<!十)[一二三四五六七八九]月份?|上上个?月|上个?月|本月|这个?月|当月|下个?月)"
)
_NOT_LABEL = r"(?![线店仓链色码楼位机字电品款门桌厅库室员选\d])"
_DAY = rf"(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:号|日(?![游均活元语本])){_NOT_LABEL}"
_TO = r"\s?(?:到|至|~|-|—|–)\s?"
_WEEK = r"(?:周|星期|礼拜)"
_WEEKDAY = {char: index for index, char in enumerate("一二三四五六日")} | {"天": 6} | {str(n + 1): n for n in range(6)}
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


def _single(match: re.Match[str], anchor: Anchor) -> Outcome:
    offset = _OFFSETS[match["w"]]
    if match["base"]:
        day = anchor.today + timedelta(offset)
        day = year_before(day) if match["base"].startswith("去") else month_before(day)
        return Window(start=day, end=day)
    return anchor.day(offset)


def _ago(match: re.Match[str], anchor: Anchor) -> Outcome:
    unit = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}.get(match["u"])
    if unit is None:
        day = anchor.today
        for _ in range(min(count(match["n"]), 36)):
            day = month_before(day)
        return Window(start=day, end=day)
    return anchor.day(-unit * count(match["n"]))


def rolling(number: int, unit: str, anchor: Anchor, whole_weeks: bool) -> Outcome:
    """N complete days, weeks (Monday to Sunday where `whole_weeks`), months of 30 days, quarters, years."""
    if number < 1:
        return None
    if unit in ("周", "星期", "礼拜") and whole_weeks:
        end = anchor.monday() - timedelta(1)
        return Window(start=end - timedelta(7 * min(number, 500) - 1), end=end)
    size = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "季度": 90, "年": 365}[unit]
    return anchor.back(number * size)


def _rolling(match: re.Match[str], anchor: Anchor) -> Outcome:
    unit, prefix = match["u"], match["p"]
    if match["n"] == "半":
        return anchor.back({"月": 15, "年": 180, "天": 1}.get(unit, 15))
    return rolling(count(match["n"]), unit, anchor, whole_weeks=not prefix.startswith("这"))


def _bare_days(match: re.Match[str], anchor: Anchor) -> Outcome:
    return rolling(count(match["n"]), match["u"], anchor, whole_weeks=False)


def _half(match: re.Match[str], anchor: Anchor) -> Outcome:
    return anchor.back(180 if "年" in match[0] else 15)


def _week(match: re.Match[str], anchor: Anchor) -> Outcome:
    offset = {"上上": -2, "上": -1, "本": 0, "这": 0, "这一": 0, "下": 1, "下下": 2}[match["p"]]
    part = match["d"]
    if not part:
        return anchor.week(offset)
    monday = anchor.monday(offset)
    if part == "末":
        return anchor.settle(monday + timedelta(5), monday + timedelta(6))
    day = monday + timedelta(_WEEKDAY[part])
    return anchor.settle(day, day)


def _weekday(match: re.Match[str], anchor: Anchor) -> Outcome:
    if match["d"] == "末":
        saturday = anchor.today - timedelta((anchor.today.weekday() - 5) % 7)
        return anchor.settle(saturday, saturday + timedelta(1))
    back = (anchor.today.weekday() - _WEEKDAY[match["d"]]) % 7
    return anchor.day(-(back or 7))


def _weekday_range(match: re.Match[str], anchor: Anchor) -> Outcome:
    first, last = _WEEKDAY[match["a"]], _WEEKDAY[match["b"]]
    length = (last - first) % 7
    prefix = match["p"]
    offset = {"上上": -2, "上": -1}.get(prefix or "", 0)
    start = anchor.monday(offset) + timedelta(first)
    if not prefix and start + timedelta(length) >= anchor.today:
        start -= timedelta(7)
    return anchor.settle(start, start + timedelta(length))


def _month(match: re.Match[str], anchor: Anchor) -> Outcome:
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


def _third(match: re.Match[str], anchor: Anchor) -> Outcome:
    year, month = anchor.month(0)
    this = part_of_month(year, month, match["part"], anchor)
    return part_of_month(*anchor.month(-1), match["part"], anchor) if this == "future" else this


def _day(match: re.Match[str], anchor: Anchor) -> Outcome:
    return _dates(match["y"], match["m"], count(match["d"]), None, anchor)


def _day_range(match: re.Match[str], anchor: Anchor) -> Outcome:
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


def _quarter(match: re.Match[str], anchor: Anchor) -> Outcome:
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


def _year(match: re.Match[str], anchor: Anchor) -> Outcome:
    year = year_of(match["y"], anchor)
    if year is None or match["y"][-1].isdigit():
        return None
    half = match["h"]
    start = date(year, 7 if half == "下半年" else 1, 1)
    end = date(year, 6, 30) if half == "上半年" else date(year, 12, 31)
    return anchor.settle(start, end)


def _half_year(match: re.Match[str], anchor: Anchor) -> Outcome:
    first = match[0] == "上半年"
    year = anchor.today.year if first else anchor.latest_year(7)
    return anchor.settle(date(year, 1 if first else 7, 1), date(year, 6, 30) if first else date(year, 12, 31))


def _to_date(match: re.Match[str], anchor: Anchor) -> Outcome:
    today = anchor.today
    start = {"月": today.replace(day=1), "年": today.replace(month=1, day=1), "周": anchor.monday()}[match["u"]]
    if match["end"] and match["end"].startswith(("今", "到今")):
        return Window(start=start, end=today)
    return anchor.settle(start, anchor.last)


def _same_period(match: re.Match[str], anchor: Anchor) -> Outcome:
    """Without another window: the month to date, a month or a year before."""
    month = anchor.settle(anchor.today.replace(day=1), anchor.last)
    if not isinstance(month, Window):
        return None
    back = month_before if "月" in match[0] else year_before
    return Window(start=back(month.start), end=back(month.end))


def _feast(match: re.Match[str], anchor: Anchor) -> Outcome:
    name, year = match["f"], year_of(match["y"], anchor)
    season = bool(match["s"])
    if name in BARE_NUMBERS and not (match["y"] or season or match["near"] is not None):
        return None
    feast = BY_NAME[name]
    start, end = (feast.season if season else feast.day)(year) if year else latest(feast, anchor.today, season)
    return anchor.settle(start, end)


def _numeric(match: re.Match[str], anchor: Anchor) -> Outcome:
    return _year_month_day(match["y"], match["m"], match["d"], anchor)


def _year_month_day(year: str | None, month: str, day: str, anchor: Anchor) -> Outcome:
    number = int(month)
    if not 1 <= number <= 12:
        return "impossible_date" if year else None
    when = on(int(year) if year else anchor.latest_year(number, min(int(day), 28)), number, int(day))
    if when is None:
        return "impossible_date"
    return anchor.settle(when, when)


def _dotted_range(match: re.Match[str], anchor: Anchor) -> Outcome:
    first = on(anchor.latest_year(int(match["m"])), int(match["m"]), int(match["d"]))
    last = on(anchor.latest_year(int(match["m"])), int(match["n"]), int(match["e"]))
    if first is None or last is None or last < first:
        return "impossible_date" if int(match["m"]) <= 12 and int(match["n"]) <= 12 else None
    return anchor.settle(first, last)


def _month_end(_: re.Match[str], anchor: Anchor) -> Outcome:
    return "future"


def _recently(_: re.Match[str], anchor: Anchor) -> Outcome:
    return anchor.back(7)


def _month_range(match: re.Match[str], anchor: Anchor) -> Outcome:
    first, last = int(match["m"]), int(match["n"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return "impossible_date"
    year = year_of(match["y"], anchor) or anchor.latest_year(first)
    return anchor.settle(date(year, first, 1), month_dates(year + (last < first), last)[1])


_FEAST_NAMES = "|".join(
    re.escape(name) for name in sorted(BY_NAME, key=len, reverse=True) if not name[:1].isascii() or name[0].isdigit()
)
_NEAR = r"(?=那天|当天|当日|活动|的?(?:gmv|成交|销售|访客|订单|数据|战报|转化|卖|买家|表现))"

RULES: tuple[Rule, ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(?P<base>去年的?|上个?月的?)?(?P<w>大前|前|昨|今|明|大后|后)(?:天(?!气)|日|儿|晚上?|早上?|夜)(?!候)", _single),
        (rf"{_N}个?(?P<u>天|日|周|星期|礼拜|月)(?:之|以)?前(?!端|[十百]|\d)", _ago),
        (rf"(?P<p>最近|过去|近|前|头|这|之前|往前|刚过去的?)的?这?{_N}\s?个?(?P<u>天|日|周(?!年)|星期|礼拜|月|季度|年)(?:之内|以内|以来|内|里|间)?", _rolling),
        (rf"(?<![第\d.个每])(?P<n>\d{{1,3}}|[二两三四五六七八九十]{{1,3}}|一(?=周|星期|礼拜))个?(?P<u>天|周(?!年)|星期|礼拜)(?!内?(?:无理由|包|发货|到货|保价|后|退))(?:之内|以内|内|里|来)?", _bare_days),
        (r"(?:最近|近|过去|这)?半个月|(?<![上下])半年(?!报)", _half),
        (rf"(?P<p>上上|上|下下|下|本|这一|这)个?(?:周(?!转率|边|岁|年)|星期|礼拜)(?P<d>[一二三四五六日天末](?!均|报))?", _week),
        (rf"(?<![上下本这每逐各按两一半几近分\d]){_WEEK}(?P<d>[一二三四五六日天末])(?!起|围|均|报)", _weekday),
        (rf"(?P<p>上上|上|本|这)?个?{_WEEK}(?P<a>[一二三四五六日天]){_TO}(?:上上|上|本|这)?个?{_WEEK}?(?P<b>[一二三四五六日天])", _weekday_range),
        (rf"(?:{_YEAR})?{_MONTH}的?(?P<part>上旬|中旬|下旬|初|底|末|上半月|下半月)?", _month),
        (r"(?<![上下本这月])(?P<part>上旬|中旬|下旬|上半月|下半月)", _third),
        (rf"(?:(?:{_YEAR})?{_MONTH}的?)?(?<![\d.第]){_DAY}", _day),
        (rf"(?:(?:{_YEAR})?{_MONTH}的?)?(?<![\d.第])(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[号日]?{_TO}(?P<e>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:号|日){_NOT_LABEL}", _day_range),
        (rf"(?:{_YEAR})?(?P<q>(?<![a-z])q[1-4](?![a-z\d])|第?[一二三四1-4]季度|(?:上上|上|本|这|下)个?季度?)(?!节)", _quarter),
        (rf"{_YEAR}(?P<h>上半年|下半年)?(?:全年|一整年|整年)?", _year),
        (r"上半年|下半年", _half_year),
        (r"(?P<u>月|年|周)初(?P<end>到今天|至今天|以来|至今|到现在|到目前为?止?)?(?=以来|到|至|$|[^\w]|的)?", _to_date),
        (r"(?:去年|上年|上个?月)的?(?:同期|这个?时候|同一时间|同时期)", _same_period),
        (rf"(?:{_YEAR})?(?<![\d.¥￥$成价为降到])(?P<f>{_FEAST_NAMES})(?!\d|[元块件个单人款%万kw]|\.\d)(?P<s>大促期间|活动期间|期间|假期|长假|小长假|黄金周|大促|那几天|那阵子)?(?:(?P<near>{_NEAR}))?(?:那天|当天|当日)?", _feast),
        (r"(?<!\d)(?P<y>20\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})[日号]?(?!\d)", _numeric),
        (r"(?<!\d)(?P<y>20\d\d)(?P<m>0\d|1[0-2])(?P<d>[0-3]\d)(?!\d)", _numeric),
        (r"(?<![\d/.])(?P<y>)(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/.]|元|块)", _numeric),
        (r"(?<![\d/.-])(?P<y>)(?P<m>0\d|1[0-2])-(?P<d>[0-3]\d)(?![\d/.-]|元|块)", _numeric),
        (r"(?<![\d.¥￥$])(?P<y>)(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?=[号日]|那天|当天|这天|的)[号日]?", _numeric),
        (r"(?<![\d.¥￥$])(?P<m>\d{1,2})[./](?P<d>\d{1,2})[号日]?\s?(?:到|至|~|-|—|–)\s?(?P<n>\d{1,2})[./](?P<e>\d{1,2})[号日]?(?![\d.]|元|块|折|%|万)", _dotted_range),
        (rf"(?:{_YEAR})?(?<!\d)(?P<m>\d{{1,2}})月?{_TO}(?P<n>\d{{1,2}})月份?(?!\d)", _month_range),
        (r"(?:到|至)?(?<![\d上下一二三四五六七八九十个本这])(?:月底|月末|年底|年末)", _month_end),
        (r"最近(?=$|[^\d一二两三四五六七八九十几半])|近期|近来|这阵子|这段时间|这一阵", _recently),
    )
)  # fmt: skip
