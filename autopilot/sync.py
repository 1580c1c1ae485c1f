"""The sync: copies what the marketplace tells, late corrections included, into the fact tables. Idempotent."""

from core.market import Marketplace
from core.ports import Warehouse


class Sync:
    """Continues from the warehouse's cursor."""

    def __init__(self, market: Marketplace, warehouse: Warehouse) -> None:
        self._market = market
        self._warehouse = warehouse

    async def run(self, merchant: str) -> int:
        """Copy all there is; the number of batches stored."""
        count = 0
        while batch := await self._market.facts(merchant, await self._warehouse.cursor(merchant)):
            await self._warehouse.store(merchant, batch)
            count += 1
        return count
