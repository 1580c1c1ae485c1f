"""Lives through the demo shop's history in memory: its listings, what its owner did, and the turtle's fame."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from adapters.market.buyers import Places, places
from adapters.market.changes import enrol, set_ads, set_images, set_prices, set_stock, set_title, take_down
from adapters.market.demo_data import Demo, DemoAction, DemoProduct
from adapters.market.draws import between, key
from adapters.market.events import event_rows
from adapters.market.facts import SavedDay
from adapters.market.listing import draw_hidden, product_id
from adapters.market.parameters import World
from adapters.market.seasons import campaigns
from adapters.market.state import Listing, ShopState, Sku, Topic
from adapters.market.store import close_book
from adapters.market.times import date_of, day_number, hour_start
from adapters.market.window import live_until, note_action, open_day, put_campaign, put_product
from core.market import ProductDraft, Tier

Deed = tuple[int, Callable[[], None]]
"""An hour, and what is done in it."""


def demo_history(
    world: World, demo: Demo, merchant: str, seed: int, days: int, until: date
) -> tuple[ShopState, list[SavedDay]]:
    """The shop as it stands after `until`, and the book of each of its days. ValueError for no days."""
    if days < 1:
        raise ValueError("a history has at least one day")
    end = day_number(until) + 1
    start = end - days
    shop = ShopState(merchant, seed, start * 24, hour_start(start * 24))
    _add_topic(shop, demo, end)
    deeds = _listings(shop, world, demo, start, end) + _actions(shop, world, demo, start, end)
    deeds += _enrolments(shop, world, demo, start, end)
    _open(shop, world, start)
    books = _live(shop, world, places(world), sorted(deeds, key=lambda d: d[0]), end)
    shop.touched.listings = set(shop.listings)
    shop.touched.buyers = set(shop.buyers)
    shop.touched.pending = set(shop.pending)
    shop.touched.settled.clear()
    return shop, books


def _live(shop: ShopState, world: World, where: Places, deeds: list[Deed], end: int) -> list[SavedDay]:
    """Day by day, stopping where something is done."""
    books: list[SavedDay] = []
    for day in range(shop.hour // 24, end):
        for hour, act in (d for d in deeds if d[0] // 24 == day):
            live_until(shop, world, where, hour)
            shop.now = hour_start(hour) + 20 * 60
            act()
        live_until(shop, world, where, (day + 1) * 24)
        book = close_book(shop)
        books += [book] if book else []
        shop.touched.listings.clear()
    shop.now = hour_start(end * 24)
    return books


def _open(shop: ShopState, world: World, start: int) -> None:
    """The first day's book begins with the listings and with the events already known."""
    book = open_day(shop, world)
    announced = world.parameters.campaigns.announced_days
    for back in range(30, 0, -1):
        rows = event_rows(world.parameters.events, shop.seed, shop.topics, date_of(start - back), announced)
        for name, row in rows.items():
            book.put("events", name, row)
            if row[1] == "platform":
                put_campaign(shop, name)
    for listing in shop.listings.values():
        put_product(book, listing)


def _add_topic(shop: ShopState, demo: Demo, end: int) -> None:
    topic, starts = demo.topic, end - 1 - demo.topic.ago
    shop.topics.append(
        Topic("topic-turtle", topic.name, topic.words, starts, starts + topic.days - 1, topic.lift, topic.half_life)
    )


def _listings(shop: ShopState, world: World, demo: Demo, start: int, end: int) -> list[Deed]:
    """Put the old listings in; the newer ones come when they are listed."""
    deeds: list[Deed] = []
    for number, entry in enumerate(demo.products, 1):
        shop.counters.products = number
        day = end - 1 - entry.listed if entry.listed else 0
        if day >= start:
            hour = day * 24 + 11
            listing = _listing(shop, world, entry, number, hour_start(hour) + 20 * 60)
            deeds.append((hour, _publishing(shop, listing)))
        else:
            age = 30 + key("age", shop.seed, number) % 500
            at = hour_start((start - age) * 24 + 10)
            listing = _listing(shop, world, entry, number, at)
            shop.listings[listing.id] = listing
    return deeds


def _publishing(shop: ShopState, listing: Listing) -> Callable[[], None]:
    def publish() -> None:
        shop.listings[listing.id] = listing
        if shop.book:
            note_action(shop, shop.book, "publish", shop.now, listing, "", listing.title)

    return publish


def _listing(shop: ShopState, world: World, entry: DemoProduct, number: int, at: int) -> Listing:
    name = product_id(number)
    images = (f"demo-{number:02}.jpg",)
    tiers = tuple(Tier(min_units=units, price=price) for units, price in entry.tiers.items())
    draft = ProductDraft(
        title=entry.title, category=entry.category, attributes=entry.attributes, tiers=tiers, stock=0, images=images
    )
    demand = world.categories[entry.category].demand
    hidden = replace(
        draw_hidden(world, shop.seed, name, draft),
        visitors=entry.visits * between((0.9, 1.1), "visits", shop.seed, name),
        conversion=demand.conversion * entry.conversion * between((0.85, 1.15), "wish", shop.seed, name),
        anchor_price=float(tiers[0].price),
        size=entry.size,
    )
    daily = entry.visits * demand.conversion * tiers[0].min_units * 4.0 * entry.size
    batch = max(200, round(daily * world.parameters.stock.restock_days / 100) * 100) if entry.stock is None else 0
    pieces = (batch if entry.stock is None else entry.stock) // len(entry.skus)
    return Listing(
        id=name,
        title=entry.title,
        category=entry.category,
        attributes=entry.attributes,
        tiers=tiers,
        skus=[Sku(f"{name}-{i}", sku, pieces) for i, sku in enumerate(entry.skus, 1)],
        listed_at=at,
        changed_at=at,
        hidden=hidden,
        images=images,
        aliases=entry.aliases,
        cost=entry.cost,
        dry=pieces * len(entry.skus) < tiers[0].min_units,
        batch=batch,
    )


def _actions(shop: ShopState, world: World, demo: Demo, start: int, end: int) -> list[Deed]:
    """What the owner did; what lies before the history is left out."""
    named = {entry.aliases[0]: product_id(i) for i, entry in enumerate(demo.products, 1)}
    deeds: list[Deed] = []
    for action in demo.actions:
        hour = (end - 1 - action.ago) * 24 + action.hour
        if hour >= start * 24:
            deeds.append((hour, _doing(shop, world, action, named[action.product])))
    return deeds


def _doing(shop: ShopState, world: World, action: DemoAction, product: str) -> Callable[[], None]:
    def act() -> None:
        listing, book = shop.listings[product], open_day(shop, world)
        if action.do == "ads":
            set_ads(shop, book, listing, f"{action.product}推广", float(action.value))
        elif action.do == "title":
            set_title(shop, book, listing, str(action.value))
        elif action.do == "image":
            set_images(shop, book, listing, (str(action.value),))
        elif action.do == "price":
            set_prices(shop, book, listing, _raised(listing, Decimal(str(action.value))))
        elif action.do == "sold_out":
            listing.restock_day = shop.hour // 24 + int(action.value)
            set_stock(shop, book, listing, 0)
        else:
            take_down(shop, book, listing)

    return act


def _raised(listing: Listing, times: Decimal) -> tuple[Tier, ...]:
    tenth = Decimal("0.1")
    return tuple(
        Tier(min_units=t.min_units, price=(t.price * times).quantize(tenth, ROUND_HALF_UP)) for t in listing.tiers
    )


def _enrolments(shop: ShopState, world: World, demo: Demo, start: int, end: int) -> list[Deed]:
    """Five days before each platform campaign the owner enrols some listings, each at its own discount."""
    named = {entry.aliases[0]: product_id(i) for i, entry in enumerate(demo.products, 1)}
    first, last = date_of(start), date_of(end)
    deeds: list[Deed] = []
    for campaign in (c for year in range(first.year, last.year + 2) for c in campaigns(year)):
        day = day_number(campaign.starts - timedelta(days=5))
        if day >= end or day_number(campaign.ends) < start:
            continue
        joining = [named[a] for a in demo.enrolled if key("joins", shop.seed, campaign.id, a) % 10 < 8]
        discounts = {p: round(between(demo.discount, "off", shop.seed, campaign.id, p), 2) for p in joining}
        deeds.append((max(day, start) * 24 + 15, _enrolling(shop, world, campaign.id, discounts)))
    return deeds


def _enrolling(shop: ShopState, world: World, campaign: str, discounts: dict[str, float]) -> Callable[[], None]:
    def act() -> None:
        book = open_day(shop, world)
        for product, discount in discounts.items():
            enrol(shop, book, shop.listings[product], campaign, discount)
        put_campaign(shop, campaign)

    return act
