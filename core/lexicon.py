"""`Lexicon`: what understanding must know of a shop and of the semantic layer; filled by the composition root."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NamedProduct:
    """A product as people refer to it."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Aliases in both languages, lower-cased, to ids; elements of dimensions to their canonical names.

    `metrics` "成交额" → "gmv"; `dimensions` "地区" → "province";
    `elements` {"city": {"义乌": "义乌", "yiwu": "义乌"}, …}.
    """

    metrics: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    elements: dict[str, dict[str, str]] = field(default_factory=dict)
    products: tuple[NamedProduct, ...] = ()
