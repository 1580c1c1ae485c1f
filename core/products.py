"""`ProductFacts`: what a merchant has said of one product, before it is a draft. Money is yuan."""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from core.market import Tier

ProductField = Literal["name", "price", "category", "attribute", "stock"]
"""What a publication may lack, in order of importance."""


class ProductFacts(BaseModel):
    """Only what was said; "" and None and () mean that it wasn't.

    `text` is the merchant's own words without the command. `tiers` ascend by `min_units`. `attributes` maps a label or
    attribute id to the value as said. `category_hint` is a category's id or its name in either language.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = ""
    name: str = ""
    tiers: tuple[Tier, ...] = ()
    min_order: int | None = None
    stock: int | None = None
    attributes: dict[str, str] = Field(default_factory=dict)
    category_hint: str = ""
    colours: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    cost: Decimal | None = None

    def merged(self, newer: "ProductFacts") -> "ProductFacts":
        """Both together; `newer` wins where it says something. Texts are joined, attributes united, the newest last."""
        said = {name: value for name, value in newer if value not in ("", None, (), {})}
        kept = {label: value for label, value in self.attributes.items() if label not in newer.attributes}
        said["attributes"] = {**kept, **newer.attributes}
        said["tiers"] = _repriced(self.tiers, newer)
        said["text"] = " ".join(text for text in (self.text, newer.text) if text)
        return self.model_copy(update=said)


def _repriced(tiers: tuple[Tier, ...], newer: ProductFacts) -> tuple[Tier, ...]:
    """A price without a quantity is the first tier's; tiers above the first are added; else they are all told anew."""
    if not tiers or not newer.tiers:
        return newer.tiers or tiers
    first = tiers[0]
    if len(newer.tiers) == 1 and newer.tiers[0].min_units == 1 and newer.min_order is None:
        return (Tier(min_units=first.min_units, price=newer.tiers[0].price), *tiers[1:])
    if newer.tiers[0].min_units <= first.min_units:
        return newer.tiers
    united = {tier.min_units: tier for tier in (*tiers, *newer.tiers)}
    return tuple(united[units] for units in sorted(united))
