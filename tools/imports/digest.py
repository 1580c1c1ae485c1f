"""`Digest`: what a table gives as it is read now, for the card and for the import."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from core.errors import UserError
from core.imports import ImportKind, Item, OrderItem, ProductItem, SheetReader
from core.phrases import Phrase
from core.ports import Blobs
from tools.imports.guessing import guess
from tools.imports.kinds import kinds
from tools.imports.parsing import parse
from tools.imports.reading import Reading
from tools.imports.table import Guess, Table

PAID = frozenset({"paid", "shipped", "done"})


@dataclass(frozen=True, slots=True)
class Digest:
    """`first` and `last` days that the items speak of, None for products. `paid` is the orders' GMV in yuan."""

    reading: Reading
    first: date | None
    last: date | None
    paid: Decimal

    def as_of(self, now: datetime) -> datetime:
        """How far the data goes: the end of its last day, or now."""
        end = now if self.last is None else datetime.combine(self.last, time(23, 59, 59), now.tzinfo)
        return min(now, end)


def missing(kind: ImportKind, mapping: Mapping[str, int]) -> tuple[str, ...]:
    """The fields without which it can't be imported, one for each group."""
    return tuple(group[0] for group in kinds()[kind].needs if not mapping.keys() & set(group))


async def digest(table: Table, kind: ImportKind, mapping: Mapping[str, int], now: datetime) -> Digest:
    """Read off the event loop. `now` is aware, in the shop's zone."""
    zone = now.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise TypeError("now must be in the shop's time zone")
    reading = await asyncio.to_thread(parse, table, kind, mapping, zone, now)
    days = [item.day for item in reading.items if not isinstance(item, ProductItem)]
    return Digest(reading, min(days, default=None), max(days, default=None), sum(map(_paid, reading.items), Decimal(0)))


def _paid(item: Item) -> Decimal:
    counts = isinstance(item, OrderItem) and item.status in PAID and item.paid_at is not None
    return item.amount if counts else Decimal(0)  # type: ignore[union-attr]


class Tables:
    """Files as tables: read once, then kept as blobs."""

    def __init__(self, reader: SheetReader, blobs: Blobs) -> None:
        self._reader = reader
        self._blobs = blobs

    async def guessed(self, blob: str, name: str) -> tuple[Guess, str] | None:
        """What a file is taken for, and the blob of its table; None where nothing tells an export. UserError for one
        that can't be read."""
        sheets = await self._reader.read(await self._bytes(blob), name)
        found = await asyncio.to_thread(guess, sheets)
        if found is None:
            return None
        packed = await asyncio.to_thread(found.table.packed)
        return found, await self._blobs.put(packed, "table.json.z")

    async def table(self, blob: str) -> Table:
        """A table kept before. UserError if it is gone."""
        return await asyncio.to_thread(Table.unpacked, await self._bytes(blob))

    async def _bytes(self, blob: str) -> bytes:
        try:
            return await self._blobs.get(blob)
        except KeyError as error:
            raise UserError(Phrase("imports.gone")) from error
