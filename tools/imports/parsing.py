"""`parse`: a table with its columns named, as items and errors."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from core.imports import ImportKind
from tools.imports.orders import read_orders
from tools.imports.reading import Reading, RowReader, read_ads, read_products, read_traffic, rows_once
from tools.imports.table import Table

READERS = {"orders": read_orders, "products": read_products, "traffic": read_traffic, "ads": read_ads}


def parse(table: Table, kind: ImportKind, mapping: Mapping[str, int], zone: ZoneInfo, now: datetime) -> Reading:
    """All rows; errors in the order of the file. `now` is aware: what lies ahead of it is an error."""
    reading = Reading()
    reader = RowReader(kind, mapping, zone, now)
    READERS[kind](rows_once(table, reader, reading), reader, reading)
    reading.errors.sort(key=lambda error: (error.row, error.column))
    return reading
