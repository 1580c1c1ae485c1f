"""Who comes to order or to ask within some hours, and when: derived from the counts and keys alone."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from adapters.market.buyers import returning
from adapters.market.demand import DayDemand
from adapters.market.draws import Ints, uniform
from adapters.market.parameters import World
from adapters.market.state import CHANNELS, ShopState
from adapters.market.times import HOUR, hour_of, hour_start
from adapters.market.visits import Counts
from core.market_facts import Channel


@dataclass(frozen=True, slots=True)
class Arrival:
    """`name` keys all its random draws. `buyer` None is somebody new."""

    at: int
    name: str
    kind: Literal["order", "inquiry"]
    product: str
    channel: Channel
    buyer: int | None


def arrivals(shop: ShopState, world: World, demand: DayDemand, counts: Counts) -> list[Arrival]:
    """One for each wish to order and each inquiry in the counts."""
    shape = world.parameters.buyers
    known = {channel: shape.returning[channel] for channel in CHANNELS}
    asked = dict.fromkeys(CHANNELS, shape.asks_known)
    return [
        *_each(shop, world, demand, counts.wishes, counts.first_hour, "order", known),
        *_each(shop, world, demand, counts.inquiries, counts.first_hour, "inquiry", asked),
    ]


def _each(
    shop: ShopState,
    world: World,
    demand: DayDemand,
    cells: Ints,
    first: int,
    kind: Literal["order", "inquiry"],
    known: dict[Channel, float],
) -> list[Arrival]:
    found = []
    for h, i, c in np.argwhere(cells):
        hour, listing, channel = first + int(h), demand.listings[i], CHANNELS[c]
        start = max(hour_start(hour), listing.changed_at if hour_of(listing.changed_at) == hour else 0)
        left = hour_start(hour) + HOUR - start
        for n in range(int(cells[h, i, c])):
            name = f"{kind}/{hour}/{listing.id}/{channel}/{n}"
            back = shop.counters.pool > 0 and uniform("back", shop.seed, name) < known[channel]
            buyer = returning(shop, world.parameters.buyers, name) if back else None
            at = start + int(left * uniform("at", shop.seed, name))
            found.append(Arrival(at, name, kind, listing.id, channel, buyer))
    return found
