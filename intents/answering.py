"""The figures that a question is answered with: those named, or what its shape asks for."""

import re

from intents.asked import OVERVIEW, Asked

NEW_OR_NOT: dict[tuple[str, ...], str] = {("new_buyers",): "new", ("returning_buyers",): "returning"}
_BEST_OF = re.compile(
    r"(?:卖得|卖的|销得)最?(?:好|差|火|多|少)的?.{0,8}的|\b(?:best|worst|top)[- ]selling\b.*\b(?:of|'s|for)\b"
)


def figures_of(asked: Asked) -> tuple[str, ...]:
    low = asked.mentions.low
    if asked.overview:
        return OVERVIEW
    if "count" in asked.derive and not asked.metrics and not asked.having:
        named = (*asked.dimensions, *asked.loose)
        return ("active_products",) if "product" in named else ("orders",) if named and _BOUGHT.search(low) else ()
    if "share" in asked.derive and asked.metrics in NEW_OR_NOT:
        return ("buyers",)
    if asked.metrics:
        extra = ("gmv",) if _BEST_OF.search(low) and asked.order else ()
        having = tuple(_COMPUTED.sub("", entry.metric) for entry in asked.having)
        verb_only = asked.weak or asked.metrics == ("gmv",)
        named = () if having and verb_only else asked.metrics
        if having and len(named) > 1:
            named = tuple(name for name in named if name != "active_products")
        if "products_without_sales" in named:
            named = tuple(name for name in named if name not in ("active_products", "gmv"))
        return _as_money(asked, tuple(dict.fromkeys((*extra, *named, *having))))
    if asked.having:
        return tuple(dict.fromkeys(_COMPUTED.sub("", entry.metric) for entry in asked.having))
    return _unnamed(asked)


_IN_MONEY = re.compile(r"\bin (?:yuan|rmb|money)\b|\bhow much\b|\brefunds? (?:\w+ )?in ¥")
_COMPUTED = re.compile(r"(?:(?<!ad_cost)_share|_growth|_diff)$")
"""Endings of computed columns that a threshold may be on."""
_BOUGHT = re.compile(r"买|下单|成交|\b(?:bought|ordered|orders?|buy)\b")
_OF_ADS = {"orders": "ad_orders", "gmv": "ad_gmv", "impressions": "ad_impressions", "click_rate": "ctr"}
_SPENT = re.compile(r"花(?!色)|烧|消耗|\bspen[dt]|\bcost")


def _as_money(asked: Asked, metrics: tuple[str, ...]) -> tuple[str, ...]:
    """Refunds set against money are meant in money; what a campaign of ads or its cost brings are the ads' figures."""
    low = asked.mentions.low
    if "ad_campaign" in (*asked.dimensions, *asked.loose):
        spent = metrics == ("gmv",) and _SPENT.search(low)
        return ("ad_spend",) if spent else tuple(_OF_ADS.get(name, name) for name in metrics)
    if set(metrics) == {"ad_spend", "gmv"} and not asked.derive and not asked.having:
        return tuple(_OF_ADS.get(name, name) for name in metrics)
    if metrics == ("refund_count",) and _IN_MONEY.search(low):
        return ("refund_amount",)
    if "ratio" in asked.derive and {"refund_count", "gmv"} == set(metrics):
        return tuple("refund_amount" if name == "refund_count" else name for name in metrics)
    return metrics


def _unnamed(asked: Asked) -> tuple[str, ...]:
    """The figure meant where none is named."""
    shared = {*asked.dimensions, *asked.loose, *(entry.field for entry in asked.filters)}
    if "refund_reason" in asked.dimensions:
        return ("refund_count",)
    if asked.dimensions == ("buyer_type",) and "share" not in asked.derive:
        return ("new_buyers", "returning_buyers")
    if "share" in asked.derive and shared:
        return ("visitors",) if "channel" in shared else ("buyers",) if "buyer_type" in shared else ("gmv",)
    if (asked.order or asked.limit) and (asked.dimensions or asked.loose or asked.limit or asked.windows):
        return ("gmv",)
    if asked.dimensions and (asked.windows or "share" in asked.derive or asked.chart is not None):
        return ("gmv",)
    compared = asked.compare or asked.compares or asked.shift
    moved = {"growth", "diff"} & set(asked.derive) and (asked.order or asked.windows or compared)
    return ("gmv",) if moved or "goal_pct" in asked.derive or (asked.compares and asked.windows) else ()
