"""What a title and an image do to a listing: hidden per variant, and not computable from outside."""

import math

from adapters.market.draws import between, normal, uniform
from adapters.market.parameters import Content


def title_effect(content: Content, seed: int, product: str, title: str) -> float:
    """The factor on a listing's clicks; its mean over titles is exactly 1."""
    spread = content.title_spread
    return math.exp(spread * normal("title", seed, product, title) - spread * spread / 2)


def image_effect(content: Content, seed: int, product: str, images: str, first: str) -> float:
    """The factor on a listing's conversion against the images it was listed with (`first`)."""
    if images == first:
        return 1.0
    name = ("image", seed, product, images)
    luck = uniform(*name)
    if luck < content.image_win_share:
        return 1.0 + between(content.image_win, *name, "win")
    if luck < content.image_win_share + content.image_flat_share:
        return 1.0
    return 1.0 - between(content.image_harm, *name, "harm")
