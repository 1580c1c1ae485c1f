"""Feasts and shopping days by name, lunar ones by the lunar calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar
from lunardate import LunarDate

Dates = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Feast:
    """`day` gives first and last date in a year; `season` the same for …期间."""

    names: tuple[str, ...]
    day: Callable[[int], Dates]
    season: Callable[[int], Dates]


def _fixed(month: int, first: int, last: int | None = None) -> Callable[[int], Dates]:
    return lambda year: (date(year, month, first), date(year, month, last or first))


@lru_cache(maxsize=512)
def _solar(year: int, month: int, day: int) -> date:
    solar: date = LunarDate(year, month, day).to_solar_date()
    return solar


def on_lunar(year: int, month: int, day: int) -> date:
    """A day of the lunar calendar; the 29th where the month has no 30th."""
    try:
        return _solar(year, month, day)
    except ValueError:
        return _solar(year, month, day - 1)


def _lunar(month: int, day: int) -> Callable[[int], Dates]:
    return lambda year: (_solar(year, month, day), _solar(year, month, day))


def _eve(year: int) -> Dates:
    day = _solar(year, 1, 1) - timedelta(1)
    return day, day


def _qingming(year: int) -> Dates:
    """Solar term, the usual formula for 2000–2099 (寿星公式, C = 4.81)."""
    short = year % 100
    day = date(year, 4, int(short * 0.2422 + 4.81) - short // 4)
    return day, day


def _nth_weekday(month: int, weekday: int, nth: int, plus: int = 0) -> Callable[[int], Dates]:
    def day(year: int) -> Dates:
        first = date(year, month, 1)
        found = first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1) + plus)
        return found, found

    return day


def _days_off(day: Callable[[int], Dates], at_least: int = 0) -> Callable[[int], Dates]:
    """The stretch of days off around a feast, by the State Council's calendar where it is known."""

    def stretch(year: int) -> Dates:
        start, end = day(year)
        end += timedelta(at_least)
        while _is_off(start - timedelta(1)):
            start -= timedelta(1)
        while _is_off(end + timedelta(1)):
            end += timedelta(1)
        return start, end

    return stretch


def _is_off(day: date) -> bool:
    try:
        off: bool = chinese_calendar.is_holiday(day)
    except NotImplementedError:
        return False
    return off


def _same(names: str, day: Callable[[int], Dates], season: Callable[[int], Dates] | None = None) -> Feast:
    return Feast(tuple(names.split("|")), day, season or day)


_SPRING = _lunar(1, 1)

FEASTS: tuple[Feast, ...] = (
    _same("双11|双十一|双１１|光棍节|singles' day|singles day|double 11|double eleven|11.11",
          _fixed(11, 11), _fixed(11, 1, 11)),
    _same("双12|双十二|double 12|double twelve|12.12", _fixed(12, 12), _fixed(12, 1, 12)),
    _same("618|六一八|年中大促", _fixed(6, 18), _fixed(6, 1, 18)),
    _same("99|九九", _fixed(9, 9), _fixed(9, 1, 9)),
    _same("国庆节|国庆|十一黄金周|十一假期|十一长假|national day|golden week", _fixed(10, 1, 7)),
    _same("劳动节|五一节|五一|51|labour day|labor day|may day", _fixed(5, 1, 5)),
    _same("元旦节|元旦|new year's day|new years day", _fixed(1, 1), _days_off(_fixed(1, 1))),
    _same("除夕|大年三十|年三十|chinese new year's eve", _eve),
    _same("春节|大年初一|正月初一|农历新年|chinese new year|lunar new year|spring festival|cny",
          _SPRING, _days_off(_SPRING, 6)),
    _same("元宵节|元宵|lantern festival", _lunar(1, 15)),
    _same("清明节|清明|qingming|tomb sweeping day", _qingming, _days_off(_qingming)),
    _same("端午节|端午|dragon boat festival|dragon boat|duanwu", _lunar(5, 5), _days_off(_lunar(5, 5))),
    _same("七夕节|七夕|qixi", _lunar(7, 7)),
    _same("中元节", _lunar(7, 15)),
    _same("中秋节|中秋|mid-autumn festival|mid autumn festival|mid-autumn|moon festival",
          _lunar(8, 15), _days_off(_lunar(8, 15))),
    _same("重阳节|重阳|double ninth", _lunar(9, 9)),
    _same("腊八节|腊八", _lunar(12, 8)),
    _same("圣诞节|圣诞|christmas day|christmas|xmas", _fixed(12, 25)),
    _same("平安夜|christmas eve", _fixed(12, 24)),
    _same("万圣节|万圣夜|halloween", _fixed(10, 31)),
    _same("情人节|valentine's day|valentines day|valentine's", _fixed(2, 14)),
    _same("妇女节|女神节|三八节|38节|三八大促|38大促|women's day", _fixed(3, 8), _fixed(3, 1, 8)),
    _same("儿童节|六一节|六一|children's day", _fixed(6, 1)),
    _same("教师节|teachers' day", _fixed(9, 10)),
    _same("520", _fixed(5, 20)),
    _same("母亲节|mother's day", _nth_weekday(5, 6, 2)),
    _same("父亲节|father's day", _nth_weekday(6, 6, 3)),
    _same("感恩节|thanksgiving", _nth_weekday(11, 3, 4)),
    _same("黑色星期五|黑五|black friday", _nth_weekday(11, 3, 4, 1)),
    _same("网络星期一|网一|cyber monday", _nth_weekday(11, 3, 4, 4)),
)  # fmt: skip

BARE_NUMBERS = frozenset({"99", "51", "520", "九九", "11.11", "12.12"})
"""Names that are numbers elsewhere: they are feasts only where the words around say so."""

BY_NAME = {name: feast for feast in FEASTS for name in feast.names}


def latest(feast: Feast, today: date, season: bool) -> Dates:
    """The feast's latest dates that have begun."""
    when = feast.season if season else feast.day
    this_year = when(today.year)
    return this_year if this_year[0] <= today else when(today.year - 1)
