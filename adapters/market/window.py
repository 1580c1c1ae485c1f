"""Lives through some hours of a shop's day: visits, orders, answers, deliveries and the factory's batches, in order."""

import heapq
from dataclasses import dataclass
from datetime import timedelta

from adapters.market.arrivals import Arrival, arrivals
from adapters.market.buyers import Places, new_buyer, put_buyer
from adapters.market.demand import ADS, day_demand
from adapters.market.draws import key
from adapters.market.events import event_rows
from adapters.market.orders import place
from adapters.market.parameters import World
from adapters.market.seasons import campaigns
from adapters.market.state import CHANNELS, Book, Listing, Pending, Row, ShopState, Step
from adapters.market.steps import apply_step, ask, note_ad, put_inquiry, put_lines, put_order
from adapters.market.times import date_of, day_of, hour_start
from adapters.market.visits import Counts, count_visits

RESTOCK_HOUR = 8


@dataclass(frozen=True, slots=True)
class Window:
    """The hours up to, not including, `last`, and who arrives within them."""

    last: int
    arrivals: tuple[Arrival, ...]


def open_day(shop: ShopState, world: World) -> Book:
    """The book of the shop's current day; at its first opening, midnight's work is done."""
    day = shop.hour // 24
    if shop.book is None or shop.book.day != day:
        shop.book = Book(day)
        shop.counters.pool = shop.counters.buyers
        for listing in shop.listings.values():
            if listing.dry != listing.sold_out:
                listing.dry = listing.sold_out
                shop.touched.listings.add(listing.id)
        announced = world.parameters.campaigns.announced_days
        rows = event_rows(world.parameters.events, shop.seed, shop.topics, date_of(day), announced)
        for name, row in rows.items():
            shop.book.put("events", name, row)
            if row[1] == "platform":
                put_campaign(shop, name)
    return shop.book


def plan_window(shop: ShopState, world: World, last: int) -> Window:
    """Count the visits of the hours from `shop.hour` on into the book, and find who arrives."""
    book = open_day(shop, world)
    demand = day_demand(shop, world, book.day)
    if not demand.listings:
        return Window(last, ())
    counts = count_visits(shop, world, demand, shop.hour, last)
    sums = counts.sums()
    for i, listing in enumerate(demand.listings):
        for c, channel in enumerate(CHANNELS):
            if sums[i, c, 0]:
                book.visit(listing.id, channel, tuple(sums[i, c].tolist()))
        _charge(book, listing, counts, i)
    return Window(last, tuple(arrivals(shop, world, demand, counts)))


def _charge(book: Book, listing: Listing, counts: Counts, i: int) -> None:
    shown, clicks = int(counts.impressions[:, i, ADS].sum()), int(counts.visitors[:, i, ADS].sum())
    if listing.ad and shown:
        note_ad(book, listing.ad.campaign, listing.id, (int(counts.spend[:, i].sum()), shown, clicks, 0, 0))


def live_until(shop: ShopState, world: World, where: Places, hour: int) -> None:
    """Go on to a local hour of the shop's current day, with everything at hand in memory."""
    open_day(shop, world)
    if hour > shop.hour:
        live_window(shop, world, where, plan_window(shop, world, hour))


_Due = tuple[int, str, int, Arrival | Pending | Listing, Step | None]


def live_window(shop: ShopState, world: World, where: Places, window: Window) -> None:
    """Let everything of the window happen in order of time; the buyers of its arrivals and of the pending items due
    must be at hand in `shop`."""
    book, end = open_day(shop, world), hour_start(window.last)
    due: list[_Due] = [(a.at, a.name, 0, a, None) for a in window.arrivals]
    due += [
        (s.at, item.id, n, item, s) for item in shop.pending.values() for n, s in enumerate(item.steps) if s.at < end
    ]
    due += _restocks(shop, window.last)
    heapq.heapify(due)
    while due:
        at, _, _, what, step = heapq.heappop(due)
        if isinstance(what, Arrival):
            for later in _arrive(shop, world, where, book, what):
                if later[0] < end:
                    heapq.heappush(due, later)
        elif isinstance(what, Pending) and step is not None:
            what.steps.remove(step)
            apply_step(shop, book, what, step)
            _file(shop, what)
        elif isinstance(what, Listing):
            _restock(shop, book, what, at)
    shop.hour = window.last
    for name in sorted(shop.touched.listings):
        put_product(book, shop.listings[name])


def _arrive(shop: ShopState, world: World, where: Places, book: Book, arrival: Arrival) -> list[_Due]:
    """Place an order or ask; what will come of it."""
    if arrival.kind == "order" and shop.listings[arrival.product].sold_out:
        return []
    buyer = shop.buyers[arrival.buyer] if arrival.buyer else new_buyer(shop, world.parameters.buyers, where)
    if arrival.buyer is None:
        put_buyer(book, buyer)
    if arrival.kind == "inquiry":
        item = ask(shop, world.parameters.service, arrival, buyer.number)
        put_inquiry(book, item, None)
    else:
        placed = place(shop, world.parameters.orders, arrival, buyer)
        if placed is None:
            return []
        item = placed
        put_order(book, item)
        put_lines(book, item)
        for product in dict.fromkeys(line.product for line in item.lines if line.product != arrival.product):
            book.visit(product, arrival.channel, (1, 1, 1, 0, 0, 0))
    _file(shop, item)
    return [(s.at, item.id, n, item, s) for n, s in enumerate(item.steps)]


def _file(shop: ShopState, item: Pending) -> None:
    """Keep an item while anything is still to come of it."""
    if item.steps:
        shop.pending[item.id] = item
        shop.touched.pending.add(item.id)
    else:
        shop.pending.pop(item.id, None)
        shop.touched.pending.discard(item.id)
        shop.touched.settled.add(item.id)


def _restocks(shop: ShopState, last: int) -> list[_Due]:
    morning = hour_start(shop.hour // 24 * 24 + RESTOCK_HOUR)
    if not hour_start(shop.hour) <= morning < hour_start(last):
        return []
    return [(morning, listing.id, 0, listing, None) for listing in shop.listings.values() if listing.batch]


def _restock(shop: ShopState, book: Book, listing: Listing, at: int) -> None:
    """Order a batch from the factory when a quarter is left; fill up on the day it comes."""
    day = day_of(at)
    if not listing.restock_day and listing.stock * 4 < listing.batch:
        listing.restock_day = day + 4 + key("batch", shop.seed, listing.id, day) % 9
        shop.touched.listings.add(listing.id)
    elif listing.restock_day and day >= listing.restock_day:
        before = listing.stock
        for sku in listing.skus:
            sku.stock = max(sku.stock, listing.batch // len(listing.skus))
        listing.restock_day = 0
        note_action(shop, book, "stock", at, listing, str(before), str(listing.stock))


def note_action(
    shop: ShopState, book: Book, kind: str, at: int, listing: Listing | None, before: str, after: str
) -> None:
    """Record something done to the shop, and the listing as it stands after it."""
    shop.counters.actions += 1
    name = f"a{shop.counters.actions:06}"
    book.put("actions", name, [name, at, kind, listing.id if listing else None, before, after])
    if listing:
        shop.touched.listings.add(listing.id)
        put_product(book, listing)


def put_product(book: Book, listing: Listing) -> None:
    """Write a listing's row and its skus'."""
    price = str(listing.tiers[0].price)
    listed = date_of(day_of(listing.listed_at)).isoformat()
    cost = None if listing.cost is None else str(listing.cost)
    row: Row = [listing.id, listing.title, listing.category, listing.status, listed, price, listing.stock, cost]
    book.put("products", listing.id, [*row, list(listing.aliases)])
    for sku in listing.skus:
        book.put("skus", sku.id, [sku.id, listing.id, sku.name, price, sku.stock])


def put_campaign(shop: ShopState, name: str) -> None:
    """Write a platform campaign's row with the listings enrolled in it."""
    today = date_of(shop.hour // 24)
    years = {today.year, (today + timedelta(days=60)).year}
    campaign = next((c for year in sorted(years) for c in campaigns(year) if c.id == name), None)
    if campaign and shop.book:
        enrolled: list[str] = sorted(x.id for x in shop.listings.values() if name in x.enrolled)
        row: Row = [name, campaign.name, campaign.starts.isoformat(), campaign.ends.isoformat(), enrolled]
        shop.book.put("campaigns", name, row)
