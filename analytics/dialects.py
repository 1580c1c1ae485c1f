"""The few expressions over dates that SQLite and PostgreSQL write differently."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import chinese_calendar

from core.query import Grain, Window

Dialect = Literal["sqlite", "postgresql"]
DayType = Literal["workday", "weekend", "holiday"]


def bucket(day: str, grain: Grain, dialect: Dialect) -> str:
    """The first day of the day's bucket; weeks begin on Monday."""
    if grain == "day":
        return day
    if grain == "month":
        return f"SUBSTR({day}, 1, 7) || '-01'"
    if dialect == "sqlite":
        return f"DATE({day}, 'weekday 0', '-6 days')"
    return f"TO_CHAR(DATE_TRUNC('week', CAST({day} AS timestamp)), 'YYYY-MM-DD')"


def following(day: str, grain: Grain, dialect: Dialect) -> str:
    """The first day of the next bucket."""
    step = "7 days" if grain == "week" else f"1 {grain}"
    if dialect == "sqlite":
        return f"DATE({day}, '+{step}')"
    return f"TO_CHAR(CAST({day} AS timestamp) + INTERVAL '{step}', 'YYYY-MM-DD')"


def weekday(day: str, dialect: Dialect) -> str:
    """1 for Monday to 7 for Sunday."""
    if dialect == "sqlite":
        return f"(CAST(STRFTIME('%w', {day}) AS INTEGER) + 6) % 7 + 1"
    return f"CAST(EXTRACT(ISODOW FROM CAST({day} AS date)) AS INTEGER)"


@lru_cache(maxsize=4096)
def day_type(day: date) -> DayType:
    """By China's official calendar, make-up working days included; plain weekends in years it doesn't know yet."""
    weekend: DayType = "weekend" if day.weekday() >= 5 else "workday"
    try:
        holiday, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return weekend
    if not holiday:
        return "workday"
    return "holiday" if name else weekend


def day_type_sql(day: str, windows: Iterable[Window], dialect: Dialect) -> str:
    """The day's type; the days that differ from their weekday are written out."""
    special: dict[DayType, list[str]] = {"holiday": [], "workday": [], "weekend": []}
    for window in windows:
        for offset in range(window.days):
            one = window.start + timedelta(days=offset)
            kind = day_type(one)
            if kind != ("weekend" if one.weekday() >= 5 else "workday"):
                special[kind].append(f"'{one.isoformat()}'")
    cases = [f"WHEN {day} IN ({', '.join(days)}) THEN '{kind}'" for kind, days in special.items() if days]
    return f"CASE {' '.join(cases)} WHEN {weekday(day, dialect)} >= 6 THEN 'weekend' ELSE 'workday' END"
