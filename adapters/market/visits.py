"""Turns a day's expectations into counts by hour: who saw, clicked, liked, asked and wants to order; what ads cost."""

from dataclasses import dataclass

import numpy as np

from adapters.market.demand import ADS, DayDemand
from adapters.market.draws import Floats, Ints, Keys, binomial, key, mix, poisson, uniforms
from adapters.market.parameters import World
from adapters.market.state import CHANNELS, ShopState
from adapters.market.times import hour_of


@dataclass(frozen=True, slots=True)
class Counts:
    """Arrays over (hour of the window, listing, channel). `spend` is in fen over (hour, listing)."""

    first_hour: int
    impressions: Ints
    visitors: Ints
    pages: Ints
    favourites: Ints
    carts: Ints
    inquiries: Ints
    wishes: Ints
    spend: Ints

    def sums(self, hour: slice = slice(None)) -> Ints:
        """(listing, channel, 6): impressions, page views, visitors, favourites, carts, inquiries over the window."""
        parts = (self.impressions, self.pages, self.visitors, self.favourites, self.carts, self.inquiries)
        return np.stack([part[hour].sum(axis=0) for part in parts], axis=-1)


def count_visits(shop: ShopState, world: World, demand: DayDemand, first: int, last: int) -> Counts:
    """The counts of the local hours `first` up to, not including, `last`, all of one day."""
    traffic, keys = world.parameters.traffic, _keys(shop, demand, first, last)
    profile = np.array(world.parameters.season.hours)
    part = (profile / profile.sum())[[h % 24 for h in range(first, last)]]
    expected = part[:, None, None] * demand.impressions * _listed_part(demand, first, last)[:, :, None]
    impressions = poisson(uniforms(keys, 1), expected)
    visitors = binomial(uniforms(keys, 2), impressions, demand.click_rate)
    spend = _pay_for_clicks(shop, demand, visitors)
    rates = np.array([(x.hidden.favourite, x.hidden.cart, x.hidden.inquiry) for x in demand.listings]).reshape(-1, 3)
    return Counts(
        first_hour=first,
        impressions=np.maximum(impressions, visitors),
        visitors=visitors,
        pages=visitors + poisson(uniforms(keys, 3), visitors.astype(np.float64) * traffic.pages),
        favourites=binomial(uniforms(keys, 4), visitors, rates[None, :, 0, None]),
        carts=binomial(uniforms(keys, 5), visitors, rates[None, :, 1, None]),
        inquiries=binomial(uniforms(keys, 6), visitors, rates[None, :, 2, None]),
        wishes=binomial(uniforms(keys, 7), visitors, demand.conversion),
        spend=spend,
    )


def _keys(shop: ShopState, demand: DayDemand, first: int, last: int) -> Keys:
    """One key for each cell, from the seed, the hour, the listing and the channel alone."""
    listings = np.array([key("cells", shop.seed, x.id) for x in demand.listings], dtype=np.uint64)
    hours = mix(np.arange(first, last, dtype=np.uint64))
    channels = mix(np.arange(1000, 1000 + len(CHANNELS), dtype=np.uint64))
    return mix(hours[:, None, None] ^ listings[None, :, None]) ^ channels


def _listed_part(demand: DayDemand, first: int, last: int) -> Floats:
    """(hour, listing): 1 once listed, 0 before; a listing's first hour counts for what is left of it."""
    part = np.ones((last - first, len(demand.listings)))
    for i, listing in enumerate(demand.listings):
        row = hour_of(listing.listed_at) - first
        if 0 <= row < last - first:
            part[row, i] = 1.0 - (listing.listed_at % 3600) / 3600
    return part


def _pay_for_clicks(shop: ShopState, demand: DayDemand, visitors: Ints) -> Ints:
    """Charge ad clicks hour by hour and drop those that the day's budget no longer pays; changes `visitors`."""
    spend = np.zeros(visitors.shape[:2], dtype=np.int64)
    for i, listing in enumerate(demand.listings):
        if listing.ad is None or demand.click_cost[i] <= 0:
            continue
        cost, left = (
            max(1, round(demand.click_cost[i] * 100)),
            round(listing.ad.budget * 100) - _spent(shop, listing.id),
        )
        for hour in range(visitors.shape[0]):
            clicks = int(min(visitors[hour, i, ADS], max(0, left) // cost))
            visitors[hour, i, ADS], spend[hour, i] = clicks, clicks * cost
            left -= clicks * cost
    return spend


def _spent(shop: ShopState, product: str) -> int:
    """Fen spent on a listing's ads since midnight."""
    rows = shop.book.tables.get("ads", {}) if shop.book else {}
    spent = (row[2] for row in rows.values() if row[1] == product)
    return sum(x for x in spent if isinstance(x, int))
