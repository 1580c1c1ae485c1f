"""Dates and windows in running text, by the conventions of VOCABULARY.md, zh and en."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from core.query import Window
from intents.date_rules_zh import RULES as CHINESE
from intents.dates_en import RULES as ENGLISH
from intents.dates_zh import count
from intents.day_math import Anchor, DateProblem, year_before
from intents.folding import Span, fold

Shift = Literal["month", "year"]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Where it stands and what it means: a window, or the reason why there is none.

    `shift` marks 上个月同期 and 去年同期, whose window depends on another one where there is one.
    """

    span: Span
    window: Window | None
    problem: DateProblem | None = None
    shift: Shift | None = None


_WITH_TODAY = re.compile(
    r"[（(]?(?:算上|包括|包含|连|含|加上)今[天日](?:在内)?[)）]?|\(?(?:including|incl\.?|counting) today\)?"
)
_SEPARATOR = re.compile(r"(?:号|日)?\s?(?:到|至|~|-|—|–|一直到|to|through|thru|till|until|and)\s?(?:the\s)?")
_FROM = re.compile(r"(?:从|自|打|from |between |starting )$")
_ON = re.compile(
    r"\s?(?:到现在|到目前为止|到目前|至今|以来|为止|开始|起|之后|以后|"
    r"till now|until now|to now|so far|onwards?|on(?![a-z]))"
)
_SINCE = re.compile(r"(?:自从?|since )$")
_CUT = re.compile(
    r"的?(?:(?P<w>最后|最前|前|头|后)(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})个?(?P<u>天|周|星期)|第(?P<k>[一二三四五六七八九十1-9])个?(?P<v>周|星期|天))"
)
_PLACED = re.compile(r"(?:最前|前|头|后)(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?(?:天|周|星期)")
_DIFFERENCE = re.compile(r"\b(?:difference|gap|compare|change)\b")
_BESIDE = re.compile(
    r"的?(?:当天|那天)?的?(?P<w>前|后)(?P<n>\d{1,2}|[一两二三四五六七八九十]{1,2})个?(?P<u>天|周|星期)"
)
_DAY_BESIDE = re.compile(r"\b(?:the )?day (?P<w>before|after) (?:the )?$")
_CHINESE = re.compile(r"[一-鿿]|\d")
_SHIFT = re.compile(r"同期|时候|同一时间|同时期|same |this time")


def find_dates(text: str, now: datetime) -> tuple[FoundDate, ...]:
    """Every date and window in `text`, left to right. `now` is aware, in the shop's zone. Never raises."""
    low = fold(text)
    counted = _WITH_TODAY.search(low)
    anchor = Anchor(now.date(), with_today=counted is not None)
    if counted is not None:
        low = low[: counted.start()] + "\x00" * len(counted[0]) + low[counted.end() :]
    found = _longest_first(_candidates(low, anchor))
    return tuple(_close(low, _cut_all(low, _join_ranges(low, found, anchor)), anchor))


def _candidates(low: str, anchor: Anchor) -> list[FoundDate]:
    rules = (*CHINESE, *ENGLISH) if _CHINESE.search(low) else ENGLISH
    found = []
    for pattern, build in rules:
        for match in pattern.finditer(low):
            outcome = build(match, anchor)
            if outcome is None:
                continue
            shift: Shift | None = None
            if _SHIFT.search(match[0]):
                shift = "month" if "月" in match[0] or "month" in match[0] else "year"
            window = outcome if isinstance(outcome, Window) else None
            found.append(FoundDate(_trimmed(match), window, None if isinstance(outcome, Window) else outcome, shift))
    return found


def _trimmed(match: re.Match[str]) -> Span:
    text = match[0]
    return Span(match.start() + len(text) - len(text.lstrip()), match.end() - (len(text) - len(text.rstrip())))


def _longest_first(found: list[FoundDate]) -> list[FoundDate]:
    """Leftmost and longest wins; the earlier rule among equals."""
    kept: list[FoundDate] = []
    for date in sorted(found, key=lambda date: (date.span.start, -date.span.end)):
        if not kept or date.span.start >= kept[-1].span.end:
            kept.append(date)
    return kept


def _join_ranges(low: str, found: list[FoundDate], anchor: Anchor) -> list[FoundDate]:
    """A 到 B is one window; a narrower period inside the one before it (上个月的中旬) stands for both."""
    joined: list[FoundDate] = []
    for date in found:
        before = joined[-1] if joined else None
        if before is None:
            joined.append(date)
            continue
        between = low[before.span.end : date.span.start]
        if _SEPARATOR.fullmatch(between) and (
            between.strip() != "and" or (_opens(low, before, r"between $") and not _DIFFERENCE.search(low))
        ):
            joined[-1] = _range(before, date, anchor)
        elif between in ("", "的") and _PLACED.match(date.span.of(low)):
            joined.append(date)
        elif between in ("", "的", " ") and _inside(before, date) and not _weekends(low, before, date):
            joined[-1] = replace(date, span=Span(before.span.start, date.span.end))
        else:
            joined.append(date)
    return joined


def _weekends(low: str, outer: FoundDate, inner: FoundDate) -> bool:
    """近30天周末 means all weekends of the period, not the last one."""
    longer = outer.window is not None and outer.window.days > 7
    return longer and inner.span.of(low) in ("周末", "weekend", "weekends", "the weekend")


def _opens(low: str, date: FoundDate, pattern: str) -> bool:
    return re.search(pattern, low[max(0, date.span.start - 9) : date.span.start]) is not None


def _inside(outer: FoundDate, inner: FoundDate) -> bool:
    if outer.window is None or inner.window is None or inner.shift or outer.shift:
        return False
    return outer.window.start <= inner.window.start and inner.window.end <= outer.window.end


def _range(first: FoundDate, last: FoundDate, anchor: Anchor) -> FoundDate:
    span = Span(first.span.start, last.span.end)
    if first.window is None or first.problem:
        return FoundDate(span, None, first.problem)
    if last.window is None:
        end = None if last.problem == "impossible_date" else anchor.last
        return FoundDate(span, None, last.problem) if end is None else _open_ended(span, first.window, anchor)
    start, end = first.window.start, last.window.end
    if start > end:
        start = year_before(start)
    return FoundDate(span, Window(start=start, end=end)) if start <= end else replace(last, span=span)


def _open_ended(span: Span, window: Window, anchor: Anchor) -> FoundDate:
    return FoundDate(span, Window(start=window.start, end=max(window.start, anchor.last)))


def _cut_all(low: str, found: list[FoundDate]) -> list[FoundDate]:
    cut: list[FoundDate] = []
    for date in found:
        if not cut or date.span.start >= cut[-1].span.end:
            cut.append(_cut(low, date))
    return cut


def _beside(low: str, date: FoundDate) -> FoundDate | None:
    """双11前一天, 国庆后三天, the day before singles day: days next to a named one."""
    if date.window is None or date.shift:
        return None
    before = _DAY_BESIDE.search(low[: date.span.start])
    if before is not None:
        day = date.window.start - timedelta(1) if before["w"] == "before" else date.window.end + timedelta(1)
        return FoundDate(Span(before.start(), date.span.end), Window(start=day, end=day))
    match = _BESIDE.match(low, date.span.end) if date.window.days == 1 else None
    if match is None:
        return None
    days = count(match["n"]) * (1 if match["u"] == "天" else 7)
    first = date.window.start - timedelta(days) if match["w"] == "前" else date.window.end + timedelta(1)
    window = Window(start=first, end=first + timedelta(days - 1))
    return FoundDate(Span(date.span.start, match.end()), window) if 0 < days < 100 else None


def _cut(low: str, date: FoundDate) -> FoundDate:
    """上个月最后一周, 10月前三天, 上月第二周."""
    beside = _beside(low, date)
    if beside is not None:
        return beside
    match = _CUT.match(low, date.span.end)
    if match is None or date.window is None:
        return date
    start, end = date.window.start, date.window.end
    span = Span(date.span.start, match.end())
    if match["k"]:
        size = 1 if match["v"] == "天" else 7
        first = start + timedelta(size * (count(match["k"]) - 1))
        last = min(first + timedelta(size - 1), end)
    else:
        days = count(match["n"]) * (1 if match["u"] == "天" else 7)
        from_end = match["w"] in ("最后", "后")
        first, last = (end - timedelta(days - 1), end) if from_end else (start, start + timedelta(days - 1))
    first, last = max(first, start), min(last, end)
    return FoundDate(span, Window(start=first, end=last)) if first <= last else date


def _close(low: str, found: list[FoundDate], anchor: Anchor) -> list[FoundDate]:
    """Takes in 从 before and 以来, so far behind, which make a window run to yesterday."""
    return [_widen(low, date, anchor) for date in found]


def _widen(low: str, date: FoundDate, anchor: Anchor) -> FoundDate:
    head = low[max(0, date.span.start - 9) : date.span.start]
    since, from_ = _SINCE.search(head), _FROM.search(head)
    tail = _ON.match(low, date.span.end)
    start = date.span.start - len((since or from_ or [""])[0])
    if date.window is None or not (since or tail or from_):
        return date
    open_ended = since is not None or (
        tail is not None and (from_ is not None or tail[0].strip() not in ("on", "起", "开始"))
    )
    end = tail.end() if tail is not None and open_ended else date.span.end
    span = Span(start, end)
    return _open_ended(span, date.window, anchor) if open_ended else replace(date, span=span)
