"""Another kind of help about what came before: why did it fall, how do I raise it, take it down."""

import re
from dataclasses import replace

from core.query import MetricQuery
from core.understanding import Rewrite
from intents.antecedents import ONE, antecedent
from intents.carrying_on import reading_of, why_words
from intents.day_math import Anchor
from intents.folding import Span
from intents.merging import merge
from intents.patterns import pattern
from intents.query import plain
from intents.reading import Reading
from intents.residue import residue
from intents.scene import Scene, slots_of
from intents.signals import why_signal

_WHY_WORDS = pattern("cross_domain.why_words")
_HELP = pattern("cross_domain.help")
_PRONOUN = re.compile(r"这个数据?|这个|这|那个|那|它|他们|它们|\b(?:it|this|that|them)\b")
ACTION = pattern("cross_domain.action")


def ask_why(scene: Scene) -> Reading | None:
    """为什么跌了 after a figure."""
    base, last = scene.base, scene.last
    if why_signal(scene.low, scene.asked) < 0.5:
        return None
    spans = tuple(Span(*match.span()) for match in _WHY_WORDS.finditer(scene.low))
    most = (2 if scene.lang == "zh" else 6) * (4 if scene.leans else 1)
    if len(residue(scene.mentions, spans)) > most:
        return None
    if base is None or last is None:
        return _why_what(scene)
    if not _leans(scene):
        return None
    return why_of(scene, base)


def why_of(scene: Scene, base: MetricQuery) -> Reading:
    """The figures before, with what is newly said of them, and why they are so."""
    last = scene.last
    asked = scene.asked
    query = plain(merge(base, asked, scene.today).query, keep_compare=bool(asked.compare or asked.compares))
    query = query.model_copy(update={"compare": query.compare or base.compare})
    kind: Rewrite = "in_domain" if last is not None and last.area == "why" else "cross_domain"
    words = why_words(scene, query, scene.text)
    return reading_of(scene, query, kind, rewritten=words, area="why")


def _why_what(scene: Scene) -> Reading | None:
    """为什么跌了 with nothing before it: merchants ask that first thing, of yesterday's amount."""
    if scene.turns or scene.asked.says_anything or why_signal(scene.low, scene.asked) < 0.85:
        return None
    day = Anchor(scene.today).back(1)
    return Reading(
        mode="single", rewrite="none", rewritten=scene.text, slots=scene.mentions.slots(),
        query=MetricQuery(metrics=("gmv",), window=day, window_said=False), why_signal=0.85,
    )  # fmt: skip


def _leans(scene: Scene) -> bool:
    asked = scene.asked
    return (
        not asked.metrics
        or asked.weak
        or scene.opens
        or scene.points
        or (not asked.windows and bool(scene.base and scene.base.window_said))
    )


def ask_for_help(scene: Scene) -> Reading | None:
    """这个怎么提升 after a figure, 把它下架 after a product."""
    return _how_to(scene) or _act(scene)


def _how_to(scene: Scene) -> Reading | None:
    match = _HELP.search(scene.low)
    base = scene.base
    if match is None or base is None or scene.asked.metrics or scene.turns[-1].query is None:
        return None
    pronouns = tuple(Span(*found.span()) for found in _PRONOUN.finditer(scene.low))
    if len(residue(scene.mentions, (Span(*match.span()), *pronouns))) > (2 if scene.lang == "zh" else 6):
        return None
    about = _about(scene, base)
    if scene.lang == "zh":
        words = f"{about}{match[0].replace('它', '')}"
    else:
        words = (
            re.sub(r"\b(?:it|this|that|them)\b", about, match[0])
            if _PRONOUN.search(match[0])
            else f"{match[0]}: {about}"
        )
    return handed_over(scene, words)


def _about(scene: Scene, query: MetricQuery) -> str:
    about = tuple(entry for entry in query.filters if entry.field == "product")
    bare = query.model_copy(update={"window_said": False, "filters": about})
    return scene.wording.subject(bare)


def _act(scene: Scene) -> Reading | None:
    """An action on the product that was talked about."""
    match = ONE.search(scene.low)
    if match is None or scene.mentions.products or not ACTION.search(scene.low):
        return None
    head, tail = scene.text[: match.start()], scene.text[match.end() :]
    words = tuple(f"{head}{scene.wording.product(product.id)}{tail}" for product in antecedent(scene).products)
    if not words:
        return None
    if len(words) > 1:
        reading = handed_over(scene, scene.text)
        return replace(reading, problem="many_products", options=words)
    return handed_over(scene, words[0])


def handed_over(scene: Scene, words: str) -> Reading:
    """A question of another kind, in full."""
    return Reading(
        mode="multi",
        rewrite="cross_domain",
        rewritten=words,
        slots=slots_of(scene, words),
        data_signal=0.1,
    )
