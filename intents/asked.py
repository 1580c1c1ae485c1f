"""What one text asks for, part by part, before anything is inherited or defaulted."""

import re
from dataclasses import dataclass, field

from core.query import Filter, Grain, Having, Window
from intents.day_math import DateProblem
from intents.derived import derived_of, order_of_time, values_of, without_names
from intents.figures import (
    figures_meant,
    figures_named,
    is_verb,
    named_ratio,
    one_per_another,
    within_overview,
)
from intents.hours import find_hours
from intents.mentions import Mentions
from intents.numerals import read_chinese
from intents.patterns import pattern, table
from intents.thresholds import find_thresholds
from intents.words import words

OVERVIEW = ("gmv", "orders", "visitors", "conversion_rate")

LOST_MOST = re.compile(r"\b(?:lost|gained|added|shed) (?:the )?most\b")
_BY_FIGURE = re.compile(
    r"\bby (?:the )?(?:gmv|sales|revenue|orders|units|visitors|buyers|spend|aov|roi|conversion|stock|refunds?|margin|profit)\b"
)
_PIECES_COUNTED = re.compile(r"\d+ ?(?:pieces|pcs|units|件)")
_REGIONS = {
    "江浙沪": ("江苏", "浙江", "上海"), "长三角": ("江苏", "浙江", "上海", "安徽"), "珠三角": ("广东",),
    "京津冀": ("北京", "天津", "河北"), "东三省": ("辽宁", "吉林", "黑龙江"), "东北三省": ("辽宁", "吉林", "黑龙江"),
    "两广": ("广东", "广西"), "两湖": ("湖北", "湖南"), "川渝": ("四川", "重庆"), "云贵川": ("云南", "贵州", "四川"),
}  # fmt: skip
_ACTIONS = table("asked.actions")
_DANGLING = pattern("referents.dangling")
_POINTS = pattern("referents.time")
_UNDEFINED = pattern("asked.undefined")
_FORECAST = pattern("query.forecast")
_ORDINALS = ["second", "third", "fourth", "fifth", "sixth"]
_DOWN = re.compile(r"跌|降|下滑|掉|减|\b(?:loser|declin|drop|fell|fall|down|decreas|shrink)")
_FASTEST = pattern("asked.fastest")
_WHICH_ONE = pattern("asked.which_one")
_SUPERLATIVE = pattern("asked.superlative")
_PLURAL = pattern("asked.plural")
_PLACE = pattern("asked.place")
_TREND = re.compile(r"趋势|走势|曲线|变化情况|变化趋势|怎么变|波动|\btrend|\bover time\b")
_WHO = re.compile(r"(?:谁|哪个客人|哪个客户).{0,4}(?:买|付|花)|\bwho (?:buys|bought|spent|spends|paid)")
_REASONS = re.compile(
    r"最(?:多|常见|主要)的?.{0,4}原因|原因(?:排行|排名|分布|占比|构成|有哪些)|\bmost common reasons?\b|\btop reasons?\b"
)
_COMPARE_WORD = re.compile(
    r"(?<![占])比(?!如|例|较好|重)|相比|对比|较(?!好|高|低|多|少|大)|差多少|\bvs\.?(?!\w)|\bversus\b|\bcompar|\bagainst\b|\bthan\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts that the text itself says. `windows` in order of place; `by_rank` when rows are to be ordered."""

    mentions: Mentions
    metrics: tuple[str, ...] = ()
    weak: bool = False
    by_verb: bool = False
    overview: bool = False
    windows: tuple[Window, ...] = ()
    shift: str | None = None
    problem: DateProblem | None = None
    filters: tuple[Filter, ...] = ()
    dimensions: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    grain: Grain | None = None
    trend: bool = False
    compare: str | None = None
    compares: bool = False
    order: str | None = None
    limit: int | None = None
    having: tuple[Having, ...] = ()
    derive: tuple[str, ...] = ()
    falling: bool = False
    chart: str | None = None
    many: tuple[str, ...] = field(default=())
    undefined: str = ""
    absent: str = ""
    dangling: bool = False
    place: int | None = None
    ahead: bool = False

    @property
    def says_anything(self) -> bool:
        """Whether any part of a data question was said."""
        return bool(
            self.metrics or self.overview or self.windows or self.filters or self.dimensions or self.grain
            or self.shift or self.problem or self.many or self.loose
            or self.compare or self.order or self.limit or self.having or self.derive or self.chart is not None
        )  # fmt: skip


def read_asked(mentions: Mentions) -> Asked:
    """The parts of one text. Pure."""
    low = mentions.low
    having, _ = find_thresholds(mentions)
    metrics, weak = figures_named(mentions)
    derive = derived_of(mentions)
    hours, _ = find_hours(low)
    place = _place(low)
    derive = (*derive, "rank") if place and "rank" not in derive else derive
    shift = next((date.shift for date in mentions.dates if date.shift), None)
    dimensions, loose = _dimensions(mentions)
    if any(one.metric == "orders" and one.op == "eq" and one.value == 0 for one in having):
        metrics = tuple(name for name in metrics if name != "products_without_sales")
    if "stock" in metrics and _PIECES_COUNTED.search(low):
        metrics = tuple(name for name in metrics if name != "units")
    if not metrics:
        metrics, dimensions, loose = figures_meant(low, dimensions, loose)
    if metrics == ("new_buyers", "returning_buyers") and "share" in derive:
        metrics, dimensions = ("buyers",), ("buyer_type",)
    per = one_per_another(low, metrics)
    if per:
        dimensions = tuple(name for name in dimensions if name != "buyer")
        metrics, derive = per, (*(name for name in derive if name not in ("avg_per_day", "ratio", "count")), "ratio")
    metrics, derive = named_ratio(metrics, derive)
    if "diff" in derive and LOST_MOST.search(low):
        derive = tuple(name for name in derive if name != "growth")
    order = order_of_time(mentions.first("order"), metrics, low)
    falling = "growth" in derive and _DOWN.search(low) is not None
    if "diff" in derive and LOST_MOST.search(low):
        order = "asc" if re.search(r"\b(?:lost|shed)\b", low) else "desc"
    if "growth" in derive and _FASTEST.search(low):
        order = "asc" if falling else "desc"
    limit = mentions.first("limit")
    windows = tuple(d.window for d in mentions.dates if d.window is not None and not d.shift)
    weekends = _weekends(mentions)
    return Asked(
        mentions,
        metrics=metrics,
        weak=weak,
        by_verb=all(is_verb(m.span, low) for m in mentions.of("metric")),
        overview=(not metrics or within_overview(mentions)) and _has(low, words().overview),
        windows=tuple(window for window in windows if not (weekends and window.days == 2)) if weekends else windows,
        shift=shift,
        problem=next((date.problem for date in mentions.dates if date.problem), None),
        filters=_merged((*_filters(mentions), *hours, *weekends)),
        dimensions=dimensions,
        loose=loose,
        grain=_grain(mentions),
        trend=_TREND.search(low) is not None,
        compare=mentions.first("compare"),
        compares=_COMPARE_WORD.search(without_names(mentions)) is not None,
        order=order or ("desc" if place else None),
        limit=place or (int(limit) if limit else _one(mentions, order)),
        place=place,
        having=having,
        derive=derive,
        falling=falling,
        chart=mentions.first("chart"),
        many=_many(mentions),
        undefined=_undefined(mentions),
        dangling=_dangling(mentions, windows),
        ahead=_FORECAST.search(low) is not None,
    )


def _dangling(mentions: Mentions, windows: tuple[Window, ...]) -> bool:
    """Whether it points at something that the text itself does not name."""
    if mentions.products:
        return False
    return _DANGLING.search(mentions.low) is not None or (not windows and _POINTS.search(mentions.low) is not None)


def _has(low: str, texts: tuple[str, ...]) -> bool:
    return any(text in low for text in texts)


_APART = re.compile(
    r"分别|各自|各(?:自)?(?:是|有|卖|占|来|带|下|贡献|花|买|退|成交|带来|消费)?了?(?:多少|几)|各(?:自)?(?:贡献|成交|带来|消费|花|买)|对比|比较|相比|\b(?:respectively|each|compared?|vs|versus)\b"
)
SPLIT = frozenset({"buyer_type", "day_type", "platform_campaign", "channel", "ad_campaign"})


def _dimensions(mentions: Mentions) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Dimensions whose rows are wanted, and those only mentioned."""
    named = mentions.of("dimension")
    apart = _APART.search(mentions.low) is not None
    ordered = apart or _BY_FIGURE.search(mentions.low) is not None
    by = dict.fromkeys(
        mention.value
        for mention in named
        if mention.mark == "by"
        or (apart and mention.value in SPLIT)
        or (ordered and not apart and mention.span.of(mentions.low).endswith("s"))
    )
    loose = dict.fromkeys(mention.value for mention in named if mention.value not in by)
    if _WHO.search(mentions.low):
        by["buyer"] = None
    if _REASONS.search(mentions.low) and any(value.startswith("refund") for value in values_of(mentions)):
        by["refund_reason"] = None
    return tuple(by), tuple(value for value in loose if value not in by)


def _grain(mentions: Mentions) -> Grain | None:
    found = mentions.first("grain")
    return found if found in ("day", "week", "month") else None  # type: ignore[return-value]


def _filters(mentions: Mentions) -> tuple[Filter, ...]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for mention in mentions.named:
        if mention.field:
            grouped.setdefault((mention.field, mention.mark), []).append(mention.value)
    for hit in mentions.products:
        if len(hit.products) == 1:
            grouped.setdefault(("product", ""), []).append(hit.products[0].id)
    if any(mention.value == "shop_actions" for mention in mentions.of("metric")):
        found = next((kind for kind, shape in _ACTIONS.items() if shape.search(mentions.low)), None)
        if found:
            grouped[("action_type", "")] = [found]
    for name, members in _REGIONS.items():
        if name in mentions.low:
            grouped.setdefault(("province", ""), []).extend(members)
    return tuple(_filter(name, mark, tuple(dict.fromkeys(values))) for (name, mark), values in grouped.items())


def _merged(filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """Two elements of one dimension are either of them; an hour's two ends stay two."""
    chosen: dict[str, list[str]] = {}
    for entry in filters:
        if entry.op in ("eq", "in") and entry.field != "hour":
            values = (entry.value,) if isinstance(entry.value, str) else entry.value
            chosen.setdefault(entry.field, []).extend(values)
    twice = {entry.field for entry in filters if sum(other.field == entry.field for other in filters) > 1}
    rest = tuple(entry for entry in filters if entry.field not in chosen or entry.field not in twice)
    return (*rest, *(_filter(name, "", tuple(dict.fromkeys(chosen[name]))) for name in chosen if name in twice))


def _filter(name: str, mark: str, values: tuple[str, ...]) -> Filter:
    if len(values) > 1:
        return Filter(field=name, op="in", value=values)
    return Filter(field=name, op="ne" if mark == "not" else "eq", value=values[0])


def _one(mentions: Mentions, order: str | None) -> int | None:
    """哪个…最多, the best selling product: one row is asked for."""
    low = mentions.low
    if not order or _PLURAL.search(low):
        return None
    thing = mentions.of("dimension") or mentions.of("grain")
    return 1 if _WHICH_ONE.search(low) or (thing and _SUPERLATIVE.search(low)) else None


def is_singular(low: str) -> bool:
    """Whether one of the best is meant: 最多的客户, the best customer."""
    return _SUPERLATIVE.search(low) is not None and _PLURAL.search(low) is None


def _place(low: str) -> int | None:
    """第二的商品, second best product: a place in the ranking."""
    match = _PLACE.search(low)
    if match is None:
        return None
    said = next(text for text in match.groups() if text)
    if said in _ORDINALS:
        return _ORDINALS.index(said) + 2
    if said[0].isdigit():
        return int(re.sub(r"\D", "", said))
    value = read_chinese(said)
    return int(value) if value is not None and value > 1 else None


def _weekends(mentions: Mentions) -> tuple[Filter, ...]:
    """周末 inside a longer period means its weekends."""
    found = [date for date in mentions.dates if date.window is not None and not date.shift]
    for date in found:
        said = date.span.of(mentions.low)
        longer = any(other.window and other.window.days > 7 for other in found)
        if longer and ("周末" in said or "weekend" in said) and not said.startswith(("上", "last", "this", "本", "这")):
            return (Filter(field="day_type", op="eq", value="weekend"),)
    return ()


def _many(mentions: Mentions) -> tuple[str, ...]:
    """The whole question once per product that an unclear name fits."""
    for hit in mentions.products:
        if len(hit.products) > 1:
            head, tail = mentions.text[: hit.span.start], mentions.text[hit.span.end :]
            return tuple(f"{head}{product.title}{tail}" for product in hit.products)
    return ()


def _undefined(mentions: Mentions) -> str:
    named = " ".join(m.span.of(mentions.low) for m in mentions.named if m.mark != "implied")
    match = None if mentions.products else _UNDEFINED.search(mentions.low)
    plain = next((word for word in words().undefined if word in mentions.low and word not in named), "")
    return plain or (match[0] if match else "")
