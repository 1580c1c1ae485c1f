"""The matter before said once more, with newly said values in the places of the old ones."""

import re
from dataclasses import dataclass

from intents.folding import Span, fold, is_chinese
from intents.mentions import Mentions, find_mentions
from intents.patterns import pattern
from intents.scene import Scene

_UNIT = re.compile(
    r"\s?(?:个?月|周|星期|天|年|小时|分钟?|点半?|号|日|元|块|毛|分|件|双|个|只|把|盒|箱|套|条|台|张|次|笔|单|人|折|%|成|倍"
    r"|(?:months?|weeks?|days?|years?|hours?|minutes?|yuan|rmb|pcs|pieces|pairs|units|orders?|%|am|pm)\b)"
)
_PLACE = re.compile(
    r"第[一二三四五六七八九十\d]+(?:个|条|项|款|步|张|行|名|份)?|(?:前|后|头|最后)一?[一两二三四五\d]?[个条项款步张]"
    r"|\b(?:the )?(?:first|second|third|fourth|fifth|last)(?: (?:one|item|line|step))?\b|\b(?:line|item|step|number) (?:\d+|one|two|three|four)\b"
)
_CLOCK = re.compile(
    r"(?:凌晨|早上|上午|早|中午|下午|傍晚|晚上|晚)?\s*(?:\d{1,2}|[一二两三四五六七八九十]{1,3})[点點](?:钟|整|半|一刻|三刻)?"
    r"|\d{1,2}[:：]\d{2}(?:\s?[ap]m)?|\b\d{1,2}\s?[ap]m\b"
)
_COLOURS = re.compile(
    r"[红蓝绿黄黑白粉紫灰橙棕]色?(?:款|的)?(?=$|[\d改加减降涨设调库也呢])|(?:大|中|小|加大)[号码](?:的)?|\b(?:red|blue|green|yellow|black|white|pink|purple|grey|gray|orange|large|medium|small)(?: ones?)?\b"
)
_REPORTS = re.compile(r"(?:日|周|月)报|\b(?:daily|weekly|monthly)\b")
_LEAD = re.compile(
    r"^(?:那就?|再|就|还是|也|哦|嗯|不对?|and|then|now|so|also|ok|no|but)[,，\s]*|[吧呢啊呀了吗]?[。.!！?？]*$", re.I
)
_FILLER = pattern("residue.filler")
_SHAPES = (("place", _PLACE), ("clock", _CLOCK), ("colour", _COLOURS), ("report", _REPORTS))


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a text, where it stands, and for numbers the unit behind it."""

    kind: str
    span: Span
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Substituted:
    """`words` stand alone; `edits` values found a place, `left` characters of the new text found none."""

    words: str
    edits: int
    left: int


def substituted(scene: Scene, before: str) -> Substituted:
    """`before` with the values of the scene's text; nothing is appended."""
    old = _runs(values_of(find_mentions(before, scene.lexicon, scene.now)), before)
    new = _runs(values_of(scene.mentions), scene.text)
    taken: set[int] = set()
    edits: list[tuple[Span, str]] = []
    explained: list[Span] = []
    for value in new:
        place = _place_for(value, old, taken)
        if place is None:
            continue
        taken.add(place)
        said = value.span.of(scene.text)
        if value.kind == "number" and value.unit and not old[place].unit:
            said += value.unit
        edits.append((old[place].span, said))
        explained.append(Span(value.span.start, value.span.end + len(value.unit)))
    words = before
    for span, said in sorted(edits, key=lambda edit: -edit[0].start):
        words = f"{words[: span.start]}{said}{words[span.end :]}"
    return Substituted(words, len(edits), len(_rest(scene.low, explained)))


def appended(before: str, text: str) -> str:
    """The matter before with what is newly said of it."""
    added = _LEAD.sub("", text) or text
    return f"{before}，{added}" if is_chinese(before) or is_chinese(text) else f"{before}, {added}"


def _place_for(value: Value, old: list[Value], taken: set[int]) -> int | None:
    fits = [i for i, other in enumerate(old) if i not in taken and other.kind == value.kind]
    if value.kind != "number":
        return fits[0] if fits else None
    same = [i for i in fits if old[i].unit == value.unit]
    loose = [i for i in fits if not (value.unit and old[i].unit) and old[i].unit not in _SPANS_OF_TIME]
    return next(iter([*same, *loose]), None)


_SPANS_OF_TIME = frozenset({"月", "个月", "周", "星期", "天", "年", "month", "months", "week", "weeks", "days", "day"})


def values_of(mentions: Mentions) -> list[Value]:
    """Everything in a text that another value may stand in for, left to right; no two overlap."""
    low = mentions.low
    found: list[Value] = []
    for kind, shape in _SHAPES:
        found += [Value(kind, Span(*match.span())) for match in shape.finditer(low)]
    found += [Value("product", hit.span) for hit in mentions.products]
    found += [Value(one.kind, one.span) for one in mentions.named if one.kind in ("region", "channel", "buyer_type")]
    found += [Value("window", date.span) for date in mentions.dates]
    for number in mentions.numbers:
        unit = _UNIT.match(low, number.span.end)
        kind = "percentage" if number.kind == "percentage" else "number"
        found.append(Value(kind, number.span, unit[0].strip() if unit else ""))
    kept: list[Value] = []
    for value in found:
        if value.span.end > value.span.start and not any(value.span.meets(other.span) for other in kept):
            kept.append(value)
    return sorted(kept, key=lambda value: value.span)


def _runs(values: list[Value], text: str) -> list[Value]:
    """Neighbouring pieces of one product's name as one value."""
    joined: list[Value] = []
    for value in values:
        last = joined[-1] if joined else None
        if last and last.kind == value.kind == "product" and not text[last.span.end : value.span.start].strip():
            joined[-1] = Value("product", Span(last.span.start, value.span.end))
        else:
            joined.append(value)
    return joined


def _rest(low: str, explained: list[Span]) -> str:
    for span in explained:
        low = low[: span.start] + "\x00" * (span.end - span.start) + low[span.end :]
    return _FILLER.sub("", fold(low).replace("\x00", ""))
