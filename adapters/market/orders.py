"""An order as it is placed: its lines, its size, and everything that will happen to it."""

import math
from dataclasses import dataclass
from random import Random

from adapters.market.arrivals import Arrival
from adapters.market.demand import campaign_today, price_today
from adapters.market.draws import key
from adapters.market.parameters import Orders
from adapters.market.state import Buyer, Line, Listing, Pending, ShopState, Sku, Step
from adapters.market.times import DAY, HOUR, day_of


@dataclass(frozen=True, slots=True)
class _Basket:
    shop: ShopState
    shape: Orders
    buyer: Buyer
    day: int
    random: Random


def place(shop: ShopState, shape: Orders, arrival: Arrival, buyer: Buyer) -> Pending | None:
    """An unpaid order with its future steps, its pieces taken from stock; None when nothing was left to buy."""
    random = Random(key("order", shop.seed, arrival.name))
    basket = _Basket(shop, shape, buyer, day_of(arrival.at), random)
    wanted = shop.listings[arrival.product]
    lines = _buy(basket, wanted)
    if not lines:
        return None
    taken = {wanted.id}
    while random.random() < shape.more_lines:
        more = _companion(basket, wanted, taken)
        if more is None:
            break
        taken.add(more.id)
        lines += _buy(basket, more)
    shop.counters.orders += 1
    order = Pending(
        id=f"o{shop.counters.orders:07}",
        buyer=buyer.number,
        product=wanted.id,
        placed=arrival.at,
        steps=[],
        lines=lines,
        channel=arrival.channel,
        platform=campaign_today(wanted, basket.day),
        ad=wanted.ad.campaign if wanted.ad and arrival.channel == "paid_ads" else None,
    )
    order.steps = _steps(basket, wanted, order)
    return order


def _companion(basket: _Basket, wanted: Listing, taken: set[str]) -> Listing | None:
    """One more product, popular ones and those of the same category first."""
    others = [x for x in basket.shop.listings.values() if x.status == "active" and x.id not in taken and x.stock > 0]
    if not others:
        return None
    weights = [_pull(x) * (3.0 if x.category == wanted.category else 1.0) for x in others]
    return basket.random.choices(others, weights)[0]


def _pull(listing: Listing) -> float:
    return listing.hidden.visitors * listing.hidden.conversion


def _buy(basket: _Basket, listing: Listing) -> list[Line]:
    """Lines for one product, its pieces taken from stock; empty when less than the minimum order is left."""
    random, least = basket.random, listing.tiers[0].min_units
    units = _units(basket, listing)
    skus = sorted(listing.skus, key=lambda _: random.random())
    if len(skus) > 1 and units >= 4 * least and random.random() < 0.4:
        parts = [(skus[0], units // 2), (skus[1], units - units // 2)]
    else:
        parts = [(skus[0], units)]
    got = [(sku, amount) for sku, amount in ((s, min(n, s.stock)) for s, n in parts) if amount > 0]
    if sum(n for _, n in got) < least:
        fullest = max(skus, key=lambda s: s.stock)
        got = [(fullest, min(units, fullest.stock))] if fullest.stock >= least else []
    return _take(basket, listing, got)


def _take(basket: _Basket, listing: Listing, got: list[tuple[Sku, int]]) -> list[Line]:
    total = sum(n for _, n in got)
    tier = next((t for t in reversed(listing.tiers) if total >= t.min_units), listing.tiers[0])
    price = float(tier.price) * price_today(listing, basket.day)
    for sku, units in got:
        sku.stock -= units
        basket.shop.touched.listings.add(listing.id)
    return [Line(sku.id, listing.id, units, max(1, round(units * price * 100))) for sku, units in got]


def _units(basket: _Basket, listing: Listing) -> int:
    shape, random = basket.shape, basket.random
    median = shape.size.new if basket.buyer.paid_orders == 0 else shape.size.returning
    median = shape.size.large if basket.buyer.level >= 3 else median
    wish = median * listing.hidden.size * math.exp(shape.size_spread * random.gauss(0.0, 1.0))
    times = round(wish) if wish < 10 else round(wish / 5) * 5
    units = max(1, times) * listing.tiers[0].min_units
    higher = next((t.min_units for t in listing.tiers if units < t.min_units <= units * 1.25), None)
    return higher if higher and random.random() < shape.next_tier else units


def _steps(basket: _Basket, wanted: Listing, order: Pending) -> list[Step]:
    """What will happen, in order of time."""
    shape, random = basket.shape, basket.random
    luck = random.random()
    if luck >= shape.paid_soon + shape.paid_late:
        return [Step(order.placed + round(random.uniform(1, 3) * DAY), "cancelled")]
    if luck < shape.paid_soon:
        paid = order.placed + min(HOUR, round(150 * math.exp(random.gauss(0.0, 1.0))))
    else:
        paid = order.placed + round(random.uniform(1, 48) * HOUR)
    shipped = paid + round(random.uniform(4, 40) * HOUR)
    done = shipped + round(random.uniform(3, 8) * DAY)
    steps = [Step(paid, "paid"), Step(shipped, "shipped"), Step(done, "done")]
    refunded = random.random() < wanted.hidden.refund
    if refunded:
        line = random.randrange(len(order.lines))
        part = 1.0 if random.random() < 0.6 else random.uniform(0.2, 0.8)
        reason = random.choices(list(shape.reasons), list(shape.reasons.values()))[0]
        amount = max(1, round(order.lines[line].amount * part))
        steps.append(Step(paid + round(random.uniform(1, 14) * DAY), "refund", line, amount, reason))
    if random.random() < shape.review:
        score = random.choices((5, 4, 3, 2, 1), (2, 4, 12, 30, 52) if refunded else (66, 22, 7, 3, 2))[0]
        steps.append(Step(done + round(random.uniform(0, 3) * DAY), "review", 0, score))
    return sorted(steps, key=lambda s: s.at)
