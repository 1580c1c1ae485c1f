"""A day's book as compressed JSON, and its rows as the port's facts."""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from adapters.market.state import Book
from adapters.market.times import date_of, moment
from core.market_facts import (
    AdFact,
    BuyerFact,
    CampaignFact,
    EventFact,
    FactBatch,
    InquiryFact,
    LineFact,
    OrderFact,
    ProductFact,
    RefundFact,
    ReviewFact,
    ShopActionFact,
    SkuFact,
    TrafficFact,
)


@dataclass(frozen=True, slots=True)
class SavedDay:
    """A row of the days table. `saved` grows with every save of the shop, `as_of` is in seconds."""

    day: int
    saved: int
    as_of: int
    body: bytes


def pack(book: Book) -> bytes:
    """Canonical: the same facts give the same bytes."""
    traffic = [[product, channel, *sums] for (product, channel), sums in sorted(book.traffic.items())]
    tables = {name: [rows[key] for key in sorted(rows)] for name, rows in sorted(book.tables.items())}
    text = json.dumps({"traffic": traffic, **tables}, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 6)


def unpack(day: int, body: bytes) -> Book:
    """The book back, to go on with."""
    book, content = Book(day), json.loads(zlib.decompress(body))
    for product, channel, *sums in content.pop("traffic"):
        book.traffic[product, channel] = sums
    for table, rows in content.items():
        book.tables[table] = {_key(table, row): row for row in rows}
    return book


def _key(table: str, row: list[Any]) -> str:
    return f"{row[0]}/{row[1]}" if table in {"lines", "ads"} else str(row[0])


def batch(days: list[SavedDay]) -> FactBatch:
    """The facts of some days in order; a key that stands in several of them comes once, as it was last."""
    books = [unpack(day.day, day.body) for day in days]
    latest = {name: _latest(books, name) for name in _TABLES}
    return FactBatch(
        cursor=str(days[-1].saved),
        as_of=moment(days[-1].as_of),
        products=tuple(_product(r) for r in latest["products"]),
        skus=tuple(SkuFact(r[0], r[1], r[2], Decimal(r[3]), r[4]) for r in latest["skus"]),
        traffic=tuple(_traffic(books)),
        orders=tuple(_order(r) for r in latest["orders"]),
        lines=tuple(LineFact(r[0], r[1], r[2], r[3], _yuan(r[4])) for r in latest["lines"]),
        buyers=tuple(BuyerFact(r[0], r[1], r[2], r[3], _maybe(r[4]), _maybe(r[5])) for r in latest["buyers"]),
        refunds=tuple(RefundFact(r[0], r[1], r[2], moment(r[3]), _yuan(r[4]), r[5]) for r in latest["refunds"]),
        reviews=tuple(ReviewFact(r[0], r[1], moment(r[2]), r[3]) for r in latest["reviews"]),
        ads=tuple(_ad(date_of(book.day), r) for book in books for r in book.tables.get("ads", {}).values()),
        campaigns=tuple(CampaignFact(r[0], r[1], _date(r[2]), _date(r[3]), tuple(r[4])) for r in latest["campaigns"]),
        inquiries=tuple(InquiryFact(r[0], r[1], r[2], moment(r[3]), _maybe(r[4])) for r in latest["inquiries"]),
        actions=tuple(ShopActionFact(r[0], moment(r[1]), r[2], r[3], r[4], r[5]) for r in latest["actions"]),
        events=tuple(EventFact(r[0], r[1], r[2], _date(r[3]), _date(r[4]), tuple(r[5])) for r in latest["events"]),
    )


_TABLES = (
    *("products", "skus", "orders", "lines", "buyers", "refunds"),
    *("reviews", "campaigns", "inquiries", "actions", "events"),
)


def _latest(books: list[Book], table: str) -> Iterable[Any]:
    rows: dict[str, list[Any]] = {}
    for book in books:
        rows |= book.tables.get(table, {})
    return rows.values()


def _traffic(books: list[Book]) -> Iterator[TrafficFact]:
    for book in books:
        day = date_of(book.day)
        for (product, channel), (shown, pages, visitors, favourites, carts, asked) in book.traffic.items():
            yield TrafficFact(day, product, channel, shown, pages, visitors, favourites, carts, asked)


def _product(r: Any) -> ProductFact:
    cost = None if r[7] is None else Decimal(r[7])
    return ProductFact(r[0], r[1], r[2], r[3], _date(r[4]), Decimal(r[5]), r[6], cost, tuple(r[8]))


def _order(r: Any) -> OrderFact:
    return OrderFact(r[0], r[1], moment(r[2]), _maybe(r[3]), r[4], _yuan(r[5]), r[6], r[7], r[8])


def _ad(day: date, r: Any) -> AdFact:
    return AdFact(day, r[0], r[1], _yuan(r[2]), r[3], r[4], r[5], _yuan(r[6]))


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)


def _maybe(second: int | None) -> datetime | None:
    return None if second is None else moment(second)


def _date(text: str) -> date:
    return date.fromisoformat(text)
