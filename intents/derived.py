"""Computed figures that a text asks for: growth, share, difference, count, sum, ratio, rank, average a day."""

import re

from intents.figures import PEOPLE
from intents.folding import Span
from intents.hours import find_hours
from intents.mentions import Mentions
from intents.patterns import table
from intents.words import words

_DERIVED = table("asked.derived")
_OWN_WORDS = frozenset({"growth", "share"})
"""Computed words that the names of some figures hold too."""
_PART = re.compile(r"占|比重|份额|构成|\b(?:shares?|proportion|portion|of)\b")
_POINTS_MOVED = re.compile(
    r"点|\bpoints?\b|\b(?:lost|gained|added|shed) (?:the )?(?:most|least|fewest)\b|^which provinces"
)
_OVER = re.compile(r"占|比例|比重|\b(?:of|as|to|over|vs|relative|against|per)\b|%")


def without_names(mentions: Mentions) -> str:
    """The text with the names of rates and counts blanked out, so that 投产比 compares nothing and price changes are no
    change."""
    low = mentions.low
    for mention in mentions.of("metric"):
        name = mention.value in ("shop_actions", "days_of_stock") or (
            mention.mark == "" and mention.value not in PEOPLE
        )
        if name and len(mention.span.of(low)) > 2:
            low = low[: mention.span.start] + "\x00" * (mention.span.end - mention.span.start) + low[mention.span.end :]
    return low


def derived_of(mentions: Mentions) -> tuple[str, ...]:
    """In the order of the table."""
    low = mentions.low
    bare = without_names(mentions)
    found = [name for name, pattern in _DERIVED.items() if pattern.search(bare if name in _OWN_WORDS else low)]
    if "goal_pct" in found:
        found = [name for name in found if name not in ("share", "diff", "growth")]
    if "count" in found and {"days_of_stock"} & values_of(mentions) and not _DERIVED["count"].search(bare):
        found.remove("count")
    if "growth" in found and "share" in found and not _PART.search(low):
        found.remove("share")
    if "growth" in found and "diff" in found and _POINTS_MOVED.search(low):
        found.remove("growth")
    if "count" in found and "products_without_sales" in values_of(mentions):
        found.remove("count")
    if "share" in found and "ratio" not in found and _over_another(mentions):
        found[found.index("share")] = "ratio"
    if "share" in found and any(value.endswith(("share", "rate")) for value in values_of(mentions)):
        named = any(word in low for word in ("占比", "share", "占"))
        if "ad_cost_share" in values_of(mentions) or not named:
            found.remove("share")
    return tuple(found)


def _over_another(mentions: Mentions) -> bool:
    """Whether a share is of another figure (退款金额占成交额多少), not of the same figure's whole."""
    named = [mention for mention in mentions.of("metric") if mention.mark != "implied"]
    if len({mention.value for mention in named}) != 2:
        return False
    first, last = named[0], named[-1]
    return _OVER.search(mentions.low[first.span.end : last.span.start]) is not None


def derived_spans(low: str) -> tuple[Span, ...]:
    """Where computed figures (涨了多少, 占比) or the overview are asked for."""
    derived = [*find_hours(low)[1]]
    derived += [Span(*match.span()) for words_for in _DERIVED.values() for match in words_for.finditer(low)]
    return (*derived, *(Span(low.find(text), low.find(text) + len(text)) for text in words().overview if text in low))


def values_of(mentions: Mentions) -> set[str]:
    """Ids of the figures named."""
    return {mention.value for mention in mentions.of("metric")}


_SLOW = re.compile(r"慢|久|\bslow|\blong")
_QUICK = re.compile(r"快|\bfast|\bquick")


def order_of_time(order: str | None, metrics: tuple[str, ...], low: str) -> str | None:
    """The slowest reply takes the most minutes."""
    if not order or metrics[:1] != ("response_time",):
        return order
    return "desc" if _SLOW.search(low) else "asc" if _QUICK.search(low) else order
