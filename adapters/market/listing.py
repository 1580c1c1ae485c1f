"""A new listing: its skus, and the demand that is drawn for it and never shown."""

import math

from adapters.market.draws import between, normal
from adapters.market.parameters import World
from adapters.market.state import Hidden, Listing, Sku
from adapters.market.times import moment
from core.market import Product, ProductDraft


def new_listing(world: World, seed: int, product: str, draft: ProductDraft, at: int) -> Listing:
    """List a draft at a time (seconds); the same seed and id draw the same demand."""
    return Listing(
        id=product,
        title=draft.title.strip(),
        category=draft.category,
        attributes=dict(draft.attributes),
        tiers=draft.tiers,
        skus=[Sku(f"{product}-1", "默认", draft.stock)],
        listed_at=at,
        changed_at=at,
        hidden=draw_hidden(world, seed, product, draft),
        images=draft.images,
        cost=draft.cost,
    )


def draw_hidden(world: World, seed: int, product: str, draft: ProductDraft) -> Hidden:
    """Draw a listing's own demand from the ranges of the parameters."""
    ranges, demand = world.parameters, world.categories[draft.category].demand
    traffic = ranges.traffic
    low, high = traffic.daily_visitors
    price = float(draft.tiers[0].price)

    def pick(bounds: tuple[float, float], what: str) -> float:
        return between(bounds, "hidden", seed, product, what)

    return Hidden(
        visitors=math.sqrt(low * high) * math.exp(traffic.spread * normal("hidden", seed, product, "visitors")),
        click_rate=pick(traffic.click_rate, "click"),
        conversion=demand.conversion * pick((0.6, 1.4), "conversion"),
        elasticity=pick(ranges.price.elasticity, "elasticity"),
        anchor_price=price ** (1 - ranges.price.anchor) * demand.price**ranges.price.anchor,
        growth=pick(traffic.growth, "growth"),
        favourite=pick(traffic.favourite_rate, "favourite"),
        cart=pick(traffic.cart_rate, "cart"),
        inquiry=pick(traffic.inquiry_rate, "inquiry"),
        refund=pick(ranges.orders.refund, "refund"),
        ad_cost=pick(ranges.ads.cost_per_click, "cost"),
        ad_audience=pick(ranges.ads.audience, "audience"),
        size=1.0,
        first_images="\n".join(draft.images),
    )


def product_id(number: int) -> str:
    return f"p{number:04}"


def show(listing: Listing) -> Product:
    """The listing as the port shows it."""
    return Product(
        id=listing.id,
        title=listing.title,
        category=listing.category,
        attributes=listing.attributes,
        tiers=listing.tiers,
        stock=listing.stock,
        status=listing.status,
        listed_at=moment(listing.listed_at),
        images=listing.images,
        aliases=listing.aliases,
        cost=listing.cost,
    )
