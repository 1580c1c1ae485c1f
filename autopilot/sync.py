"""The sync: copies what the marketplace tells, late corrections included, into the fact tables. Idempotent."""

from core.imports import is_imported
from core.market import Marketplace
from core.ports import Warehouse


class Sync:
    """Continues from the warehouse's cursor."""

    def __init__(self, market: Marketplace, warehouse: Warehouse) -> None:
        self._market = market
        self._warehouse = warehouse

    async def run(self, merchant: str) -> int:
        """Copy all there is; the number of batches stored. A shop that lives by its own exports is left alone."""
        count = 0
        while not is_imported(cursor := await self._warehouse.cursor(merchant)):
            batch = await self._market.facts(merchant, cursor)
            if batch is None:
                break
            await self._warehouse.store(merchant, batch)
            count += 1
        return count
