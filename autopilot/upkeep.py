"""Hourly upkeep of a shop: the sync, and requests that nobody answered."""

from datetime import datetime, timedelta

from autopilot.sync import Sync
from core.ports import Dues
from core.records import Due
from tools.approvals import Desk

UPKEEP = "upkeep"
KEY = "hourly"
HOUR = timedelta(hours=1)


class Upkeep:
    """The handler of what falls due every hour."""

    def __init__(self, sync: Sync, desk: Desk) -> None:
        self._sync = sync
        self._desk = desk

    async def due(self, due: Due) -> datetime:
        """Copy what the marketplace tells, expire requests past their time, and come again in an hour."""
        await self._sync.run(due.merchant)
        await self._desk.expire(due.at)
        return due.at + HOUR


async def schedule_upkeep(dues: Dues, merchant: str, at: datetime) -> None:
    """Set or move the one upkeep due of a shop."""
    await dues.put(Due(merchant=merchant, kind=UPKEEP, key=KEY, at=at))
