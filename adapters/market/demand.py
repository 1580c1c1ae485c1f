"""What a day expects of each listing and channel: impressions, click rates, conversions, and what ads buy."""

import math
from dataclasses import dataclass
from datetime import date

import numpy as np

from adapters.market.content import image_effect, title_effect
from adapters.market.draws import Floats, key, normal
from adapters.market.events import NAMES, chance_topics, spells, topic_strength
from adapters.market.parameters import Parameters, World
from adapters.market.seasons import PlatformCampaign, category_factor, day_factor, running
from adapters.market.state import CHANNELS, Listing, ShopState, Topic
from adapters.market.times import DAY, date_of, hour_start

ADS = CHANNELS.index("paid_ads")
CAMPAIGN = CHANNELS.index("campaign")
SEARCH = CHANNELS.index("search")
_TOPIC_REACH = np.array([1.0, 0.5, 0.0, 0.0, 0.15, 1.5])
"""How much of a hot topic reaches each channel; search is 1."""


@dataclass(frozen=True, slots=True)
class DayDemand:
    """Arrays over (listing, channel): expected impressions of the whole day, clicks and orders as fractions; over
    listings: what a click on the ad costs today (yuan)."""

    listings: tuple[Listing, ...]
    impressions: Floats
    click_rate: Floats
    conversion: Floats
    click_cost: Floats


@dataclass(frozen=True, slots=True)
class _Day:
    """What all listings share on a day."""

    number: int
    date: date
    factor: float
    campaign: PlatformCampaign | None
    topics: tuple[Topic, ...]
    weather: dict[str, float]


def day_demand(shop: ShopState, world: World, day: int) -> DayDemand:
    """The expectations of a local day for the listings as they stand now."""
    parameters, today = world.parameters, _today(shop, world, day)
    listings = tuple(x for x in shop.listings.values() if x.status == "active")
    signs = np.array([_signs(shop, world, x, today) for x in listings]).reshape(-1, 8)
    organic, buzz, reach, search, clicks, cost, appeal, wish = signs.T
    shapes = [parameters.channels[c] for c in CHANNELS]
    fame = 1.0 + buzz[:, None] * _TOPIC_REACH
    visitors = organic[:, None] * np.array([s.share for s in shapes]) * fame
    visitors[:, CAMPAIGN] *= reach
    visitors[:, SEARCH] *= search
    visitors[:, ADS] = clicks
    rates = np.array([x.hidden.click_rate for x in listings]).reshape(-1, 1)
    base = np.minimum(0.5, rates * np.array([s.click for s in shapes]))
    keen = (1.0 + parameters.events.topic.conversion * buzz[:, None] * _TOPIC_REACH) / fame
    return DayDemand(
        listings=listings,
        impressions=visitors / base,
        click_rate=np.minimum(0.9, base * appeal[:, None]),
        conversion=np.minimum(0.5, np.array([s.conversion for s in shapes]) * keen * wish[:, None]),
        click_cost=cost,
    )


def _signs(shop: ShopState, world: World, listing: Listing, today: _Day) -> tuple[float, ...]:
    """A listing's numbers of the day, in the order that `day_demand` names them."""
    parameters = world.parameters
    organic = listing.hidden.visitors * _exposure(shop, world, listing, today)
    clicks, cost = _ads(listing, organic)
    return (
        organic,
        _buzz(listing, today),
        _campaign_reach(shop, parameters, listing, today),
        parameters.campaigns.not_enrolled if _left_out(listing, today) else 1.0,
        clicks,
        cost,
        title_effect(parameters.content, shop.seed, listing.id, listing.title),
        _wish(shop, parameters, listing, today),
    )


def _today(shop: ShopState, world: World, day: int) -> _Day:
    parameters, when = world.parameters, date_of(day)
    weather: dict[str, float] = {}
    for spell in spells(parameters.events, shop.seed, when):
        if spell.starts <= when <= spell.ends:
            for category in NAMES[spell.kind][2]:
                weather[category] = max(spell.lift, weather.get(category, 1.0))
    return _Day(
        number=day,
        date=when,
        factor=day_factor(parameters, when) * math.exp(parameters.traffic.shop_noise * normal("day", shop.seed, day)),
        campaign=running(when),
        topics=(*shop.topics, *chance_topics(parameters.events, shop.seed, when)),
        weather=weather,
    )


def _exposure(shop: ShopState, world: World, listing: Listing, today: _Day) -> float:
    """The listing's organic visitors today against its usual."""
    traffic, name = world.parameters.traffic, (shop.seed, listing.id)
    age = max(0.0, (hour_start(today.number * 24) + DAY // 2 - listing.listed_at) / DAY)
    ramp = min(1.0, traffic.ramp_start + (1.0 - traffic.ramp_start) * age / traffic.ramp_days)
    knot, part = divmod(today.number, 28)
    slow = normal("drift", *name, knot) * (1 - part / 28) + normal("drift", *name, knot + 1) * part / 28
    noise = traffic.drift * slow + traffic.product_noise * normal("noise", *name, today.number)
    growth = math.exp(math.log1p(listing.hidden.growth) * min(age, 3 * 365) / 365)
    season = category_factor(world.categories[listing.category].demand, today.date)
    weather = today.weather.get(listing.category, 1.0)
    dry = traffic.stock_out if listing.dry else 1.0
    return today.factor * season * weather * growth * ramp * dry * math.exp(noise)


def _buzz(listing: Listing, today: _Day) -> float:
    """Visitors above 1 through hot topics whose words the listing carries."""
    texts = (listing.title, *listing.aliases)
    strengths = (
        topic_strength(topic, today.number)
        for topic in today.topics
        if any(word in text for word in topic.words for text in texts)
    )
    return max(strengths, default=0.0)


def _left_out(listing: Listing, today: _Day) -> bool:
    return today.campaign is not None and today.campaign.id not in listing.enrolled


def _campaign_reach(shop: ShopState, parameters: Parameters, listing: Listing, today: _Day) -> float:
    if today.campaign is None or _left_out(listing, today):
        return 1.0
    low, high = parameters.campaigns.enrolled
    share = key("enrolled", shop.seed, listing.id, today.campaign.id) % 1000 / 1000
    return low + (high - low) * share


def price_today(listing: Listing, day: int) -> float:
    """The share of the tier price that is paid on a local day: below 1 in a campaign the listing is enrolled in."""
    campaign = campaign_today(listing, day)
    return 1.0 - listing.enrolled[campaign] if campaign else 1.0


def campaign_today(listing: Listing, day: int) -> str | None:
    """The platform campaign the listing takes part in on a local day."""
    campaign = running(date_of(day))
    return campaign.id if campaign and campaign.id in listing.enrolled else None


def _wish(shop: ShopState, parameters: Parameters, listing: Listing, today: _Day) -> float:
    """Orders per visitor on a channel of conversion 1."""
    hidden = listing.hidden
    price = listing.price * price_today(listing, today.number)
    wish = hidden.conversion * math.exp(-hidden.elasticity * math.log(price / hidden.anchor_price))
    wish *= image_effect(parameters.content, shop.seed, listing.id, "\n".join(listing.images), hidden.first_images)
    return wish if campaign_today(listing, today.number) is None else wish * parameters.campaigns.conversion


def _ads(listing: Listing, organic: float) -> tuple[float, float]:
    """Clicks a day that the budget buys, and what one costs: returns diminish towards the audience's size."""
    if listing.ad is None or listing.ad.budget <= 0:
        return 0.0, 0.0
    audience = max(1.0, listing.hidden.ad_audience * organic)
    clicks = audience * (1.0 - math.exp(-listing.ad.budget / (audience * listing.hidden.ad_cost)))
    return clicks, listing.ad.budget / clicks
