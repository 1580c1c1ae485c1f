"""What a question says beyond its figures, periods and conditions: a word that the shop may have no data on."""

import re
from functools import cache, lru_cache
from pathlib import Path

import rjieba
import yaml
from pydantic import BaseModel, ConfigDict

from core.query import Filter, MetricQuery
from intents.derived import derived_spans
from intents.folding import Span, is_chinese
from intents.mentions import Mentions
from intents.patterns import pattern, table

UNKNOWN = "unknown"
"""The field of a condition on something that the shop has no data on; its value is the merchant's word."""
WORDS = Path(__file__).with_name("leftover.yaml")
SHORTEST = 4
"""Letters of an English word, part of which was understood, that still say something of their own."""
_PARTS = tuple(
    shape
    for name in (
        "mentions.wishes", "thresholds.before", "thresholds.after", "asked.derived", "asked.per", "mentions.implied",
    )
    for shape in table(name).values()
) + tuple(
    pattern(name)
    for name in (
        "asked.fastest", "asked.which_one", "asked.superlative", "asked.plural", "asked.place", "query.forecast",
        "thresholds.unit", "query.fell", "query.rose",
    )
)  # fmt: skip
_FILLER = pattern("residue.filler", r"(?:{})+\Z")
_FUNCTION = frozenset("dpcuyrmqfeoxhk")
"""First letters of the part-of-speech tags of rjieba (ICTCLAS) that carry no content: adverbs, numbers, particles …"""
_NOUNS = frozenset("nsijlg")
"""Tags of nouns, places, idioms and foreign words (eng begins with e, but is not Chinese)."""
_GOODS = frozenset("伞灯杯袜笔夹包帽鞋衣裤裙碗盆盘锅壶球扇镜锁梳枕")
"""Goods of one character."""
_EMPTY = re.compile(r"[几多这那每各第一两某不没未最更很太挺再还又也都全总共有]")
_WHILE = re.compile(
    r"的?(?:[这那](?:几天|天|周|阵子|阵|段时间|会儿|个月|次)|的时候|时候|期间|以来|之后|以后|之前|以前)"
)
_WORD = re.compile(r"[ -]([a-z]+)")
_PREPOSITION = re.compile(
    r"\b(?:from|in|by|of|for|with|via|per|using|through|to|at|among|excluding|without)"
    r"(?: (?:the|our|my|a|an|all|any|some))? \Z"
)
_GLUE = re.compile(r"[\s的'’-]*\Z")


class _Filler(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: frozenset[str]
    en: frozenset[str]


@cache
def _filler() -> _Filler:
    return _Filler.model_validate(yaml.safe_load(WORDS.read_text(encoding="utf-8")))


@lru_cache(maxsize=32)
def left_over(mentions: Mentions, known: tuple[Span, ...]) -> str:
    """The first piece of the text that nothing explains and that says which part of the shop is meant, as it was
    written; "" if there is none.

    `known` are further places already understood. A word counts where it qualifies something: a noun or, before what
    is counted, any word of content in Chinese; in English what stands before a figure or after a preposition.
    """
    open_ = _unexplained(mentions, known)
    if not any(open_):
        return ""
    first: Span | None = None
    for span in _content(mentions, open_):
        if first is None:
            first = span
        elif _GLUE.match(mentions.low[first.end : span.start]):
            first = Span(first.start, span.end)
        else:
            break
    return _whole(mentions, first, open_) if first else ""


def _unexplained(mentions: Mentions, known: tuple[Span, ...]) -> list[bool]:
    """For each character whether no part of the question stands there."""
    low = mentions.low
    open_ = [char.isalnum() for char in low]
    spans = [
        *(date.span for date in mentions.dates),
        *(mention.span for mention in mentions.named),
        *(number.span for number in mentions.numbers),
        *(hit.span for hit in mentions.products),
        *known,
        *(Span(*match.span()) for shape in _PARTS for match in shape.finditer(low)),
    ]
    for span in spans:
        open_[span.start : span.end] = [False] * (span.end - span.start)
    return open_


def _content(mentions: Mentions, open_: list[bool]) -> list[Span]:
    """The words that say something: neither explained nor filler, and in a place where they qualify."""
    low, at = mentions.low, 0
    found: list[Span] = []
    named = {mention.span.start for mention in mentions.named}
    for word, tag in rjieba.tag(low):
        start = low.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        left = "".join(word[i] for i in range(len(word)) if open_[start + i])
        if not _says_something(word, tag, left):
            continue
        if is_chinese(left):
            counts = tag[0] in _NOUNS or word in _GOODS or _before(low, at, named)
            counts = counts and not (mentions.dates and _WHILE.match(low, at))
        else:
            counts = _before(low, at, named) or _PREPOSITION.search(low[max(0, start - 20) : start]) is not None
            counts = counts or is_chinese(low) or bool(found and _GLUE.match(low[found[-1].end : start]))
        if counts or (not is_chinese(left) and _next_counts(low, at, open_, named)):
            found.append(Span(start, at))
    return found


def _before(low: str, at: int, named: set[int]) -> bool:
    """Whether a part of the question follows."""
    while at < len(low) and low[at] in " 的-":
        at += 1
    return at in named


def _next_counts(low: str, at: int, open_: list[bool], named: set[int]) -> bool:
    """Whether one more unexplained word stands between this one and a part of the question (rice cooker stock)."""
    match = _WORD.match(low, at)
    if match is None or not open_[match.start(1)] or match[1] in _filler().en or _FILLER.match(match[1]):
        return False
    return _before(low, match.end(), named)


def _says_something(word: str, tag: str, left: str) -> bool:
    if not left:
        return False
    if not is_chinese(left):
        plain = word in _filler().en or word.isdigit() or _FILLER.match(word)
        return not plain and (left == word or len(left) >= SHORTEST)
    if left == word and left in _GOODS:
        return True
    if len(left) < 2 or tag[0] in _FUNCTION or _EMPTY.match(word) or {word, left} & _filler().zh:
        return False
    return _FILLER.match(left) is None


def _whole(mentions: Mentions, span: Span, open_: list[bool]) -> str:
    """With the single characters that hang on it: 恐龙灯."""
    end = span.end
    while end < len(open_) and open_[end] and is_chinese(mentions.low[end]) and end - span.end < 2:
        if _FILLER.match(mentions.low[end]):
            break
        end += 1
    return mentions.text[span.start : end]


def with_unknown(query: MetricQuery, mentions: Mentions) -> MetricQuery:
    """With a condition that nothing can meet, where the question says more than was understood: 海外买家的成交."""
    word = left_over(mentions, derived_spans(mentions.low))
    if not word:
        return query
    return query.model_copy(update={"filters": (*query.filters, Filter(field=UNKNOWN, op="eq", value=word))})
