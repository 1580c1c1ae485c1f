"""The demo shop's products and story, as `demo.yaml` tells them."""

from decimal import Decimal
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from adapters.market.parameters import HERE


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DemoProduct(_Value):
    """An entry of `demo.yaml`'s products; its comment says what each field means."""

    title: str
    category: str
    visits: float
    tiers: dict[int, Decimal]
    aliases: tuple[str, ...]
    skus: tuple[str, ...]
    attributes: dict[str, str]
    cost: Decimal | None = None
    listed: int | None = None
    stock: int | None = None
    size: float = 1.0
    conversion: float = 1.0


class DemoAction(_Value):
    ago: int
    hour: int
    do: Literal["ads", "title", "image", "price", "sold_out", "take_down"]
    product: str
    value: float | str = ""


class DemoTopic(_Value):
    ago: int
    name: str
    words: tuple[str, ...]
    days: int
    lift: float
    half_life: float


class Demo(_Value):
    products: tuple[DemoProduct, ...]
    actions: tuple[DemoAction, ...]
    enrolled: tuple[str, ...]
    discount: tuple[float, float]
    topic: DemoTopic


def load_demo() -> Demo:
    """Read `demo.yaml`."""
    return Demo.model_validate(yaml.safe_load((HERE / "demo.yaml").read_text(encoding="utf-8")))
