"""From the parts of a question to the `MetricQuery` that stands alone, with VOCABULARY.md's defaults."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from core.lexicon import Lexicon
from core.query import Compare, Filter, Grain, Having, MetricQuery, Window
from intents.answering import NEW_OR_NOT, figures_of
from intents.asked import LOST_MOST, Asked, read_asked
from intents.comparing import compare_of, only_compared, windows_in_order
from intents.day_math import Anchor, just_before, same_days_last_year
from intents.leftover import with_unknown
from intents.mentions import find_mentions
from intents.patterns import pattern
from intents.people import LISTED, counting, of_people
from intents.reading import Problem
from intents.unknown_product import names_no_product

SLOW = frozenset({"repurchase_rate", "products_without_sales", "selling_rate", "new_products", "sell_through"})
"""Figures of which a day says nothing: without a period they are asked of 30 days."""
PRODUCT_COUNTS = frozenset({"products_without_sales", "active_products", "new_products"})

OF_PRODUCTS = frozenset({"days_of_stock", "products_without_sales"})
"""Figures of which a list is always one of products."""

_SOLD_SOME = re.compile(
    r"卖出去|卖掉了?|有成交|有订单|有人买|下过单|有买家|有销量|有出单|动销了|出了单|开了单|\b(?:with (?:sales|orders|buyers)|sold at least|had (?:sales|orders)|got sold|bought|ordered|placed orders)\b"
)


_PLUS = re.compile(
    r"江浙沪|长三角|京津冀|三省|两广|两湖|川渝|云贵川|(?<!再)加(?:上)?(?!购|车|起来|在一|一块)|\b(?:plus|combined|together)\b"
)
_THE_THINGS = re.compile(
    r"^(?!.*(?:多少|几|how many)).*(?:的(?:在售|在架)?(?:商品|产品|款|单品|宝贝)[。.!！]?$|[，,].{0,10}$(?<=的商品))|^products (?:with|without|that|not)\b"
)
_EACH = re.compile(r"分别|各(?!类|渠道|省)|每个|\b(?:each|respectively|breakdown)\b")
_FELL = pattern("query.fell")
_ROSE = pattern("query.rose")


@dataclass(frozen=True, slots=True)
class QueryReading:
    """The query, or why there is none."""

    query: MetricQuery | None
    problem: Problem | None = None
    options: tuple[str, ...] = ()


def read_query(text: str, lexicon: Lexicon, now: datetime) -> QueryReading:
    """Read a question that stands alone. `now` is aware, in the shop's zone. Never raises."""
    return query_of(read_asked(find_mentions(text, lexicon, now)), now)


def query_of(asked: Asked, now: datetime, *, whole: bool = False) -> QueryReading:
    """The stand-alone query of what was asked; `whole` where words beyond it say nothing about it."""
    problem = problem_of(asked)
    if problem in ("impossible_date", "future"):
        return QueryReading(None, problem)
    if asked.ahead and not problem:
        return QueryReading(None, "future")
    if asked.dangling and not (asked.filters or asked.dimensions or asked.limit):
        problem = problem or "no_referent"
    asked = counting(of_people(asked))
    metrics = figures_of(asked)
    if not metrics:
        return QueryReading(None, problem, asked.many)
    query = _query(asked, metrics, now.date())
    return QueryReading(query if problem or whole else with_unknown(query, asked.mentions), problem, asked.many)


def why_query_of(asked: Asked, now: datetime) -> QueryReading:
    """What a why question is about: the figure itself, not a list of rows or a trend line; GMV where none is named."""
    if not asked.metrics or asked.weak:
        anything = asked.windows or asked.filters or asked.overview
        asked = replace(asked, metrics=("gmv",) if anything else (), overview=False, weak=False)
    found = query_of(asked, now, whole=True)
    said = bool(asked.compare or asked.compares or asked.shift)
    return found if found.query is None else replace(found, query=plain(found.query, keep_compare=said))


def plain(query: MetricQuery, *, keep_compare: bool) -> MetricQuery:
    """Without rows to rank, buckets and computed changes."""
    kept = tuple(name for name in query.derive if name not in ("growth", "diff", "rank", "count"))
    return query.model_copy(
        update={
            "grain": None, "order": None, "by": None, "limit": None, "derive": kept, "dimensions": (),
            "compare": query.compare if keep_compare else None,
        }
    )  # fmt: skip


def problem_of(asked: Asked) -> Problem | None:
    """What makes it unanswerable as asked."""
    if asked.problem:
        return asked.problem
    if asked.many:
        return "many_products"
    if asked.undefined:
        return "undefined_word"
    return "no_product" if names_no_product(asked.mentions.low, asked) else None


def _query(asked: Asked, metrics: tuple[str, ...], today: date) -> MetricQuery:
    grain = _grain(asked)
    having = _having(asked, metrics)
    dimensions = _dimensions(asked, metrics, grain, having)
    derive = _derive(asked, dimensions, having)
    if metrics == ("new_buyers", "returning_buyers"):
        dimensions = tuple(name for name in dimensions if name != "buyer_type")
    window, said = window_of(asked, today, _default(asked, metrics, dimensions, grain, derive, today))
    grain = grain or (grain_for(window) if asked.trend and not dimensions else None)
    for ending in ("share", "growth"):
        if any(one.metric.endswith(f"_{ending}") and one.metric not in metrics for one in having):
            derive = tuple(dict.fromkeys((*derive, ending)))
    moved = _moved(asked, metrics, dimensions)
    if moved:
        having, derive = (*having, moved), tuple(dict.fromkeys((*derive, "diff")))
    compare = compare_of(asked, window, derive, today)
    ranked = bool(dimensions or grain) and bool(asked.order or asked.limit)
    return MetricQuery(
        metrics=metrics,
        dimensions=dimensions,
        filters=_filters(asked),
        window=window,
        window_said=said,
        grain=grain,
        compare=compare,
        order=_order(asked) if ranked else None,
        by=by_of(asked, metrics) if ranked else None,
        limit=asked.limit if ranked else None,
        having=having,
        derive=derive,
    )


def _moved(asked: Asked, metrics: tuple[str, ...], dimensions: tuple[str, ...]) -> Having | None:
    """哪些省跌了: only those that fell."""
    low = asked.mentions.low
    if not dimensions or asked.order or not metrics:
        return None
    if _FELL.search(low):
        return Having(metric=f"{metrics[0]}_diff", op="lt", value=0)
    return Having(metric=f"{metrics[0]}_diff", op="gt", value=0) if _ROSE.search(low) else None


def _order(asked: Asked) -> Literal["asc", "desc"]:
    return "asc" if asked.order == "asc" else "desc"


def _grain(asked: Asked) -> Grain | None:
    return None if "avg_per_day" in asked.derive else asked.grain


def grain_for(window: Window) -> Grain:
    """The buckets that a trend over a window is drawn in."""
    return "day" if window.days <= 62 else "week" if window.days <= 190 else "month"


def by_of(asked: Asked, metrics: tuple[str, ...]) -> str:
    """What rows are ordered by."""
    if "diff" in asked.derive and "growth" not in asked.derive and LOST_MOST.search(asked.mentions.low):
        return "diff"
    return "growth" if "growth" in asked.derive and metrics else metrics[0]


def _having(asked: Asked, metrics: tuple[str, ...]) -> tuple[Having, ...]:
    if asked.having or "count" not in asked.derive or not (*asked.dimensions, *asked.loose):
        return asked.having
    if _SOLD_SOME.search(asked.mentions.low) and not PRODUCT_COUNTS & set(metrics):
        return (Having(metric="orders", op="gt", value=0),)
    return ()


def _dimensions(
    asked: Asked, metrics: tuple[str, ...], grain: Grain | None, having: tuple[Having, ...]
) -> tuple[str, ...]:
    wanted = list(asked.dimensions)
    rows = bool(asked.order or asked.limit or having or {"share", "rank"} & set(asked.derive))
    if "rank" in asked.derive and asked.filters and not asked.place and not wanted:
        return ()
    if rows or LISTED.search(asked.mentions.low) or _THE_THINGS.search(asked.mentions.low):
        wanted += ["product"] if not wanted and not asked.loose and OF_PRODUCTS & set(metrics) else []
        wanted += [name for name in asked.loose if name not in wanted]
    several_of = [entry.field for entry in asked.filters if entry.op == "in"]
    if rows and not wanted and not several_of and not grain and not any(f.field == "product" for f in asked.filters):
        wanted = ["product"] if asked.order or asked.limit or having else []
    if "share" in asked.derive and not wanted and len(asked.filters) > 1:
        return (_shared(asked),)
    filtered = {entry.field for entry in asked.filters}
    if not _PLUS.search(asked.mentions.low) or "sum" in asked.derive:
        wanted += [entry.field for entry in asked.filters if entry.op == "in" and entry.field not in wanted]
    listed = LISTED.search(asked.mentions.low) or _THE_THINGS.search(asked.mentions.low)
    if "product" in wanted and PRODUCT_COUNTS & set(metrics) and not listed:
        wanted.remove("product")
    several = {entry.field for entry in asked.filters if entry.op == "in"}
    return tuple(name for name in wanted if name not in filtered or name in several)


def _shared(asked: Asked) -> str:
    """Of several conditions beside a share, the one whose part is asked for; the others bound the whole."""
    kinds = [entry.field for entry in asked.filters]
    return next((name for name in ("sku", "city", "buyer_type", "channel") if name in kinds), kinds[-1])


def _filters(asked: Asked) -> tuple[Filter, ...]:
    """A share of several elements is one of the whole, so those filters go; 新客占比 is a share of all buyers."""
    if "share" not in asked.derive:
        return asked.filters
    kind = NEW_OR_NOT.get(asked.metrics)
    extra = (Filter(field="buyer_type", op="eq", value=kind),) if kind else ()
    return (*(entry for entry in asked.filters if entry.op != "in"), *extra)


def _derive(asked: Asked, dimensions: tuple[str, ...], having: tuple[Having, ...]) -> tuple[str, ...]:
    kept = []
    for name in asked.derive:
        if name == "sum" and not dimensions:
            continue
        if name == "count" and not (dimensions or having):
            continue
        kept.append(name)
    joint = "share" in kept and "sum" not in kept and (asked.limit or 0) > 1 and not _EACH.search(asked.mentions.low)
    return (*kept, "sum") if joint else tuple(kept)


def _default(
    asked: Asked,
    metrics: tuple[str, ...],
    dimensions: tuple[str, ...],
    grain: Grain | None,
    derive: tuple[str, ...],
    today: date,
) -> Window:
    """The period taken when none is said."""
    anchor = Anchor(today)
    if asked.compare == "goal" or "goal_pct" in derive:
        month = anchor.settle(today.replace(day=1), anchor.last)
        return month if isinstance(month, Window) else anchor.back(1)
    if grain in ("week", "month"):
        return anchor.back(90 if grain == "week" else 180)
    if SLOW & set(metrics):
        return anchor.back(30)
    many = dimensions or grain or asked.trend or asked.having or set(derive) & {"avg_per_day", "growth"}
    return anchor.back(7 if many else 1)


def window_of(asked: Asked, today: date, default: Window) -> tuple[Window, bool]:
    """The window asked about, and whether it was said."""
    if asked.windows and not only_compared(asked):
        first = windows_in_order(asked)[0]
        return (_widest(asked.windows) if first == asked.windows[0] else first), True
    if asked.windows:
        return _counterpart(asked.windows[0], today), True
    shifted = next((found.window for found in asked.mentions.dates if found.shift), None)
    if shifted is not None and not asked.compares:
        return shifted, True
    if shifted is not None:
        return _counterpart(Window(start=today.replace(day=1), end=today), today), True
    return default, False


def _widest(windows: tuple[Window, ...]) -> Window:
    """The first period, or one that holds it (截止昨天，本月)."""
    first = windows[0]
    return next((other for other in windows[1:] if other.start < first.start and first.end <= other.end), first)


def _counterpart(window: Window, today: date) -> Window:
    """What is compared with 上周 is this week, with 昨天 today, with a month this month, with a year this year."""
    anchor = Anchor(today)
    if window.days == 1:
        day = min(window.start + timedelta(1), today)
        return Window(start=day, end=day)
    starts = {6: anchor.monday(), 7: anchor.monday()}
    start = starts.get(window.days) or (today.replace(day=1) if window.days <= 31 else today.replace(month=1, day=1))
    running = anchor.settle(start, today)
    return running if isinstance(running, Window) else anchor.back(window.days)


def with_window(query: MetricQuery, window: Window, today: date) -> MetricQuery:
    """The same question of another period: a relative comparison moves with it."""
    compare = query.compare
    if compare is not None and compare.kind == "previous":
        compare = Compare(kind="previous", window=just_before(window, today))
    elif compare is not None and compare.kind == "year":
        compare = Compare(kind="year", window=same_days_last_year(window))
    return query.model_copy(update={"window": window, "window_said": True, "compare": compare})
