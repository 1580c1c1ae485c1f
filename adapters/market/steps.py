"""What happens to orders and inquiries after they are placed, written into the day's book."""

import math

from adapters.market.arrivals import Arrival
from adapters.market.buyers import buyer_id, note_payment, put_buyer
from adapters.market.draws import between, normal, uniform
from adapters.market.parameters import Service
from adapters.market.state import Book, Pending, Row, ShopState, Step
from adapters.market.times import DAY, HOUR, day_of, hour_of, hour_start


def put_order(book: Book, order: Pending) -> None:
    """Write the order's row as it stands now."""
    amount = sum(line.amount for line in order.lines)
    row: Row = [order.id, buyer_id(order.buyer), order.placed, order.paid, order.status, amount]
    book.put("orders", order.id, [*row, order.channel, order.platform, order.ad])


def put_lines(book: Book, order: Pending) -> None:
    """Write the order's lines; one sku stands in an order once."""
    for line in order.lines:
        book.put("lines", f"{order.id}/{line.sku}", [order.id, line.sku, line.product, line.units, line.amount])


def apply_step(shop: ShopState, book: Book, item: Pending, step: Step) -> None:
    """Let one thing happen to an order or inquiry."""
    if step.name == "answered":
        put_inquiry(book, item, step.at)
    elif step.name == "refund":
        _refund(shop, book, item, step)
    elif step.name == "review":
        shop.counters.reviews += 1
        name = f"v{shop.counters.reviews:06}"
        book.put("reviews", name, [name, item.product, step.at, step.amount])
    else:
        item.status = step.name
        if step.name == "paid":
            _pay(shop, book, item, step.at)
        elif step.name == "cancelled":
            _return_stock(shop, item)
        put_order(book, item)


def put_inquiry(book: Book, item: Pending, answered: int | None) -> None:
    """Write an inquiry's row."""
    book.put("inquiries", item.id, [item.id, item.product, buyer_id(item.buyer), item.placed, answered])


def ask(shop: ShopState, shape: Service, arrival: Arrival, buyer: int) -> Pending:
    """An inquiry with its answer to come, if any: soon in office hours, else next morning."""
    shop.counters.inquiries += 1
    item = Pending(f"q{shop.counters.inquiries:06}", buyer, arrival.product, arrival.at, [])
    if uniform("never", shop.seed, arrival.name) >= shape.never:
        delay = 60 * shape.answer_minutes * math.exp(shape.answer_spread * normal("answer", shop.seed, arrival.name))
        item.steps = [Step(_opening(arrival.at, shop.seed, arrival.name) + round(delay), "answered")]
    return item


def _opening(at: int, seed: int, name: str) -> int:
    """When somebody first looks at it: at once from 8:30 to 22:00, else the morning after."""
    midnight = hour_start(day_of(at) * 24)
    opens = midnight + 8 * HOUR + 1800
    if at < opens:
        return opens + round(between((0, 1800), "morning", seed, name))
    if hour_of(at) % 24 >= 22:
        return opens + DAY + round(between((0, 1800), "morning", seed, name))
    return at


def _pay(shop: ShopState, book: Book, order: Pending, at: int) -> None:
    order.paid = at
    note_payment(shop, order.buyer, at)
    put_buyer(book, shop.buyers[order.buyer])
    if day_of(at) != day_of(order.placed):
        for product in {line.product: None for line in order.lines}:
            book.visit(product, order.channel, (1, 1, 1, 0, 0, 0))
    if order.ad:
        amount = sum(line.amount for line in order.lines)
        note_ad(book, order.ad, order.product, (0, 0, 0, 1, amount))


def note_ad(book: Book, campaign: str, product: str, sums: tuple[int, int, int, int, int]) -> None:
    """Add spend (fen), impressions, clicks, orders and GMV (fen) to the day's row of an ad."""
    old = book.tables.get("ads", {}).get(f"{campaign}/{product}", [campaign, product, 0, 0, 0, 0, 0])
    added = [a + b for a, b in zip(old[2:], sums, strict=True) if isinstance(a, int)]
    book.put("ads", f"{campaign}/{product}", [campaign, product, *added])


def _refund(shop: ShopState, book: Book, order: Pending, step: Step) -> None:
    shop.counters.refunds += 1
    name = f"r{shop.counters.refunds:06}"
    line = order.lines[step.line]
    book.put("refunds", name, [name, order.id, line.product, step.at, step.amount, step.word])


def _return_stock(shop: ShopState, order: Pending) -> None:
    for line in order.lines:
        listing = shop.listings[line.product]
        for sku in listing.skus:
            sku.stock += line.units if sku.id == line.sku else 0
        shop.touched.listings.add(listing.id)
