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
        """Both together; `newer` wins where it says something. Texts are joined, attributes united."""
        said = {name: value for name, value in newer if value not in ("", None, (), {})}
        said["attributes"] = {**self.attributes, **newer.attributes}
        said["text"] = " ".join(text for text in (self.text, newer.text) if text)
        return self.model_copy(update=said)
