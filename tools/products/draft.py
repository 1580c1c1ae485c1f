"""From what a merchant said to a draft that can be published, or to what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.market import TITLE_LIMIT, Attribute, Category, ProductDraft, Tier
from core.phrases import Lang, Phrase
from core.products import ProductFacts, ProductField
from tools.gate.adlaw import forbidden_words, without_forbidden
from tools.products.attributes import HAN, fill, under_label
from tools.products.options import VAGUE, option_named
from tools.products.predict import Prediction, chosen, predict
from tools.products.words import category_name, label, shown

REPEATED = 24
"""Characters."""
COMMA: dict[Lang, str] = {"zh": "、", "en": ", "}


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to ask. `label` is the attribute's in the merchant's language; `options` are texts to choose from;
    `attribute` is the form's own field when one is asked for."""

    field: ProductField
    question: Phrase
    label: str = ""
    options: tuple[str, ...] = ()
    attribute: Attribute | None = None


@dataclass(frozen=True, slots=True)
class DraftResult:
    """`draft` None while anything is missing; `missing` in order of importance; `notes` are to be said once."""

    draft: ProductDraft | None
    missing: tuple[Missing, ...]
    notes: tuple[Phrase, ...] = ()


def complete(
    facts: ProductFacts, categories: Sequence[Category], lang: Lang, images: tuple[str, ...] = ()
) -> DraftResult:
    """Nothing is invented: what was not said, and does not follow from what was, is asked for."""
    found = _category(facts, categories)
    filled = fill(facts, found.category) if found.category else {}
    missing = _missing(facts, found, filled, lang)
    title = compose_title(facts, tuple(filled.values()))
    words = forbidden_words(f"{facts.text} {facts.name}")
    notes = (Phrase("products.word_left_out", {"words": COMMA[lang].join(words)}),) if words else ()
    if missing or found.category is None or facts.stock is None:
        return DraftResult(None, missing, notes)
    draft = ProductDraft(
        title=title,
        category=found.category.id,
        attributes=filled,
        tiers=tiers_from(facts),
        stock=facts.stock,
        images=images,
        cost=facts.cost,
    )
    return DraftResult(draft, (), notes)


def compose_title(facts: ProductFacts, values: Sequence[str]) -> str:
    """The name, then what else is known of it, as long as it fits; a word is not said twice, none is forbidden. An
    English name stays as it was said: what is known of it else is Chinese."""
    title = without_forbidden(facts.name)[:TITLE_LIMIT].strip()
    if HAN.search(title) is None:
        return title
    for value in (*values, *facts.colours, *facts.sizes):
        words = without_forbidden(value)
        if not words or words in VAGUE or words.lower() in title.lower() or len(title) + 1 + len(words) > TITLE_LIMIT:
            continue
        title = f"{title} {words}"
    return title


def tiers_from(facts: ProductFacts) -> tuple[Tier, ...]:
    """Ascending; the first begins at the minimum order, tiers below it fall away."""
    tiers = sorted(facts.tiers, key=lambda tier: tier.min_units)
    least = facts.min_order
    if least is None or not tiers:
        return tuple(tiers)
    base = [tier for tier in tiers if tier.min_units <= least]
    above = tuple(tier for tier in tiers if tier.min_units > least)
    if base:
        return (Tier(min_units=least, price=base[-1].price), *above)
    return (Tier(min_units=least, price=above[0].price), *above[1:])


def facts_of(draft: ProductDraft) -> ProductFacts:
    """A draft as facts again, to be edited. What `compose_title` added is taken off, since it may change."""
    name, added = draft.title, [f" {value}" for value in draft.attributes.values()]
    while ending := next((value for value in added if name.endswith(value)), ""):
        name = name.removesuffix(ending)
    return ProductFacts(
        name=name,
        tiers=draft.tiers,
        min_order=draft.tiers[0].min_units if draft.tiers else None,
        stock=draft.stock,
        attributes=draft.attributes,
        category_hint=draft.category,
        cost=draft.cost,
    )


def options_in(text: str, facts: ProductFacts, categories: Sequence[Category]) -> dict[str, str]:
    """The options of the product's form that a text names, by attribute id: "knee-high" or 改成竹纤维."""
    category = _category(facts, categories).category
    forms = () if category is None else category.attributes
    named = {one.id: option_named(text, one, category) for one in forms if category and one.options}
    return {name: option for name, option in named.items() if option}


def _category(facts: ProductFacts, categories: Sequence[Category]) -> Prediction:
    hinted = chosen(facts.category_hint, categories) if facts.category_hint else None
    if hinted is not None:
        return Prediction(hinted, (hinted,))
    return predict(without_forbidden(facts.name), f"{facts.text} {facts.category_hint}", categories)


def _missing(facts: ProductFacts, found: Prediction, filled: dict[str, str], lang: Lang) -> tuple[Missing, ...]:
    """Name, price, category, required attributes, stock."""
    missing = []
    if not without_forbidden(facts.name):
        missing.append(Missing("name", Phrase("products.ask_name")))
    if not facts.tiers:
        missing.append(Missing("price", Phrase("products.ask_price")))
    if found.category is None:
        options = tuple(category_name(one, lang) for one in found.options)
        missing.append(Missing("category", Phrase("products.ask_category"), options=options))
    else:
        missing.extend(_attributes(facts, found.category, filled, lang))
    if facts.stock is None:
        missing.append(Missing("stock", Phrase("products.ask_stock")))
    return tuple(missing)


def _attributes(facts: ProductFacts, category: Category, filled: dict[str, str], lang: Lang) -> list[Missing]:
    missing = []
    for one in category.attributes:
        if one.required and one.id not in filled:
            name = label(category, one.id, lang)
            options = tuple(shown(one, option, lang) for option in one.options)
            question = _question(one, name, under_label(facts, one), lang)
            missing.append(Missing("attribute", question, name, options, one))
    return missing


def _question(attribute: Attribute, name: str, said: str, lang: Lang) -> Phrase:
    """Free text, a choice, or the choice again."""
    spoken = name if lang == "zh" else name[:1].lower() + name[1:]
    if not attribute.options:
        return Phrase("products.ask_attribute", {"label": spoken})
    if not said:
        return Phrase("products.ask_option", {"label": spoken})
    return Phrase("products.ask_option_again", {"label": spoken, "value": _shortened(said)})


def _shortened(said: str) -> str:
    """As much of an answer as is worth repeating."""
    return said if len(said) <= REPEATED else f"{said[: REPEATED - 1].rstrip()}…"
