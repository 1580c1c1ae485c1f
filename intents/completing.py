"""What leans on the turn before and asks for no figure: a product put in, or the same once more."""

import re
from dataclasses import dataclass, replace

from core.query import MetricQuery
from core.understanding import Area, PastTurn
from intents.antecedents import ONE, antecedent
from intents.carrying_on import reading_of
from intents.folding import is_chinese
from intents.mentions import find_mentions
from intents.merging import merge
from intents.reading import Reading
from intents.scene import Scene

FIGURES: frozenset[Area] = frozenset({"data", "why"})
ASIDES: frozenset[Area] = frozenset({"chitchat", "help"})
_COUNTED = re.compile(r"有(?:几|多少)(?:个|款|条|家|人)?[？?]?$|\bhow many\b")
_SUMMED = re.compile(r"加(?:起来|一起|总)|合(?:计|起来|在一起)|两个一起|\b(?:together|combined|sum)\b")
_SHARED = re.compile(r"占比|比例|百分比|\b(?:percentages?|shares?|ratios?)\b")


@dataclass(frozen=True, slots=True)
class Own:
    """What the text by itself is taken for."""

    intent: str
    area: Area
    confidence: float


def last_matter(scene: Scene) -> PastTurn | None:
    """The newest turn that was no small talk."""
    return next((turn for turn in reversed(scene.turns) if turn.area not in ASIDES), None)


def with_product(scene: Scene, word: str) -> str:
    """The text with the product's name in place of the pronoun, or in front."""
    match = ONE.search(scene.low)
    if match is None:
        return f"{word}，{scene.text}" if is_chinese(scene.text) else f"{word}: {scene.text}"
    return f"{scene.text[: match.start()]}{word}{scene.text[match.end() :]}"


def product_word(scene: Scene) -> str:
    """The name by which the merchant called the product spoken of last; "" without one."""
    for turn in reversed(scene.turns):
        hits = find_mentions(turn.text, scene.lexicon, scene.now).products
        if hits:
            return hits[-1].span.of(turn.text)
        about = antecedent(replace(scene, turns=(turn,)))
        if about.sure:
            return scene.wording.product(about.products[0].id)
    return ""


def same_figures(scene: Scene, last: PastTurn, query: MetricQuery) -> Reading:
    """A remark on the figures shown last that changes nothing in them, or only counts or sums them up."""
    wanted = (("count", _COUNTED), ("sum", _SUMMED), ("share", _SHARED))
    derive = [name for name, words in wanted if words.search(scene.low) and query.dimensions]
    query = merge(query, scene.asked, scene.today).query
    query = query.model_copy(update={"derive": tuple(dict.fromkeys((*query.derive, *derive)))})
    before = last.rewritten or last.text
    words = f"{before}，{scene.text}" if is_chinese(before) else f"{before} ({scene.text})"
    return reading_of(scene, query, "follow_up", rewritten=words)
