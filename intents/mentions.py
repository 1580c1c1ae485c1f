"""What a text names: dates, metrics, dimensions, elements, products, numbers, limits, wishes, each with its place."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from core.lexicon import Lexicon
from core.understanding import Slot, SlotKind
from intents.aliases import Alias, AliasIndex, Hit, index_of
from intents.dates import FoundDate, find_dates
from intents.folding import Span, fold, free
from intents.numbers import Number, find_numbers
from intents.numerals import read_chinese, read_english
from intents.product_names import ProductHit, find_products
from intents.words import words

REGIONS = ("province", "city")


@dataclass(frozen=True, slots=True)
class Mention:
    """One value and where it stands. `field` is an element's dimension; `mark` says how it was said:

    for a metric "implied"; for an element "not" where it is excluded; for a dimension "by" where rows are wanted.
    """

    kind: SlotKind
    value: str
    span: Span
    field: str = ""
    mark: str = ""


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


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_NUM = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"
_NUM_EN = r"\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty"
_THINGS = r"个|名|位|款|条|种|样|件|家|强|大"
_LIMITS = (
    _c(rf"(?:排名|排行)?(?:前|倒数|后|垫底的?)\s?(?P<n>{_NUM})(?![\d天日周月年%.]|个?月|个?星期|个季度)(?:{_THINGS})?"),
    _c(rf"\b(?:top|bottom|best|worst|first|last|highest|lowest)[ -]?(?P<n>{_NUM_EN})\b(?!\s?(?:days?|weeks?|months?|years?|%|quarters?))"),
    _c(rf"\b(?P<n>{_NUM_EN}) (?:best|worst|top|highest|lowest|most|least|biggest|slowest)\b"),
    _c(rf"(?<=[好差多少高低大小火快慢]的)(?P<n>{_NUM})(?:{_THINGS})?(?!块|元|天)"),
    _c(rf"(?:top|榜单前)\s?(?P<n>{_NUM})(?![\d天])"),
)  # fmt: skip
_WISHES: tuple[tuple[SlotKind, str, re.Pattern[str]], ...] = (
    ("chart", "line", _c(r"趋势图?|走势图?|曲线图?|折线图?|变化曲线|\btrends?\b|\bline chart\b|\bover time\b")),
    ("chart", "hbar", _c(r"条形图|横向柱状图|\bhorizontal bars?(?: chart)?\b")),
    ("chart", "bar", _c(r"柱状图|柱形图|柱图|饼图|\bbar (?:chart|graph)\b|\bbars\b|\bpie(?: chart)?\b")),
    ("chart", "", _c(r"画个?图|画图|作图|图表|图形|出个?图|(?<=[成用个张看])图(?!片)|\bcharts?\b|\bgraphs?\b|\bplot(?:ted)?\b|\bvisuali[sz]e\b")),
    ("grain", "day", _c(r"按天|按日|每天|每日|逐日|逐天|分天|天天|一天天|日趋势|\bdaily\b|\bby (?:the )?day\b|\bper day\b|\beach day\b|\bevery day\b|\bday by day\b|哪一?天|哪几天|\b(?:which|what) days?\b")),
    ("grain", "week", _c(r"按周|每周(?![一二三四五六日天末])|每个?星期(?![一二三四五六日天])|逐周|分周|周趋势|\bweekly\b|\bby week\b|\bper week\b|\beach week\b|\bweek by week\b|哪一?周|\bwhich week\b")),
    ("grain", "month", _c(r"按月|每个?月|逐月|分月|月趋势|\bmonthly\b|\bby month\b|\bper month\b|\beach month\b|\bmonth by month\b|哪个月|哪一?月|\bwhich month\b")),
    ("compare", "previous", _c(r"环比|比上期|较上期|跟上期|和上期|上一?个?周期|上期|\b(?:vs\.?|versus|compared (?:to|with)) (?:the )?(?:previous|prior|last) (?:period|one)\b|\b(?:previous|prior) period\b|\bperiod over period\b|\b[wmd]o[wmd]\b")),
    ("compare", "year", _c(r"同比|\byoy\b|\byear[ -]over[ -]year\b|\byear on year\b")),
    ("compare", "goal", _c(r"目标完成|完成率|完成度|达成率|达标|离目标|距目标|距离目标|目标.{0,4}(?:完成|达成|差|进度)|\b(?:vs\.?|towards?|against|on|of) (?:the |my |our )?(?:goal|target)\b|\bgoal progress\b")),
    ("order", "desc", _c(r"(?:卖|销)[得的]?(?:最|比较)?(?:好|多|火|旺|快)|最(?:好|多|高|大|火|畅销|热销|热|受欢迎|好卖|旺|强|赚钱|贵)|热销|畅销|爆款|排行榜?|排名|榜单|销冠|冠军|(?:从高到低|降序|倒序)|前\s?(?=\d|[一二三四五六七八九十])(?!.{0,2}[天日周月年])"
        r"|\btop\b|\bbest\b|\bhighest\b|\bmost\b|\bbiggest\b|\blargest\b|\bbest[- ]?sellers?\b|\branking\b|\branked\b|\bleading\b|\bdescending\b")),
    ("order", "asc", _c(r"(?:卖|销)[得的]?(?:最)?(?:差|少|不好|不动|慢)|最(?:差|少|低|小|不好|冷门|不好卖|慢|惨|弱|便宜)|垫底|倒数|末位|(?:从低到高|升序)|\bworst\b|\blowest\b|\bfewest\b|\bleast\b|\bslowest\b|\bsmallest\b|\bbottom\b|\bascending\b")),
    ("weekday", "", _c(r"每(?:个)?(?:周|星期|礼拜)(?P<d>[一二三四五六日天末])|\bevery (?P<e>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b")),
)  # fmt: skip
_ALL_OF = r"(?:按照?|分|各个?|每一?个|每|不同|哪一?个|哪些|哪几个|哪|什么|分别|几个)(?:的)?\s?$|\b(?:by|per|each|every|which|what|across|split by|broken down by|group(?:ed)? by) (?:the )?$"
_BY = _c(_ALL_OF)
_BY_AFTER = _c(
    r"(?:分布|构成|结构|排行|排名|榜|拆|分开|来看|维度|明细|对比|分别|呢?各)|\s?(?:breakdown|ranking|split|mix|distribution)"
)
_NOT = _c(
    r"(?:除了?|不含|不算|不包括|排除|去掉|剔除|非|不要|不看|except(?: for)?|excluding|without|other than|not)\s?$"
)
_GENERIC = frozenset(
    "推荐 活动 直接 搜索 广告 付费 大促 推广 外部 search direct campaign campaigns ads paid organic recommended external".split()
)
_TRAFFIC = _c(
    r"\s?(?:渠道|流量|来的|带来|引来|进来|进店|入口|端|的|访客|转化|买家|成交|gmv|订单|呢|$|和|跟|[、,，?？]|channel|traffic|visitors|vs|and)"
)
_AD_METRICS = frozenset(
    {"ad_spend", "ad_impressions", "ad_clicks", "ad_orders", "ad_gmv", "roi", "ctr", "cpc", "ad_cost_share"}
)
_SPOKEN = re.compile("多少|几|了|卖|买")
_AVERAGE = re.compile(r"日均|\b(?:daily average|average daily|average per day|avg\.? per day)\b")
_WEEKDAYS = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "日": "7", "天": "7", "末": "6"}
_FULL = "monday tuesday wednesday thursday friday saturday sunday".split()


def find_mentions(text: str, lexicon: Lexicon, now: datetime) -> Mentions:
    """Read `text` once. Pure; never raises."""
    low = fold(text)
    index = index_of(lexicon)
    dates, hits, strong = _places(low, find_dates(text, now), index)
    taken = [*(date.span for date in dates), *(hit.span for hit in strong)]
    named = _wishes(low, taken)
    limits = _limits(low, taken)
    implied = _implied(low, taken)
    names = [hit for hit in hits if free(hit.span, taken) and not any(_covers(m.span, hit.span) for m in implied)]
    metrics = _named(low, _settle(low, names))
    metrics += [mention for mention in implied if free(mention.span, [metric.span for metric in metrics])]
    if not any(mention.kind == "metric" for mention in metrics):
        metrics += _typos(low, index, [*taken, *(mention.span for mention in metrics)])
    named = [*named, *limits, *metrics]
    products = strong + find_products(low, index, [*taken, *(m.span for m in named if m.kind != "order")])
    numbers = find_numbers(text, (*_no_numbers(named), *taken, *(hit.span for hit in products)))
    ordered = tuple(sorted(named, key=lambda mention: mention.span))
    return Mentions(text, low, dates, ordered, numbers, tuple(sorted(products, key=lambda hit: hit.span)))


def _places(
    low: str, dates: tuple[FoundDate, ...], index: AliasIndex
) -> tuple[tuple[FoundDate, ...], list[Hit], list[ProductHit]]:
    """Dates, names, and the products whose own names hold a date or a name (圣诞树): those go first."""
    hits = index.hits(_AVERAGE.sub(lambda match: "\x00" * len(match[0]), low))
    places = [*(date.span for date in dates), *(hit.span for hit in hits)]
    strong = [hit for hit in find_products(low, index, []) if any(_covers(hit.span, place) for place in places)]
    kept = tuple(date for date in dates if free(date.span, [hit.span for hit in strong]))
    return kept, hits, strong


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer != inner


def _no_numbers(named: list[Mention]) -> list[Span]:
    return [mention.span for mention in named if mention.kind != "order"]


def _wishes(low: str, taken: list[Span]) -> list[Mention]:
    found: list[Mention] = []
    for kind, value, pattern in _WISHES:
        for match in pattern.finditer(low):
            span = Span(*match.span())
            if free(span, [*taken, *(mention.span for mention in found if mention.kind == kind)]):
                found.append(Mention(kind, _weekday(match) if kind == "weekday" else value, span))
    return found


def _weekday(match: re.Match[str]) -> str:
    return _WEEKDAYS[match["d"]] if match["d"] else str(_FULL.index(match["e"]) + 1)


def _limits(low: str, taken: list[Span]) -> list[Mention]:
    for pattern in _LIMITS:
        for match in pattern.finditer(low):
            span = Span(*match.span())
            value = _small(match["n"])
            if value and free(span, taken):
                return [Mention("limit", str(value), span)]
    return []


def _small(text: str) -> int:
    if text.isdigit():
        return int(text)
    value = read_english(text) if text.isascii() else read_chinese(text)
    return int(value) if value is not None else 0


def _settle(low: str, hits: list[Hit]) -> list[Hit]:
    """Several readings of one name: an element where a metric is named elsewhere, else the metric."""
    metrics = {hit.span for hit in hits if hit.alias.kind == "metric"}
    kept: list[Hit] = []
    for span in dict.fromkeys(hit.span for hit in hits):
        same = [hit for hit in hits if hit.span == span]
        wanted = "element" if metrics - {span} else "metric"
        if _BY.search(low[max(0, span.start - 16) : span.start]):
            wanted = "dimension"
        kept.append(next((hit for hit in same if hit.alias.kind == wanted), same[0]))
    return kept


def _named(low: str, hits: list[Hit]) -> list[Mention]:
    about_ads = any(hit.alias.value in _AD_METRICS for hit in hits if hit.alias.kind == "metric")
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
    if alias.kind == "dimension":
        by = _BY.search(before) is not None or _BY_AFTER.match(after) is not None or _says_by(alias)
        return Mention("dimension", alias.value, span, mark="by" if by else "")
    if alias.field == "channel" and (about_ads or (alias.text in _GENERIC and not _TRAFFIC.match(after))):
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


def _implied(low: str, taken: list[Span]) -> list[Mention]:
    """Verbs that ask for a figure; the bare ones (卖, sell) only where no other metric is said."""
    pattern, texts = _implied_pattern()
    found: list[Mention] = []
    for match in pattern.finditer(low):
        span = Span(*match.span())
        if free(span, taken) and not any(mention.value == texts[match[0]] for mention in found):
            found.append(Mention("metric", texts[match[0]], span, mark="implied"))
    return found


def _typos(low: str, index: AliasIndex, taken: list[Span]) -> list[Mention]:
    """A metric with one wrong letter or character: 转化律, vistors."""
    for match in re.finditer(r"[a-z]{5,}|[一-鿿]{3,}", low[:200]):
        found = _near(match, index, taken)
        if found is not None:
            return [found]
    return []


def _near(match: re.Match[str], index: AliasIndex, taken: list[Span]) -> Mention | None:
    chinese = not match[0].isascii()
    for alias in index.aliases:
        size = len(alias.text)
        if (
            alias.kind != "metric"
            or _SPOKEN.search(alias.text)
            or size < (3 if chinese else 6)
            or alias.text.isascii() == chinese
        ):
            continue
        for at in range(len(match[0]) - size + 1) if chinese else (0,):
            piece = match[0][at : at + size] if chinese else match[0]
            if not _one_off(piece, alias.text, chinese):
                continue
            span = Span(match.start() + at, match.start() + at + len(piece))
            if free(span, taken):
                return Mention("metric", alias.value, span)
    return None


def _one_off(piece: str, alias: str, chinese: bool) -> bool:
    if chinese:
        return piece[0] == alias[0] and sum(a != b for a, b in zip(piece, alias, strict=True)) == 1
    return piece[0] == alias[0] and Levenshtein.distance(piece, alias, score_cutoff=2) <= (1 if len(alias) < 8 else 2)
