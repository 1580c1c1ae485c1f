"""A category's form, filled from what was said and from nothing else."""

import re

from core.market import Attribute, Category
from core.products import ProductFacts
from tools.products.options import option_meant, option_named

COLOUR = ("颜色", "colour", "color")
SIZE = ("尺寸", "尺码", "规格", "size")
HAN = re.compile(r"[\u4e00-\u9fff]")


def fill(facts: ProductFacts, category: Category) -> dict[str, str]:
    """Attribute id to value. With options a value is one of them, word for word."""
    filled = {}
    for attribute in category.attributes:
        value = _chosen(facts, attribute, category) if attribute.options else _open(facts, attribute)
        if value:
            filled[attribute.id] = value
    return filled


def under_label(facts: ProductFacts, attribute: Attribute) -> str:
    """What was said last under its own label, "" if nothing."""
    names = {attribute.id.lower(), attribute.zh, attribute.en.lower()}
    return next((value for name, value in reversed(facts.attributes.items()) if name.lower() in names), "")


def joined(words: tuple[str, ...]) -> str:
    """红色、蓝色, or red, blue."""
    return ("、" if any(HAN.search(word) for word in words) else ", ").join(words)


def _chosen(facts: ProductFacts, attribute: Attribute, category: Category) -> str:
    """The option said under its label, else the one that the text names."""
    said = under_label(facts, attribute)
    if said:
        return option_meant(said, attribute)
    return option_named(f"{facts.name} {facts.text}", attribute, category)


def _open(facts: ProductFacts, attribute: Attribute) -> str:
    """Free text: what was said under its label, or the colours or sizes."""
    if said := under_label(facts, attribute):
        return said
    if attribute.id in COLOUR or attribute.zh in COLOUR:
        return joined(facts.colours)
    if attribute.id in SIZE or attribute.zh in SIZE:
        return joined(facts.sizes)
    return ""
