"""The calendar's part of demand: weekday, month, lunar new year, holidays, and the platform's campaigns."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lunardate import LunarDate

from adapters.market.parameters import CategoryDemand, Parameters, Season


@dataclass(frozen=True, slots=True)
class PlatformCampaign:
    """`peak` is its busiest day."""

    id: str
    name: str
    starts: date
    ends: date
    peak: date


@dataclass(frozen=True, slots=True)
class Holiday:
    id: str
    name: str
    starts: date
    ends: date
    words: tuple[str, ...]


@lru_cache(maxsize=64)
def new_year(year: int) -> date:
    """The first day of the lunar year that begins in `year`."""
    return _lunar(year, 1, 1)


def _lunar(year: int, month: int, day: int) -> date:
    found: date = LunarDate(year, month, day).to_solar_date()
    return found


@lru_cache(maxsize=64)
def holidays(year: int) -> tuple[Holiday, ...]:
    """Public holidays that begin in a year (lengths as usual, not as decreed for the one year)."""
    feast = new_year(year)
    spans = (
        ("yuandan", "元旦", date(year, 1, 1), 1, ("元旦", "新年")),
        ("chunjie", "春节", feast - timedelta(days=1), 8, ("春节", "福字", "灯笼", "红包", "新年")),
        ("qingming", "清明节", date(year, 4, 4), 3, ("清明",)),
        ("laodong", "劳动节", date(year, 5, 1), 5, ("劳动节", "五一")),
        ("duanwu", "端午节", _lunar(year, 5, 5), 3, ("端午",)),
        ("zhongqiu", "中秋节", _lunar(year, 8, 15), 3, ("中秋", "灯笼")),
        ("guoqing", "国庆节", date(year, 10, 1), 7, ("国庆",)),
    )
    return tuple(Holiday(f"{i}-{year}", n, s, s + timedelta(days=d - 1), w) for i, n, s, d, w in spans)


@lru_cache(maxsize=64)
def campaigns(year: int) -> tuple[PlatformCampaign, ...]:
    """The platform campaigns that begin in a year."""
    feast = new_year(year)
    goods = feast - timedelta(days=28)
    spans = (
        (f"nianhuo-{year}", "年货节", goods, goods + timedelta(days=13), goods + timedelta(days=4)),
        (f"38-{year}", "38商人节", date(year, 3, 1), date(year, 3, 8), date(year, 3, 8)),
        (f"618-{year}", "618年中大促", date(year, 6, 1), date(year, 6, 18), date(year, 6, 18)),
        (f"99-{year}", "99大促", date(year, 9, 1), date(year, 9, 9), date(year, 9, 9)),
        (f"1111-{year}", "双11大促", date(year, 11, 1), date(year, 11, 11), date(year, 11, 11)),
        (f"1212-{year}", "双12大促", date(year, 12, 8), date(year, 12, 12), date(year, 12, 12)),
    )
    return tuple(sorted((PlatformCampaign(*span) for span in spans), key=lambda c: c.starts))


def running(day: date) -> PlatformCampaign | None:
    """The platform campaign of a day, if any."""
    return next((c for c in campaigns(day.year) if c.starts <= day <= c.ends), None)


@lru_cache(maxsize=1024)
def _factor(season: Season, lift: float, peak: float, day: date) -> float:
    factor = season.weekday[day.weekday()] * _month(season, day) * _lunar_new_year(season, day)
    holiday = next(
        (h for h in holidays(day.year) if h.starts <= day <= h.ends and not h.id.startswith("chunjie")), None
    )
    campaign = running(day)
    factor *= season.holiday if holiday else 1.0
    if campaign:
        factor *= peak if day == campaign.peak else lift
    return factor


def day_factor(parameters: Parameters, day: date) -> float:
    """How a day stands to an ordinary one for the whole shop."""
    return _factor(parameters.season, parameters.campaigns.lift, parameters.campaigns.peak, day)


def _month(season: Season, day: date) -> float:
    if day.day <= 5:
        return season.month_start
    return season.month_end if day.day >= 27 else 1.0


def _lunar_new_year(season: Season, day: date) -> float:
    """Stocking up, couriers leaving, the rest, and the refill after it."""
    since = min(((day - new_year(y)).days for y in (day.year, day.year + 1)), key=abs)
    if -45 <= since <= -18:
        return season.new_year_before
    if -18 < since < -12:
        return 1.0
    if -12 <= since < -1:
        return season.new_year_fading
    if -1 <= since <= 7:
        return season.new_year_dip
    if 7 < since < 15:
        return 0.75
    return season.new_year_after if 15 <= since <= 40 else 1.0


def category_factor(demand: CategoryDemand, day: date) -> float:
    """The category's own season, around 1."""
    return 1.0 + demand.swing * math.cos(2 * math.pi * (day.timetuple().tm_yday - demand.peak) / 365.0)
