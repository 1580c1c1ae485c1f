"""From rows to items: each cell read, what is wrong said with its row and column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from core.imports import AdItem, ImportKind, Item, ProductItem, TrafficItem
from tools.imports import cells
from tools.imports.cells import CellError
from tools.imports.kinds import kinds
from tools.imports.table import Table

Days = TypeVar("Days", TrafficItem, AdItem)
Cell = str | Decimal | int | date | datetime


@dataclass(frozen=True, slots=True)
class RowError:
    """`row` as numbered in the file, `column` from 0 (-1: the row as a whole), `fault` a sentence of `imports.yaml`."""

    row: int
    column: int
    cell: str
    fault: str


@dataclass(slots=True)
class ReadRow:
    """A row's fields that are filled and readable, by our names."""

    number: int
    cells: tuple[str, ...]
    said: dict[str, Cell]
    broken: bool = False

    def text(self, name: str) -> str:
        """A text, "" without one."""
        return str(self.said.get(name, ""))

    def number_of(self, name: str) -> int:
        """A count, 0 without one."""
        value = self.said.get(name, 0)
        return value if isinstance(value, int) else 0

    def money(self, name: str) -> Decimal:
        """Yuan, 0 without them."""
        value = self.said.get(name)
        return value if isinstance(value, Decimal) else Decimal(0)

    def at(self, name: str) -> datetime | None:
        """An aware time."""
        value = self.said.get(name)
        return value if isinstance(value, datetime) else None

    def on(self, name: str) -> date | None:
        """A day."""
        value = self.said.get(name)
        return value if isinstance(value, date) else None


@dataclass(slots=True)
class Reading:
    """What a table gives. `doubled` counts rows that repeat another letter for letter, `skipped` sums and notes."""

    items: list[Item] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    doubled: int = 0
    skipped: int = 0


class RowReader:
    """Reads the mapped cells of rows of one kind, days and times in `zone`."""

    def __init__(self, kind: ImportKind, mapping: Mapping[str, int], zone: ZoneInfo, now: datetime) -> None:
        self.mapping = mapping
        self.zone = zone
        self.now = now
        fields = kinds()[kind].fields
        self._columns = [(name, column, self._parser(fields[name].type)) for name, column in mapping.items()]

    def read(self, number: int, row: tuple[str, ...], reading: Reading) -> ReadRow:
        """The row; faults of its cells go to `reading`."""
        found = ReadRow(number, row, {})
        for name, column, parser in self._columns:
            cell = row[column] if column < len(row) else ""
            if not cell:
                continue
            try:
                if text := cells.plain(cell):
                    found.said[name] = parser(text)
            except CellError as error:
                found.broken = True
                reading.errors.append(RowError(number, column, cell, str(error)))
        return found

    def fail(self, row: ReadRow, name: str, fault: str, reading: Reading) -> None:
        """A row that can't be used for a reason of its own."""
        column = self.mapping.get(name, -1)
        cell = row.cells[column] if 0 <= column < len(row.cells) else ""
        row.broken = True
        reading.errors.append(RowError(row.number, column, cell, fault))

    def dated(self, row: ReadRow, name: str, reading: Reading) -> None:
        """A day or time must not lie ahead."""
        value = row.said.get(name)
        late = value > self.now if isinstance(value, datetime) else isinstance(value, date) and value > self.now.date()
        if late:
            self.fail(row, name, "cell_future", reading)

    def _parser(self, sort: str) -> Callable[[str], Cell]:
        parsers: dict[str, Callable[[str], Cell]] = {
            "id": cells.identifier,
            "time": lambda text: cells.moment(text, self.zone),
            "day": lambda text: cells.day(text, self.zone),
            "money": cells.money,
            "count": cells.count,
            "status": cells.status,
            "listing": cells.listing,
            "channel": cells.channel,
        }
        return parsers.get(sort, str)


def rows_once(table: Table, reader: RowReader, reading: Reading) -> list[ReadRow]:
    """All rows read, those that repeat another letter for letter once; sums at the end aren't rows."""
    seen: set[tuple[str, ...]] = set()
    rows = []
    for number, row in table.rows:
        if row in seen:
            reading.doubled += 1
        elif _is_sum(row) or row == table.heads:
            reading.skipped += 1
        else:
            seen.add(row)
            rows.append(reader.read(number, row, reading))
    return rows


def _is_sum(row: tuple[str, ...]) -> bool:
    first = next((cell for cell in row if cell), "").strip().lower()
    return first in {"合计", "总计", "小计", "汇总", "total", "totals", "sum", "grand total"}


def read_products(rows: list[ReadRow], reader: RowReader, reading: Reading) -> None:
    """Products; the last row of an id counts. Without an id the title is one."""
    found: dict[str, ProductItem] = {}
    for row in rows:
        if not row.text("title"):
            reader.fail(row, "title", "cell_missing", reading)
        if row.broken:
            continue
        item = ProductItem(
            product=row.text("product") or row.text("title"),
            title=row.text("title"),
            category=row.text("category"),
            status="down" if row.said.get("status") == "down" else "active",
            listed_on=row.on("listed_on"),
            price=row.money("price"),
            stock=row.number_of("stock"),
            cost=row.money("cost") or None,
        )
        known = found.get(item.product)
        found[item.product] = item if known is None else _variants(known, item)
    reading.items += found.values()


def _variants(one: ProductItem, other: ProductItem) -> ProductItem:
    """Rows of one id are its variants: their stock adds up, the lowest price counts."""
    prices = [each.price for each in (one, other) if each.price]
    return one.model_copy(update={"stock": one.stock + other.stock, "price": min(prices, default=Decimal(0))})


def read_traffic(rows: list[ReadRow], reader: RowReader, reading: Reading) -> None:
    """Days of traffic; rows of one day, product and channel add up."""
    found: dict[str, TrafficItem] = {}
    for row in rows:
        _needs_day(row, reader, reading)
        if row.broken:
            continue
        item = TrafficItem(
            day=row.on("day"),
            product=row.text("product"),
            title=row.text("title"),
            channel=row.text("channel"),
            **{name: row.number_of(name) for name in TRAFFIC},
        )
        known = found.get(item.key)
        found[item.key] = item if known is None else _added(known, item, TRAFFIC)
    reading.items += found.values()


def read_ads(rows: list[ReadRow], reader: RowReader, reading: Reading) -> None:
    """Days of ads; rows of one day, campaign and product add up."""
    found: dict[str, AdItem] = {}
    for row in rows:
        _needs_day(row, reader, reading)
        if row.broken:
            continue
        item = AdItem(
            day=row.on("day"),
            ad_campaign=row.text("campaign"),
            product=row.text("product"),
            title=row.text("title"),
            spend=row.money("spend"),
            impressions=row.number_of("impressions"),
            clicks=row.number_of("clicks"),
            orders=row.number_of("orders"),
            gmv=row.money("gmv"),
        )
        known = found.get(item.key)
        found[item.key] = item if known is None else _added(known, item, ADS)
    reading.items += found.values()


TRAFFIC = ("impressions", "page_views", "visitors", "favourites", "add_to_cart", "inquiries")
ADS = ("spend", "impressions", "clicks", "orders", "gmv")


def _added(one: Days, other: Days, names: tuple[str, ...]) -> Days:
    return one.model_copy(update={name: getattr(one, name) + getattr(other, name) for name in names})


def _needs_day(row: ReadRow, reader: RowReader, reading: Reading) -> None:
    if row.on("day") is None and not row.broken:
        reader.fail(row, "day", "cell_missing", reading)
    reader.dated(row, "day", reading)
