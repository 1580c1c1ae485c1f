"""English date words: patterns and what each stands for."""

import re
from datetime import date, timedelta

from core.query import Window
from intents.dates_en_months import FULL_DAYS, MONTHS, count_of, month_number, nth_weekday, part_of, third_of
from intents.dates_zh import Rule, quarter, rolling
from intents.day_math import Anchor, Outcome, month_before, month_dates, on, year_before
from intents.feasts import BARE_NUMBERS, BY_NAME, latest

_M = rf"(?P<m>{'|'.join(MONTHS)})\b\.?"
_PLAIN_M = rf"(?P<m>{'|'.join(name for name in MONTHS if name != 'may' and not name.startswith('mar'))}|march)\b\.?"
_DAYS = r"(?P<d>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|thirty|sixty|ninety|a couple of|a few|few|couple of"
_N = rf"(?P<n>\d{{1,3}}|{_WORDS}|an?)"
_TH = r"(?:st|nd|rd|th)?"
_TO = r"\s*(?:to|through|thru|till|until|-|–|—|~)\s*"
_UNIT = r"(?P<u>days?|d|weeks?|wks?|wk|months?|mos?|mths?|mo|quarters?|qtrs?|years?|yrs?)\b"
_UNITS = {"d": "天", "w": "周", "m": "月", "q": "季度", "y": "年"}
"""By the first letter: days, d, weeks, wks, mo …"""


def _day_word(match: re.Match[str], anchor: Anchor) -> Outcome:
    word = match["w"]
    if "before yesterday" in word:
        return anchor.day(-2)
    if "after tomorrow" in word:
        return "future"
    if word.startswith("y"):
        return anchor.day(-1)
    return anchor.day({"last night": -1, "tomorrow": 1}.get(word, 0))


def _ago(match: re.Match[str], anchor: Anchor) -> Outcome:
    number, unit = count_of(match["n"]), match["u"]
    if unit in ("day", "week"):
        return anchor.day(-number * (7 if unit == "week" else 1))
    day = anchor.today
    for _ in range(min(number * (12 if unit == "year" else 1), 60)):
        day = month_before(day)
    return Window(start=day, end=day)


def _rolling(match: re.Match[str], anchor: Anchor) -> Outcome:
    if match["n"] in ("a", "an"):
        return None
    number, unit = count_of(match["n"]), _UNITS[match["u"][0]]
    two_weeks = number == 2 and unit == "周"
    return rolling(number, unit, anchor, whole_weeks=not (match["p"].startswith("these") or two_weeks))


def _bare(match: re.Match[str], anchor: Anchor) -> Outcome:
    """7d, in 90 days, for two weeks."""
    return rolling(count_of(match["n"]), _UNITS[match["u"][0]], anchor, whole_weeks=False)


def _past_one(match: re.Match[str], anchor: Anchor) -> Outcome:
    """past week, past month: 7 and 30 complete days; half a year, fortnight."""
    word = match[0]
    if "half" in word and "year" in word:
        return anchor.back(180)
    if "half" in word or "fortnight" in word:
        return anchor.back(14 if "fortnight" in word else 15)
    unit = next(unit for unit in ("day", "week", "wk", "mo", "quarter", "year", "yr") if unit in word)
    return rolling(1, _UNITS[unit[0]], anchor, whole_weeks=False)


def _period(match: re.Match[str], anchor: Anchor) -> Outcome:
    offset = {"this": 0, "current": 0, "last": -1, "previous": -1, "prior": -1, "next": 1}[match["p"]]
    offset -= 1 if match["twice"] else 0
    unit = {"wk": "week", "mth": "month", "mo": "month", "qtr": "quarter", "yr": "year"}.get(match["u"], match["u"])
    if unit == "week":
        return anchor.week(offset)
    if unit == "month":
        return anchor.settle(*month_dates(*anchor.month(offset)))
    if unit == "quarter":
        index = anchor.today.year * 4 + (anchor.today.month - 1) // 3 + offset
        return quarter(index // 4, index % 4, anchor)
    if unit == "weekend":
        saturday = anchor.monday(offset) + timedelta(5)
        return anchor.settle(saturday, saturday + timedelta(1))
    year = anchor.today.year + offset
    return anchor.settle(date(year, 1, 1), date(year, 12, 31))


def _to_date(match: re.Match[str], anchor: Anchor) -> Outcome:
    today = anchor.today
    word = match[0]
    if word.startswith(("m", "this m", "so far this m", "from the beginning of the m", "since the beginning of the m")):
        return anchor.settle(today.replace(day=1), anchor.last)
    if word.startswith("w") or "week" in word:
        return anchor.settle(anchor.monday(), anchor.last)
    if word.startswith("q") or "quarter" in word:
        return quarter(today.year, (today.month - 1) // 3, anchor)
    if "month" in word:
        return anchor.settle(today.replace(day=1), anchor.last)
    return anchor.settle(date(today.year, 1, 1), anchor.last)


def _weekday(match: re.Match[str], anchor: Anchor) -> Outcome:
    if not match["p"] and not match["week"] and match["d"] not in FULL_DAYS:
        return None
    wanted = next(index for index, name in enumerate(FULL_DAYS) if name.startswith(match["d"][:3]))
    prefix = match["p"] or ""
    if prefix.startswith("next"):
        return "future"
    if prefix.startswith("this"):
        day = anchor.monday() + timedelta(wanted)
        return anchor.settle(day, day)
    if match["week"]:
        day = anchor.monday(-1 if match["week"].startswith(("last", "previous")) else 0) + timedelta(wanted)
        return anchor.settle(day, day)
    if prefix.startswith(("last", "previous")):
        day = anchor.monday(-1) + timedelta(wanted)
        return anchor.settle(day, day)
    return anchor.day(-((anchor.today.weekday() - wanted) % 7 or 7))


def _dates(month: int, year_word: str | None, first: int, last: int | None, anchor: Anchor) -> Outcome:
    year = int(year_word) if year_word else anchor.today.year
    if not year_word and month != anchor.today.month:
        year = anchor.latest_year(month, min(first, 28))
    start, end = on(year, month, first), on(year, month, first if last is None else last)
    if start is None or end is None:
        return "impossible_date"
    return anchor.settle(start, end) if start <= end else None


def _day(match: re.Match[str], anchor: Anchor) -> Outcome:
    return _dates(month_number(match["m"]), match["y"], int(match["a"]), None, anchor)


def _day_range(match: re.Match[str], anchor: Anchor) -> Outcome:
    return _dates(month_number(match["m"]), match["y"], int(match["a"]), int(match["b"]), anchor)


def _month(match: re.Match[str], anchor: Anchor) -> Outcome:
    month = month_number(match["m"])
    groups = match.groupdict()
    year = int(groups["y"]) if groups.get("y") else anchor.latest_year(month)
    if groups.get("last") == "last":
        year = anchor.today.year - 1 if (anchor.today.month == month or groups.get("of")) else year
    if groups.get("of"):
        year = anchor.today.year - 1
    return anchor.settle(*month_dates(year, month))


def _quarter(match: re.Match[str], anchor: Anchor) -> Outcome:
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(match["q"] or "", int(match["k"] or 1) - 1)
    year = (
        int(match["y"]) if match["y"] else anchor.today.year - 1 if match["ly"] else anchor.latest_year(3 * index + 1)
    )
    return quarter(year, index, anchor)


def _same_period(match: re.Match[str], anchor: Anchor) -> Outcome:
    month = anchor.settle(anchor.today.replace(day=1), anchor.last)
    if not isinstance(month, Window):
        return None
    back = month_before if "month" in match[0] else year_before
    return Window(start=back(month.start), end=back(month.end))


def _feast(match: re.Match[str], anchor: Anchor) -> Outcome:
    name = match["f"]
    if name in BARE_NUMBERS and name not in ("11.11", "12.12") and not (match["s"] or match["y"] or match["ly"]):
        return None
    feast = BY_NAME[name]
    season = bool(match["s"])
    year = int(match["y"]) if match["y"] else anchor.today.year - 1 if match["ly"] else None
    start, end = (feast.season if season else feast.day)(year) if year else latest(feast, anchor.today, season)
    return anchor.settle(start, end)


def _year(match: re.Match[str], anchor: Anchor) -> Outcome:
    return anchor.settle(date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31))


def _ordinal(match: re.Match[str], anchor: Anchor) -> Outcome:
    """the 15th: of the latest month in which it has gone by."""
    day = int(match["a"])
    if not 1 <= day <= 31:
        return None
    found = on(*anchor.latest_month(day), day)
    return anchor.settle(found, found) if found else "impossible_date"


def _half_year(match: re.Match[str], anchor: Anchor) -> Outcome:
    first = match["h"] in ("first", "1")
    year = anchor.today.year if first else anchor.latest_year(7)
    return anchor.settle(date(year, 1 if first else 7, 1), date(year, 6, 30) if first else date(year, 12, 31))


def _same_day(_: re.Match[str], anchor: Anchor) -> Outcome:
    day = anchor.last - timedelta(7)
    return Window(start=day, end=day)


def _week_before_last(_: re.Match[str], anchor: Anchor) -> Outcome:
    return anchor.week(-2)


def _month_before_last(_: re.Match[str], anchor: Anchor) -> Outcome:
    return anchor.settle(*month_dates(*anchor.month(-2)))


def _ahead(_: re.Match[str], anchor: Anchor) -> Outcome:
    return "future"


def _weekend(_: re.Match[str], anchor: Anchor) -> Outcome:
    saturday = anchor.today - timedelta((anchor.today.weekday() - 5) % 7)
    return anchor.settle(saturday, saturday + timedelta(1))


def _recently(_: re.Match[str], anchor: Anchor) -> Outcome:
    return anchor.back(7)


_FEASTS = "|".join(
    re.escape(name) for name in sorted(BY_NAME, key=len, reverse=True) if name.isascii() and name not in ("51", "618")
)
_Y = r"(?:(?:,? |, ?)(?P<y>20\d\d)\b)?"
_IN = r"(?:in|of|for|during|since|from|to|until|through|vs|than|and|with)"

RULES: tuple[Rule, ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"\b(?P<w>(?:the )?day before yesterday|(?:the )?day after tomorrow|yesterday|yest|y'day|yday|yesterdays|ystrday|ystday|yesterdy|yest?eday|yestarday|yesturday|ysterday|yesterady|yestrday|yeterday|yesterda|yestreday|yestereday|today|tomorrow|last night|tonight)(?:'s)?\b", _day_word),
        (rf"\b{_N} (?P<u>day|week|month|year)s? (?:ago|back|earlier)\b", _ago),
        (rf"\b(?:the |over the |in the )?(?P<p>past|last|previous|latest|trailing|these|recent) {_N}[ -]?(?:full |complete |whole )?{_UNIT}", _rolling),
        (rf"(?:(?<=\bin )|(?<=\bfor )|(?<=\bover )|(?<=\bduring )|(?<=, )|(?<=^))(?:the )?{_N} (?P<u>days|weeks|wks|months|mos|quarters|years)\b(?! of\b| ago| left| return| back)", _bare),
        (r"(?<![\w.])(?P<n>\d{1,3}) ?(?P<u>d|wks?|mos?|mths?)\b(?! ago)", _bare),
        (rf"\b(?:the )?(?P<w>first|last|final|second|third|fourth|2nd|3rd|4th) (?:(?P<n>\d{{1,2}}|{_WORDS}) )?(?P<u>days?|weeks?|wks?) (?:of|in) (?:(?P<rel>this|last|previous|the) month|{_M})(?:,? (?P<y>20\d\d)\b)?", part_of),
        (rf"\b(?:the )?(?P<w>early|beginning of|start of|mid(?:dle of)?|late|end of|first half of|second half of)[ -](?:(?P<rel>last|previous) month|{_M})(?! \d)(?:,? (?P<y>20\d\d)\b)?", third_of),
        (rf"\b(?:the )?(?P<w>first|second|third|fourth|fifth|last) {_DAYS} (?:of|in) (?:(?P<rel>this|last|previous|the) month|{_M})(?:,? (?P<y>20\d\d)\b)?", nth_weekday),
        (r"\b(?:the )?(?:past (?:day|week|wk|month|quarter|year)|(?:past |last )(?:half(?: a)? (?:year|month)|fortnight))\b", _past_one),
        (r"\b(?:the )?(?P<twice>week before |month before )?(?P<p>this|current|last|previous|prior|next) (?P<u>weekend|week|wk|month|mth|mo|quarter|qtr|year|yr)(?:'s)?\b(?! so far| to date)", _period),
        (r"\b(?:mtd|wtd|qtd|ytd|(?:month|week|quarter|year)[ -]to[ -]date|this (?:month|week|quarter|year) (?:so far|to date)|so far this (?:month|week|quarter|year)"
         r"|(?:from|since) the (?:start|beginning) of (?:the|this) (?:month|week|quarter|year))\b", _to_date),
        (rf"\b(?P<p>on |last |previous |this |next |this past )?{_DAYS}(?:'s)?(?P<week>(?!))?(?!-)", _weekday),
        (rf"\b(?P<p>)(?:on )?{_DAYS} (?P<week>(?:of )?(?:last|previous|this) week)\b", _weekday),
        (rf"\b{_M} (?:the )?(?P<a>\d{{1,2}}){_TH}\b(?!%|\d|,\d){_Y}", _day),
        (rf"\b(?:the )?(?P<a>\d{{1,2}}){_TH} (?:of )?{_M}{_Y}", _day),
        (rf"\b{_M} (?P<a>\d{{1,2}}){_TH}{_TO}(?P<b>\d{{1,2}}){_TH}\b(?!%|\d|,\d){_Y}", _day_range),
        (rf"\b(?P<a>\d{{1,2}}){_TH}{_TO}(?P<b>\d{{1,2}}){_TH} (?:of )?{_M}{_Y}", _day_range),
        (rf"\b(?P<last>last )?{_PLAIN_M}(?:'s)?(?! \d{{1,2}}\b)(?:,? (?P<y>20\d\d)\b|(?P<of> (?:of )?last year\b))?", _month),
        (rf"(?<={' '})(?<!\w may )\b(?:last |early )?(?P<m>may)(?: (?P<y>20\d\d)\b|(?P<of> (?:of )?last year\b))", _month),
        (rf"\b{_IN} (?P<m>may|mar)\b(?! \d)", _month),
        (r"\b(?:q(?P<k>[1-4])|(?:the )?(?P<q>first|second|third|fourth) quarter)\b(?: (?:of )?(?P<y>20\d\d)\b| (?:of )?(?P<ly>last year)\b)?", _quarter),
        (r"\b(?:the )?same (?:period|time|days?|dates?|week|month|quarter) (?:of |in )?(?:the )?(?:last|previous|prior) (?:month|year)\b|\bthis time last (?:month|year)\b", _same_period),
        (rf"(?<![\w.])(?P<f>{_FEASTS})(?!\w)(?P<s> (?:period|season|holidays?|sale|campaign|festival|event|promo(?:tion)?)\b)?(?: (?:of )?(?P<y>20\d\d)\b| (?:of )?(?P<ly>last year)\b)?", _feast),
        (r"\b(?:on )?the (?P<a>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|place|best|most|highest|largest|biggest|quarter|week|month)\b)(?! (?:" + "|".join(MONTHS) + r")\b)", _ordinal),
        (r"\b(?:in|of|for|during|since) (?P<y>20[12]\d)\b", _year),
        (r"\b(?:the )?(?P<h>first|second) half of (?:the|this) year\b", _half_year),
        (r"\b(?:on )?the same day last week\b|\bsame day last week\b|\bthis day last week\b|\ba week earlier\b", _same_day),
        (r"\b(?:the )?(?:week|wk) before last\b", _week_before_last),
        (r"\b(?:the )?month before last\b", _month_before_last),
        (r"\b(?:over |on |at )?the weekend\b", _weekend),
        (r"\b(?:recently|lately)\b", _recently),
        (r"\b(?P<p>end of (?:the|this) (?:month|year)|month[- ]end|year[- ]end)\b", _ahead),
    )
)  # fmt: skip
