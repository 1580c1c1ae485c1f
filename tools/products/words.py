"""How a listing is described: prices, stock, attributes, and listings that look alike."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from core.market import Attribute, Category, Product, Tier
from core.money import say_count, say_money, say_percent
from core.phrases import Lang, Phrases

ALIKE = 78
"""rapidfuzz's ratio of two titles, spaces left out, from which they count as the same goods."""


def say_tiers(tiers: Sequence[Tier], phrases: Phrases, lang: Lang) -> str:
    """100个起 9.9元，500个起 8.5元."""
    parts = (
        phrases.say("products.tier", lang, units=say_count(tier.min_units, lang), price=say_money(tier.price, lang))
        for tier in tiers
    )
    return phrases.say("products.comma", lang).join(parts)


def say_attributes(attributes: Mapping[str, str], category: Category, phrases: Phrases, lang: Lang) -> str:
    """In the order of the category's form."""
    parts = (
        phrases.say(
            "products.attribute", lang, label=label(category, one.id, lang), value=shown(one, attributes[one.id], lang)
        )
        for one in category.attributes
        if one.id in attributes
    )
    return phrases.say("products.comma", lang).join(parts)


def label(category: Category, attribute: str, lang: Lang) -> str:
    """An attribute's name; its id if the form has none of this id."""
    found = next((one for one in category.attributes if one.id == attribute), None)
    return attribute if found is None else found.zh if lang == "zh" else found.en


def shown(attribute: Attribute, value: str, lang: Lang) -> str:
    """A value in the merchant's language; what is no option stays as it was said."""
    if lang == "zh" or not attribute.english or value not in attribute.options:
        return value
    return attribute.english[attribute.options.index(value)]


def category_name(category: Category, lang: Lang) -> str:
    return category.zh if lang == "zh" else category.en


def say_margin(price: Decimal, cost: Decimal) -> str:
    """Gross margin at a price."""
    return say_percent((price - cost) / price)


def alike(title: str, products: Sequence[Product]) -> tuple[Product, ...]:
    """Active listings whose title reads like this one, most alike first."""
    plain = _plain(title)
    scored = [(fuzz.ratio(plain, _plain(one.title)), one) for one in products if one.status == "active"]
    return tuple(one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score >= ALIKE)


def _plain(title: str) -> str:
    return "".join(title.split()).lower()
