"""What one text asks for, part by part, before anything is inherited or defaulted."""

import re
from dataclasses import dataclass, field, replace

from core.query import Filter, Grain, Having, Window
from intents.day_math import DateProblem
from intents.folding import Span
from intents.hours import find_hours
from intents.mentions import Mentions
from intents.numerals import read_chinese
from intents.patterns import pattern, table
from intents.thresholds import find_thresholds
from intents.wishes import Mention
from intents.words import words

OVERVIEW = ("gmv", "orders", "visitors", "conversion_rate")

_DERIVED = table("asked.derived")
_REGIONS = {
    "江浙沪": ("江苏", "浙江", "上海"), "长三角": ("江苏", "浙江", "上海", "安徽"), "珠三角": ("广东",),
    "京津冀": ("北京", "天津", "河北"), "东三省": ("辽宁", "吉林", "黑龙江"), "东北三省": ("辽宁", "吉林", "黑龙江"),
    "两广": ("广东", "广西"), "两湖": ("湖北", "湖南"), "川渝": ("四川", "重庆"), "云贵川": ("云南", "贵州", "四川"),
}  # fmt: skip
_ACTIONS = table("asked.actions")
_DANGLING = pattern("referents.dangling")
_POINTS = pattern("referents.time")
_FORECAST = pattern("query.forecast")
_PER = table("asked.per")
_COUNTED = {"units": re.compile(r"(?:几|多少)(?:件|个|双|只)"), "orders": re.compile(r"(?:几|多少)单")}
_COUNTS = frozenset({"units", "orders", "page_views", "inquiries", "favourites", "add_to_cart", "impressions"})
_ORDINALS = ["second", "third", "fourth", "fifth", "sixth"]
_DOWN = re.compile(r"跌|降|下滑|掉|减|\b(?:declin|drop|fell|fall|down|decreas|shrink)")
_FASTEST = pattern("asked.fastest")
_WHICH_ONE = pattern("asked.which_one")
_SUPERLATIVE = pattern("asked.superlative")
_PLURAL = pattern("asked.plural")
_PLACE = pattern("asked.place")
_TREND = re.compile(r"趋势|走势|曲线|变化情况|变化趋势|怎么变|波动|\btrend|\bover time\b")
_PIECES = re.compile(r"\bhow many\b.*\b(?:sell|sold)\b")
_SOLD = re.compile(r"^(?!.*how much).*\bsold\b")
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


PEOPLE = frozenset({"buyers", "new_buyers", "returning_buyers"})
WEAK = frozenset(
    [
        "卖",
        "卖得",
        "卖的",
        "出货",
        "人气",
        "流量",
        "客流",
        "traffic",
        "sold",
        "selling",
        "sell",
        "sells",
        "赚多少",
        "怎么样",
        "咋样",
        "如何",
        "数据",
        "情况怎么样",
    ]
)


def read_asked(mentions: Mentions) -> Asked:
    """The parts of one text. Pure."""
    low = mentions.low
    having, _ = find_thresholds(mentions)
    metrics, weak = _metrics(mentions)
    derive = _derived(mentions)
    hours, _ = find_hours(low)
    place = _place(low)
    derive = (*derive, "rank") if place and "rank" not in derive else derive
    shift = next((date.shift for date in mentions.dates if date.shift), None)
    dimensions, loose = _dimensions(mentions)
    if not metrics:
        metrics, dimensions, loose = _meant(low, dimensions, loose)
    per = _per(low, metrics)
    if per:
        dimensions = tuple(name for name in dimensions if name != "buyer")
        metrics, derive = per, (*(name for name in derive if name not in ("avg_per_day", "ratio", "count")), "ratio")
    order = mentions.first("order")
    falling = "growth" in derive and _DOWN.search(low) is not None
    if "growth" in derive and _FASTEST.search(low):
        order = "asc" if falling else "desc"
    limit = mentions.first("limit")
    windows = tuple(d.window for d in mentions.dates if d.window is not None and not d.shift)
    weekends = _weekends(mentions)
    return Asked(
        mentions,
        metrics=metrics,
        weak=weak,
        by_verb=all(_verb(m.span, low) for m in mentions.of("metric")),
        overview=(not metrics or _within_overview(mentions)) and _has(low, words().overview),
        windows=tuple(window for window in windows if not (weekends and window.days == 2)) if weekends else windows,
        shift=shift,
        problem=next((date.problem for date in mentions.dates if date.problem), None),
        filters=(*_filters(mentions), *hours, *weekends),
        dimensions=dimensions,
        loose=loose,
        grain=_grain(mentions),
        trend=_TREND.search(low) is not None,
        compare=mentions.first("compare"),
        compares=_COMPARE_WORD.search(low) is not None,
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


def _meant(
    low: str, dimensions: tuple[str, ...], loose: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Where no figure is named, some dimensions name it themselves: 新客和老客各多少, 退款原因分布."""
    named = (*dimensions, *loose)
    if "refund_reason" in named:
        return ("refund_count",), ("refund_reason",), tuple(name for name in named if name != "refund_reason")
    if named == ("buyer_type",) and _QUANTITY.search(low):
        return ("new_buyers", "returning_buyers"), (), ()
    return (), dimensions, loose


def _dangling(mentions: Mentions, windows: tuple[Window, ...]) -> bool:
    """Whether it points at something that the text itself does not name."""
    if mentions.products:
        return False
    return _DANGLING.search(mentions.low) is not None or (not windows and _POINTS.search(mentions.low) is not None)


def _has(low: str, texts: tuple[str, ...]) -> bool:
    return any(text in low for text in texts)


def _within_overview(mentions: Mentions) -> bool:
    """Whether every figure named is part of a way to ask for all of them (生意怎么样)."""
    return all(
        any(
            text in mentions.low and mention.span.of(mentions.low) in text for text in words().overview if len(text) > 3
        )
        for mention in mentions.of("metric")
    )


def _metrics(mentions: Mentions) -> tuple[tuple[str, ...], bool]:
    """Figures named; verbs (卖, 卖了多少) only where nothing is named. `weak`: nothing but a bare verb."""
    named = mentions.of("metric")
    plain = [mention for mention in named if mention.mark != "implied"]
    implied = [mention for mention in named if mention.mark == "implied"]
    strong = [mention for mention in implied if mention.span.of(mentions.low) not in WEAK]
    chosen = _without_gmv_verb(mentions, plain) or strong or implied
    if plain and strong and not _only_gmv(strong):
        chosen = sorted([*chosen, *strong], key=lambda mention: mention.span)
    if len({mention.value for mention in chosen}) > 1:
        chosen = [mention for mention in chosen if not _PURE.fullmatch(mention.span.of(mentions.low))] or chosen
        chosen = _without_general_people(chosen, mentions.low)
    chosen = [_as_count(mention, mentions.low) for mention in chosen]
    chosen = [mention for mention in chosen if not _only_subject(mention, chosen, mentions.low)]
    values = tuple(dict.fromkeys(m.value for m in chosen))
    weak = bool(implied and not plain and not strong)
    sold = mentions.products and _SOLD.search(mentions.low)
    if weak and values == ("gmv",) and (sold or _PIECES.search(mentions.low)):
        return ("units",), False
    return values, weak


_PURE = re.compile(r"(?:有|共)?(?:几|多少)(?:件|单|笔|个|次|双|只|支|套|盒|人)")
_NUMBER_OF = re.compile(r"最[多少]|(?:多|少)的|次数|笔数|most|least|fewest")


def _without_general_people(chosen: list[Mention], low: str) -> list[Mention]:
    """首次下单的客户 names new buyers, not buyers beside them."""
    special = [mention for mention in chosen if mention.value in ("new_buyers", "returning_buyers")]
    if not special or any(_JOINED.search(low[one.span.start - 2 : one.span.start]) for one in chosen[1:]):
        return chosen
    return [mention for mention in chosen if mention.value != "buyers"] if len(chosen) == 2 else chosen


def _as_count(mention: Mention, low: str) -> Mention:
    """退款最多 is by their number, where no money is spoken of."""
    after = low[mention.span.end : mention.span.end + 4]
    if mention.value == "refund_amount" and mention.span.of(low) == "退款" and _NUMBER_OF.search(after):
        return replace(mention, value="refund_count")
    return mention


_JOINED = re.compile(r"和|跟|与|及|、|[,，/&]|\band\b|\bplus\b|\bvs\b|\bor\b")
_SUBJECTS = re.compile(r"买家|客户|顾客|客人|新客|老客|新买家|老买家|customers?|buyers?|clients?|shoppers?")


def _only_subject(mention: Mention, chosen: list[Mention], low: str) -> bool:
    """Whether people are named as those who did something (L4买家贡献多少成交), not to be counted beside it."""
    if mention.value not in PEOPLE or not _SUBJECTS.fullmatch(mention.span.of(low)):
        return False
    others = [other for other in chosen if other.value != mention.value]
    if not others:
        return False
    reach = 5 if mention.span.of(low).isascii() else 1
    near = (
        low[max(0, mention.span.start - reach) : mention.span.start],
        low[mention.span.end : mention.span.end + reach],
    )
    return not any(_JOINED.search(piece) for piece in near)


def _only_gmv(mentions: list[Mention]) -> bool:
    return all(mention.value == "gmv" for mention in mentions)


def _without_gmv_verb(mentions: Mentions, plain: list[Mention]) -> list[Mention]:
    """卖得最好, best selling stand for GMV only where no other figure is named."""
    others = [mention for mention in plain if mention.value != "gmv" or not _verb(mention.span, mentions.low)]
    return others or plain


def _verb(span: Span, low: str) -> bool:
    return span.of(low).startswith(("卖", "best", "worst", "top", "sold"))


def _derived(mentions: Mentions) -> tuple[str, ...]:
    low = mentions.low
    found = [name for name, pattern in _DERIVED.items() if pattern.search(low)]
    if "count" in found and "products_without_sales" in _values(mentions):
        found.remove("count")
    if "share" in found and "ratio" not in found and _over_another(mentions):
        found[found.index("share")] = "ratio"
    if "share" in found and any(value.endswith(("share", "rate")) for value in _values(mentions)):
        named = any(word in low for word in ("占比", "share", "占"))
        if "ad_cost_share" in _values(mentions) or not named:
            found.remove("share")
    return tuple(found)


_APART = re.compile(
    r"分别|各自|各(?:是|有|卖|占|来|带|下)?了?(?:多少|几)|对比|比较|相比|\b(?:respectively|each|compared?|vs|versus)\b"
)
SPLIT = frozenset({"buyer_type", "day_type", "platform_campaign", "channel", "ad_campaign"})
_QUANTITY = re.compile(r"多少|几|人数|how many|numbers?\b|count")
_OVER = re.compile(r"占|比例|比重|\b(?:of|as|to|over|vs|relative|against|per)\b|%")


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


def _values(mentions: Mentions) -> set[str]:
    return {mention.value for mention in mentions.of("metric")}


def _dimensions(mentions: Mentions) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Dimensions whose rows are wanted, and those only mentioned."""
    named = mentions.of("dimension")
    apart = _APART.search(mentions.low) is not None
    by = dict.fromkeys(mention.value for mention in named if mention.mark == "by" or (apart and mention.value in SPLIT))
    loose = dict.fromkeys(mention.value for mention in named if mention.value not in by)
    if _WHO.search(mentions.low):
        by["buyer"] = None
    if _REASONS.search(mentions.low) and any(value.startswith("refund") for value in _values(mentions)):
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


def _per(low: str, metrics: tuple[str, ...]) -> tuple[str, ...]:
    """每单几件, page views per visitor: one count over another, where that is no figure of its own."""
    for below, shape in _PER.items():
        if not shape.search(low):
            continue
        above = [name for name in metrics if name not in (below, "aov", "gmv_per_buyer", "gmv_per_visitor")]
        above = above or [name for name, said in _COUNTED.items() if name != below and said.search(low)]
        if len(above) == 1 and above[0] in _COUNTS:
            return above[0], below
    return ()


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
    return next((word for word in words().undefined if word in mentions.low and word not in named), "")
