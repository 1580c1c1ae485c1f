"""Hourly upkeep of a shop: the sync, and requests that nobody answered."""

from datetime import datetime, timedelta

from autopilot.sync import Sync
from core.ports import Due
from tools.approvals import Desk

EXPIRE = "expire"
HOUR = timedelta(hours=1)


class Upkeep:
    """Handlers of what falls due every hour; each sets the next hour after its own."""

    def __init__(self, sync: Sync, desk: Desk) -> None:
        self._sync = sync
        self._desk = desk

    async def sync(self, due: Due) -> datetime:
        """Copy what the marketplace tells."""
        await self._sync.run(due.merchant)
        return due.at + HOUR

    async def expire(self, due: Due) -> datetime:
        """Expire requests past their time."""
        await self._desk.expire(due.at)
        return due.at + HOUR
