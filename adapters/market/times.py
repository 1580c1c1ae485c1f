"""The marketplace's own time: whole seconds, hours and days counted from 1970 in China Standard Time."""

from datetime import UTC, date, datetime, timedelta, timezone

ZONE = timezone(timedelta(hours=8))
HOUR = 3600
DAY = 24 * HOUR
_OFFSET = 8 * HOUR
_EPOCH = date(1970, 1, 1).toordinal()


def seconds(moment: datetime) -> int:
    """Seconds since 1970 UTC; ValueError for a naive time."""
    if moment.tzinfo is None:
        raise ValueError("the marketplace needs an aware time")
    return int(moment.timestamp())


def moment(second: int) -> datetime:
    """Aware, UTC."""
    return datetime.fromtimestamp(second, UTC)


def hour_of(second: int) -> int:
    """The local hour that holds a second."""
    return (second + _OFFSET) // HOUR


def day_of(second: int) -> int:
    """The local day that holds a second."""
    return (second + _OFFSET) // DAY


def hour_start(hour: int) -> int:
    """The first second of a local hour."""
    return hour * HOUR - _OFFSET


def date_of(day: int) -> date:
    return date.fromordinal(_EPOCH + day)


def day_number(day: date) -> int:
    return day.toordinal() - _EPOCH
