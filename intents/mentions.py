"""What a text names: dates, metrics, dimensions, elements, products, numbers, limits, wishes, each with its place."""

import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from weakref import WeakKeyDictionary

from core.lexicon import Lexicon
from core.understanding import Slot, SlotKind
from intents.aliases import Alias, AliasIndex, Hit, index_of
from intents.dates import FoundDate, find_dates
from intents.folding import Span, fold, free
from intents.hours import find_hours
from intents.numbers import Number, find_numbers
from intents.patterns import pattern, table
from intents.product_names import ProductHit, find_products, narrowed
from intents.typos import find_typos
from intents.wishes import Mention, find_limits, find_wishes
from intents.words import words

REGIONS = ("province", "city")


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that was found, in order of place. `low` is the folded text."""

    text: str
    low: str
    dates: tuple[FoundDate, ...]
    named: tuple[Mention, ...]
    numbers: tuple[Number, ...]
    products: tuple[ProductHit, ...]

    def of(self, kind: SlotKind) -> list[Mention]:
        """Those of one kind."""
        return [mention for mention in self.named if mention.kind == kind]

    def first(self, kind: SlotKind) -> str | None:
        """The first value of a kind."""
        return next((mention.value for mention in self.named if mention.kind == kind), None)

    def slots(self) -> tuple[Slot, ...]:
        """As the contract's slots, left to right."""
        found = [(date.span, _date_slot(self.text, date)) for date in self.dates if date.window is not None]
        found += [
            (mention.span, Slot(kind=mention.kind, text=mention.span.of(self.text), value=_value(mention)))
            for mention in self.named
            if mention.mark != "implied"
        ]
        found += [(n.span, Slot(kind=n.kind, text=n.span.of(self.text), value=n.value)) for n in self.numbers]
        found += [
            (hit.span, Slot(kind="product", text=hit.span.of(self.text), value=hit.products[0].title))
            for hit in self.products
            if len(hit.products) == 1
        ]
        return tuple(slot for _, slot in sorted(found, key=lambda pair: pair[0]))


def _date_slot(text: str, date: FoundDate) -> Slot:
    window = date.window
    return Slot(
        kind="window",
        text=date.span.of(text),
        start=window.start if window else None,
        end=window.end if window else None,
    )


def _value(mention: Mention) -> str | Decimal:
    return Decimal(mention.value) if mention.kind == "limit" else mention.value


_BY = pattern("mentions.all_of")
_BY_AFTER = pattern("mentions.by_after")
_NOT = pattern("mentions.excluded")
_GENERIC = frozenset(
    [
        "推荐",
        "活动",
        "直接",
        "搜索",
        "广告",
        "付费",
        "大促",
        "推广",
        "外部",
        "search",
        "direct",
        "campaign",
        "campaigns",
        "ads",
        "paid",
        "organic",
        "recommended",
        "external",
    ]
)
_TRAFFIC = pattern("mentions.traffic")
_FROM = pattern("mentions.from")
_COUNTED_AFTER = re.compile(r"(?:数|量)?(?:更|最|比较)?[多少]")
_AD_METRICS = frozenset(
    {"ad_spend", "ad_impressions", "ad_clicks", "ad_orders", "ad_gmv", "roi", "ctr", "cpc", "ad_cost_share"}
)
_AVERAGE = pattern("mentions.average")
_TURNS = table("mentions.implied")


_READ: WeakKeyDictionary[AliasIndex, OrderedDict[tuple[str, datetime], Mentions]] = WeakKeyDictionary()
_KEPT = 24
"""Texts read last, by lexicon: in one turn the same ones are looked at from several sides."""


def find_mentions(text: str, lexicon: Lexicon, now: datetime) -> Mentions:
    """Read `text` once. Never raises; the same text at the same time is read once only."""
    index = index_of(lexicon)
    kept = _READ.setdefault(index, OrderedDict())
    found = kept.get((text, now))
    if found is None:
        found = kept[text, now] = _read(text, index, now)
        while len(kept) > _KEPT:
            kept.popitem(last=False)
    return found


def _read(text: str, index: AliasIndex, now: datetime) -> Mentions:
    low = fold(text)
    dates, hits, strong = _places(low, find_dates(text, now), index)
    taken = [*(date.span for date in dates), *(hit.span for hit in strong)]
    named = find_wishes(low, taken)
    limits = find_limits(low, taken)
    turned = _turned(low, [hit.span for hit in strong], [hit.span for hit in hits if hit.alias.kind == "metric"])
    implied = _implied(low, [*taken, *(mention.span for mention in turned)])
    names = [hit for hit in hits if free(hit.span, taken) and not any(_covers(m.span, hit.span) for m in implied)]
    names = [hit for hit in names if not _within(hit, turned)]
    metrics = _named(low, _settle(low, names, turned), about_ads=any(m.value in _AD_METRICS for m in turned)) + turned
    metrics += [mention for mention in implied if free(mention.span, [metric.span for metric in metrics])]
    if not any(mention.kind == "metric" for mention in metrics):
        metrics += find_typos(low, index, [*taken, *(mention.span for mention in metrics)])
    named = [*named, *limits, *metrics]
    blocked = [m.span for m in named if m.kind != "order" and m.mark != "turned"]
    products = narrowed(strong + find_products(low, index, [*taken, *blocked]), low, index)
    products, categories = _categories(products, low, index)
    named += [m for m in categories if not any(other.field == "category" for other in named)]
    named = [m for m in named if not (m.field == "category" and any(m.span.meets(hit.span) for hit in products))]
    _, hours = find_hours(low)
    numbers = find_numbers(text, (*_no_numbers(named), *taken, *hours, *(hit.span for hit in products)))
    ordered = tuple(sorted(named, key=lambda mention: mention.span))
    return Mentions(text, low, dates, ordered, numbers, tuple(sorted(products, key=lambda hit: hit.span)))


def _places(
    low: str, dates: tuple[FoundDate, ...], index: AliasIndex
) -> tuple[tuple[FoundDate, ...], list[Hit], list[ProductHit]]:
    """Dates, names, and the products whose own names hold a date or a name (圣诞树): those go first."""
    hits = index.hits(_AVERAGE.sub(lambda match: "\x00" * len(match[0]), low))
    places = [*(date.span for date in dates), *(hit.span for hit in hits)]
    strong = [hit for hit in find_products(low, index, []) if any(_covers(hit.span, place) for place in places)]
    grouped = [hit.span for hit in hits if hit.alias.kind == "dimension"]
    kept = tuple(
        date
        for date in dates
        if free(date.span, [hit.span for hit in strong]) and not any(_covers(span, date.span) for span in grouped)
    )
    return kept, hits, strong


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer != inner


def _no_numbers(named: list[Mention]) -> list[Span]:
    return [mention.span for mention in named if mention.kind != "order"]


def _settle(low: str, hits: list[Hit], turned: list[Mention]) -> list[Hit]:
    """Several readings of one name: an element where a metric is named elsewhere, else the metric."""
    elements = {hit.span for hit in hits if hit.alias.kind == "element"}
    metrics = {hit.span for hit in hits if hit.alias.kind == "metric"} - elements
    about_ads = any(hit.alias.value in _AD_METRICS for hit in hits if hit.alias.kind == "metric")
    kept: list[Hit] = []
    for span in dict.fromkeys(hit.span for hit in hits):
        same = [hit for hit in hits if hit.span == span]
        wanted = "element" if metrics - {span} or turned else "metric"
        promoted = about_ads and any(hit.alias.value == "platform_campaign" for hit in same)
        if (
            promoted
            or _BY.search(low[max(0, span.start - 16) : span.start])
            or _BY_AFTER.match(low[span.end : span.end + 12])
        ):
            wanted = "dimension"
        kept.append(next((hit for hit in same if hit.alias.kind == wanted), same[0]))
    return kept


def _named(low: str, hits: list[Hit], *, about_ads: bool) -> list[Mention]:
    about_ads = about_ads or any(hit.alias.value in _AD_METRICS for hit in hits if hit.alias.kind == "metric")
    found = []
    for hit in hits:
        mention = _mention(low, hit, about_ads)
        if mention is not None:
            found.append(mention)
    return found


def _mention(low: str, hit: Hit, about_ads: bool) -> Mention | None:
    alias, span = hit.alias, hit.span
    before, after = low[max(0, span.start - 18) : span.start], low[span.end : span.end + 12]
    if alias.kind == "metric":
        return Mention("metric", alias.value, span)
    if alias.value == "buyer" and _COUNTED_AFTER.match(after):
        return Mention("metric", "buyers", span)
    if alias.kind == "dimension":
        by = _BY.search(before) is not None or _BY_AFTER.match(after) is not None or _says_by(alias)
        value = "ad_campaign" if about_ads and alias.value == "platform_campaign" else alias.value
        return Mention("dimension", value, span, mark="by" if by else "")
    generic = alias.text in _GENERIC and not _TRAFFIC.match(after) and not _FROM.search(before)
    if alias.field == "channel" and (about_ads or generic):
        return None
    mark = "not" if _NOT.search(before) else ""
    return Mention(_element_kind(alias.field), alias.value, span, alias.field, mark)


def _says_by(alias: Alias) -> bool:
    """Aliases that ask for rows by themselves: 哪个商品, 各省, by channel, hourly."""
    return alias.text.startswith(("哪", "各", "每", "by ", "per ", "each ", "which ", "top ")) or alias.text == "hourly"


def _element_kind(field: str) -> SlotKind:
    if field in REGIONS:
        return "region"
    return "channel" if field == "channel" else "buyer_type" if field == "buyer_type" else "text"


@lru_cache(maxsize=1)
def _implied_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    texts = {text: metric for metric, many in words().implied.items() for text in many}
    ordered = sorted(texts, key=len, reverse=True)
    alternatives = "|".join(
        rf"\b{re.escape(text)}\b" if text.isascii() and text[0].isalpha() else re.escape(text) for text in ordered
    )
    return re.compile(alternatives), texts


def _categories(products: list[ProductHit], low: str, index: AliasIndex) -> tuple[list[ProductHit], list[Mention]]:
    """玩具 is a part of many products' names, and of the name of one category: that is meant."""
    kept: list[ProductHit] = []
    found: list[Mention] = []
    names = index.lexicon.elements.get("category", {})
    for hit in products:
        said = hit.span.of(low)
        fitting = {value for name, value in names.items() if said in name} if len(hit.products) > 1 else set()
        if len(fitting) == 1:
            found.append(Mention("text", fitting.pop(), hit.span, "category"))
        else:
            kept.append(hit)
    return kept, found


def _within(hit: Hit, turned: list[Mention]) -> bool:
    """Whether a name is part of a turn of phrase that says more than it."""
    if (hit.alias.kind == "dimension" and hit.alias.value != "buyer") or (
        hit.alias.kind == "element" and hit.alias.field != "channel"
    ):
        return False
    return any(m.span.start <= hit.span.start and hit.span.end <= m.span.end for m in turned)


def _turned(low: str, taken: list[Span], named: list[Span]) -> list[Mention]:
    """Turns of phrase that ask for a figure as plainly as its name (卖了几双)."""
    found: list[Mention] = []
    said = [(metric, match) for metric, shape in _TURNS.items() for match in shape.finditer(low)]
    for metric, match in sorted(said, key=lambda pair: pair[1].start() - pair[1].end()):
        if not any(mention.value == metric for mention in found):
            span = Span(*match.span())
            longer = any(_covers(other, span) or other == span for other in named)
            if not longer and free(span, [*taken, *(mention.span for mention in found)]):
                found.append(Mention("metric", metric, span, mark="turned"))
    return found


def _implied(low: str, taken: list[Span]) -> list[Mention]:
    """Verbs that ask for a figure; the bare ones (卖, sell) only where no other metric is said."""
    shape, texts = _implied_pattern()
    found: list[Mention] = []
    for match in shape.finditer(low):
        span = Span(*match.span())
        if free(span, taken) and not any(mention.value == texts[match[0]] for mention in found):
            found.append(Mention("metric", texts[match[0]], span, mark="implied"))
    return found
