"""A name that should be a product of the shop but fits none: 恐龙灯卖了多少."""

import re

import rjieba

from intents.asked import Asked
from intents.patterns import pattern

_SOLD = re.compile(
    r"^(?:帮我|请|给我|我想)?(?:看一?下|看看|查一?下)?(?:昨天|今天|前天|上周|本周|上个?月|本月|这个?月|最近\d*天?)?"
    r"(?P<x>[一-鿿]{2,8}?)(?:昨天|今天|前天|上周|本周|上个?月|本月|这个?月|最近\d*天?)?"
    r"(?:的?(?:销量|库存|成交额|销售额|转化率|访客)|卖了|卖得|卖的|卖出|卖掉)"
)
_SOLD_EN = pattern("unknown_product.sold_en")
_THINGS = frozenset({"n", "nz", "nr", "ns", "vn", "an", "a", "ng", "nrt", "nt", "b", "q"})
_PEOPLE = re.compile(
    r"我|你|他|她|它|店|谁|家|大家|老板|一共|总|全|都|每|各|这|那|哪|什么|多少|商品|产品|东西|货|客|款|人|品|类|的|单|怎么|一天|天|周|月|年|节|期间|全部|实际|现在|目前|到底"
)
_WE = pattern("unknown_product.we")


def names_no_product(low: str, asked: Asked) -> bool:
    """Whether figures are asked of something that is none of the shop's products, places or channels."""
    if not asked.metrics or asked.mentions.products or asked.filters or asked.dimensions or asked.order:
        return False
    match = _SOLD.match(low)
    if match is not None and not _known(asked, match.span("x")):
        words = rjieba.tag(match["x"])
        return not _PEOPLE.search(match["x"]) and all(tag in _THINGS for _, tag in words)
    english = _SOLD_EN.search(low)
    if english is None:
        return False
    name = "x" if english["x"] else "y"
    return not _known(asked, english.span(name)) and not _WE.search(english[name])


def _known(asked: Asked, place: tuple[int, int]) -> bool:
    """Whether something was recognised there."""
    found = asked.mentions
    spans = [*(date.span for date in found.dates), *(mention.span for mention in found.named)]
    return any(span.start < place[1] and place[0] < span.end for span in spans)
