"""The demand model's ranges, categories and regions, read from the YAML files beside this module."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from adapters.market.files import read_yaml
from core.market import Attribute, Category
from core.market_facts import Channel

HERE = Path(__file__).parent
Range = tuple[float, float]
Word = Annotated[str, Field(min_length=1)]
Said = Annotated[tuple[Word, ...], Field(min_length=1)]
"""An option's English name, then other ways to say it in either language."""
Form = tuple[str, str, bool, dict[Word, Said]]
"""A field's name in Chinese and English, whether it is required, and its options by their Chinese name."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Traffic(_Value):
    daily_visitors: Range
    spread: float
    click_rate: Range
    growth: Range
    drift: float
    product_noise: float
    shop_noise: float
    ramp_days: int
    ramp_start: float
    stock_out: float
    pages: float
    favourite_rate: Range
    cart_rate: Range
    inquiry_rate: Range


class ChannelShape(_Value):
    share: float
    conversion: float
    click: float


class Price(_Value):
    elasticity: Range
    anchor: float


class Ads(_Value):
    cost_per_click: Range
    audience: Range


class Content(_Value):
    title_spread: float
    image_win_share: float
    image_win: Range
    image_flat_share: float
    image_harm: Range


class Season(_Value):
    weekday: tuple[float, ...]
    hours: tuple[float, ...]
    month_start: float
    month_end: float
    new_year_dip: float
    new_year_before: float
    new_year_fading: float
    new_year_after: float
    holiday: float


class Campaigns(_Value):
    lift: float
    peak: float
    enrolled: Range
    conversion: float
    not_enrolled: float
    announced_days: int


class Weather(_Value):
    months: tuple[int, ...]
    chance: float
    lift: Range
    days: Range


class TopicShape(_Value):
    chance: float
    lift: Range
    half_life: Range
    conversion: float


class Events(_Value):
    rain: Weather
    cold: Weather
    heat: Weather
    topic: TopicShape


class Buyers(_Value):
    returning: dict[Channel, float]
    appetite: float
    fading: float
    levels: tuple[float, ...]
    asks_known: float


class Sizes(_Value):
    new: float
    returning: float
    large: float


class Orders(_Value):
    size_spread: float
    size: Sizes
    more_lines: float
    next_tier: float
    paid_soon: float
    paid_late: float
    refund: Range
    review: float
    reasons: dict[str, float]


class Service(_Value):
    answer_minutes: float
    answer_spread: float
    never: float


class Stock(_Value):
    restock_days: int


class Parameters(_Value):
    """All ranges of the model; `parameters.yaml` gives each its comment and source."""

    traffic: Traffic
    channels: dict[Channel, ChannelShape]
    price: Price
    ads: Ads
    content: Content
    season: Season
    campaigns: Campaigns
    events: Events
    buyers: Buyers
    orders: Orders
    service: Service
    stock: Stock


class CategoryDemand(_Value):
    """`peak` is a day of the year, `swing` a fraction, `price` yuan a piece, `conversion` a fraction."""

    peak: int
    swing: float
    price: float
    conversion: float


class CategoryEntry(_Value):
    """One entry of `categories.yaml`."""

    name: tuple[str, str]
    words: tuple[str, ...]
    demand: CategoryDemand
    attributes: dict[str, Form]

    @field_validator("attributes")
    @classmethod
    def _no_word_means_two(cls, forms: dict[str, Form]) -> dict[str, Form]:
        for name, (_, _, _, options) in forms.items():
            said = [word.lower() for words in options.values() for word in dict.fromkeys(words)]
            twice = next((word for word in said if said.count(word) > 1), "")
            if twice:
                raise ValueError(f"{name}: {twice} is said of two options")
        return forms


Categories = dict[str, CategoryEntry]
Regions = dict[str, tuple[float, dict[str, float]]]


class World(_Value):
    """Everything the simulated marketplace reads from files."""

    parameters: Parameters
    categories: Categories
    regions: Regions


def load_world(parameters: Path = HERE / "parameters.yaml", categories: Path = HERE / "categories.yaml") -> World:
    """Read and check the files, of which the first two may be others. ConfigError names file and line of a fault."""
    return World(
        parameters=read_yaml(parameters, Parameters),
        categories=read_yaml(categories, Categories),
        regions=read_yaml(HERE / "regions.yaml", Regions),
    )


def forms(world: World) -> tuple[Category, ...]:
    """The categories as the port shows them."""
    return tuple(
        Category(
            id=name,
            zh=entry.name[0],
            en=entry.name[1],
            attributes=tuple(
                Attribute(
                    id=i,
                    zh=zh,
                    en=en,
                    required=required,
                    options=tuple(options),
                    english=tuple(said[0] for said in options.values()),
                    words=tuple(said[1:] for said in options.values()),
                )
                for i, (zh, en, required, options) in entry.attributes.items()
            ),
            words=entry.words,
        )
        for name, entry in world.categories.items()
    )
