"""Facts of one product out of a merchant's free text or caption, zh and en; order and common typos don't matter."""

import re
from decimal import Decimal
from typing import assert_never

from core.market import Tier
from core.products import ProductFacts, ProductField
from intents.numbers import find_numbers
from intents.product_numbers import read_amounts
from intents.product_words import (
    LABELS_EN,
    attribute_label,
    colours_in,
    is_amount_label,
    is_filler,
    is_material,
    labelled,
    sizes_in,
    strip_command,
)

_STRONG = re.compile(r"[,，、;；|。!！?？:：\n\x00]+")
_RENAMED = re.compile(
    r"(?:标题|品名|名字|名称|title|name)\s*(?:改[成为]?|换成|叫|是|to|is|[:：])\s*[:：]?\s*(.+)"
    r"|^\W*(?:标题|(?:the )?(?:title|name)|call it|rename(?: it)?(?: to)?)\s+(.+)",
    re.IGNORECASE,
)
_RELABELLED = re.compile(r"(?:^|[\s,，;；把将])([\u4e00-\u9fff]{2,4}?)(?:改[成为]|换成|变成)\s*([^\s,，;；。]+)")
_RELABELLED_EN = re.compile(
    rf"\b({LABELS_EN})\s+(?:from\s+[\w\s-]+?\s+(?=to\b))?(?:(?:to|is|as|should be|must be|of)\s+)?([^,;\n]+)",
    re.IGNORECASE,
)
_OLD_VALUE = re.compile(r"不是[^,，]*[,，]\s*(?:而?是)?|[\d.]+\s*[元块]?(?=\s*(?:[改换调变][成为到]|to ))")
_CHANGE_ZH = re.compile(r"[改换调变降涨][成为到]|改一下|改")
_CHANGE_EN = re.compile(r"\b(?:change|set|make|update)?\s*(?:the\s+|it\s+)?(\w*)\s+to\b\s*", re.IGNORECASE)
_MONEY = re.compile(r"[元块¥$价]|yuan|rmb|cny|price", re.IGNORECASE)
_LEAST = re.compile(r"起|moq|min", re.IGNORECASE)
_CJK = re.compile(r"[\u4e00-\u9fff]")


def read_product(text: str) -> ProductFacts:
    """What was said and nothing more; "" gives empty facts. Never raises."""
    attributes, places = labelled(text)
    colours, colour_places = colours_in(text)
    sizes, measures = sizes_in(text)
    amounts = read_amounts(_without(text, (*places, *colour_places)))
    return ProductFacts(
        text=strip_command(text),
        name=_name(amounts.rest),
        tiers=amounts.tiers,
        min_order=amounts.min_order,
        stock=amounts.stock,
        attributes={**measures, **attributes},
        colours=colours,
        sizes=sizes,
        cost=amounts.cost,
    )


def read_answer(text: str, field: ProductField, attribute: str = "") -> ProductFacts:
    """The reply to one question, whatever else it says included. `attribute` is the label that was asked for."""
    read = read_product(text)
    facts, said = read.model_copy(update={"name": ""}), text.strip()
    match field:
        case "name":
            told = facts.tiers or facts.stock is not None or facts.min_order is not None
            return facts.model_copy(update={"name": read.name or ("" if told else strip_command(said))})
        case "price":
            price = _bare_number(said)
            found = facts.tiers or ((Tier(min_units=1, price=price),) if price is not None else ())
            return facts.model_copy(update={"tiers": found})
        case "stock":
            return facts if facts.stock is not None else _as_stock(facts, said)
        case "category":
            return _as_words(facts, said).model_copy(update={"category_hint": said})
        case "attribute":
            return _as_words(facts, said).model_copy(update={"attributes": {**facts.attributes, attribute: said}})
        case _:
            assert_never(field)


def read_change(text: str) -> ProductFacts:
    """What is to be changed of a known product: 价格改成8.8, 库存换成3000, 标题改成…, stock to …, 不是9.9，是8.8."""
    named = _RENAMED.search(text)
    if named is not None:
        return ProductFacts(name=strip_command(named[1] or named[2]))
    attributes = {label: value for label, value in _RELABELLED.findall(text) if not is_amount_label(label)}
    attributes |= {attribute_label(label): value.strip() for label, value in _RELABELLED_EN.findall(text)}
    plain = _CHANGE_EN.sub(r"\1 ", _CHANGE_ZH.sub("", _OLD_VALUE.sub("", text)))
    facts = read_product(plain)
    least = facts.min_order if _LEAST.search(text) else None
    said = {"name": "", "text": "", "min_order": least, "attributes": {**attributes, **facts.attributes}}
    return facts.model_copy(update=said)


def _as_stock(facts: ProductFacts, said: str) -> ProductFacts:
    """A number without a word: what was asked for, not a price."""
    count = _bare_number(said)
    if count is None or count != int(count):
        return facts
    return facts.model_copy(update={"stock": int(count), "tiers": (), "min_order": None})


def _as_words(facts: ProductFacts, said: str) -> ProductFacts:
    """304 and "3 and up" are no prices when something else was asked for."""
    if len(find_numbers(said)) > 1 or _MONEY.search(said):
        return facts
    return facts.model_copy(update={"tiers": (), "min_order": None})


def _bare_number(text: str) -> Decimal | None:
    numbers = find_numbers(text)
    return numbers[0].value if numbers else None


def _without(text: str, places: tuple[tuple[int, int], ...]) -> str:
    """The same text with gaps in these places."""
    for start, end in places:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _name(rest: str) -> str:
    """The first thing left that can be a name; a bare material is joined with what follows."""
    chunks = []
    for part in _STRONG.split(rest):
        words = strip_command(part)
        pieces = words.split() if _CJK.search(words) else [words]
        cleaned = [piece for piece in map(strip_command, pieces) if piece and not is_filler(piece)]
        chunks += _joined(cleaned)
    named = [chunk for chunk in chunks if not is_material(chunk)]
    if not named:
        return ""
    first = chunks.index(named[0])
    before = chunks[first - 1] if first else ""
    return _join(before, named[0]) if before else named[0]


def _joined(pieces: list[str]) -> list[str]:
    """Latin letters before a Chinese word belong to it: LED 小夜灯."""
    if len(pieces) > 1 and not _CJK.search(pieces[0]) and _CJK.search(pieces[1]):
        return [_join(pieces[0], pieces[1]), *pieces[2:]]
    return pieces


def _join(before: str, after: str) -> str:
    both_chinese = _CJK.match(before[-1]) and _CJK.match(after[0])
    return before + after if both_chinese else f"{before} {after}"
