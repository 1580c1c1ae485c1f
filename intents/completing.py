"""What leans on the turn before and asks for no figure: a product put in, or the same once more."""

import re
from dataclasses import dataclass, replace

from core.query import MetricQuery
from core.understanding import Area, PastTurn, Rewrite
from intents.antecedents import ONE, antecedent
from intents.carrying_on import reading_of
from intents.folding import Span, is_chinese
from intents.leaning import points_back
from intents.mentions import Mentions, find_mentions
from intents.merging import merge
from intents.reading import Reading
from intents.scene import Scene, slots_of

SURE = 0.6
LIKELY = 0.4
UNSURE = 0.25
PLAIN_OOS = 0.97
HARDLY = 0.05
PERHAPS = 0.25
PLAINLY = 0.85
"""From here on even an example word for word hangs on the turn before."""
FIGURES: frozenset[Area] = frozenset({"data", "why"})
CERTAIN = 0.9
ACTIONS: frozenset[Area] = frozenset(
    {"price_stock", "publish", "title", "image", "campaign", "ads", "customers", "plan", "goal", "reception", "report"}
)
"""Areas whose messages ask for something to be done: it can be called off or changed."""
NEEDS_PRODUCT: frozenset[Area] = frozenset({"price_stock", "title", "image"})
ASIDES: frozenset[Area] = frozenset({"chitchat", "help"})
_ALSO = re.compile(r"也|同样|一样|照(?:着|这|样)|\b(?:too|also|as well|same|likewise|neither|either)\b")
_WHOLE = re.compile(
    r"所有|全部|全店|整个|每个|每款|[商产]品|新品|新款|低于|超过|\b(?:all|every|each|whole|products?|items?)\b"
)
_ASKS = re.compile(
    r"吗|怎么|如何|多少|几|为什么|为啥|什么|谁|哪|会不会|要不要|能不能|[?？]|^(?:how|what|why|who|which|will|can|could|should|is|does|do|did)\b"
)
_COUNTED = re.compile(r"有(?:几|多少)(?:个|款|条|家|人)?[？?]?$|\bhow many\b")
_SUMMED = re.compile(r"加(?:起来|一起|总)|合(?:计|起来|在一起)|两个一起|\b(?:together|combined|sum)\b")
_NARROWS = re.compile(r"^(?:只|光|仅|单|除了|去掉|不算|不含)|^(?:only|just|without|excluding|except)\b")
_SHARED = re.compile(r"占比|比例|百分比|\b(?:percentages?|shares?|ratios?)\b")
_GO_ON = re.compile(r"继续|接着|回到|\b(?:resume|continue|carry on|back to|go on)\b")
_FILL = re.compile(r"^(?:那|再|就|还是|and|then|now|so)[,，\s]*|[吧呢啊呀了]?[。.!！?？]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Own:
    """What the text by itself is taken for."""

    intent: str
    area: Area
    confidence: float


def speaks_for_itself(scene: Scene, own: Own, score: float, *, exact: bool) -> bool:
    """Whether nothing before may be inherited: a whole message about something else than figures."""
    if own.area in ("chitchat", "help") and own.confidence >= SURE and not points_back(scene.text):
        return True
    if own.area == "oos" and own.confidence >= PLAIN_OOS and len(scene.rest) > 1 and not scene.asked.metrics:
        return scene.turns == () or scene.turns[-1].area != "oos"
    if own.area in ACTIONS and own.confidence >= CERTAIN and _WHOLE.search(scene.low) and not points_back(scene.text):
        return True
    if own.area in FIGURES or (not exact and (scene.points or points_back(scene.text) or needs_product(scene, own))):
        return False
    if exact:
        return score < PLAINLY or own.area in ASIDES or not scene.turns
    if own.area == "oos" and own.confidence >= CERTAIN and len(scene.rest) > 1 and not scene.asked.metrics:
        return scene.turns == () or scene.turns[-1].area != "oos"
    if not scene.turns:
        return own.confidence >= (CERTAIN if own.area in ("oos", "knowledge") else SURE)
    return score < PERHAPS and own.confidence >= (SURE if score < HARDLY else CERTAIN)


def last_matter(scene: Scene) -> PastTurn | None:
    """The newest turn that was no small talk."""
    return next((turn for turn in reversed(scene.turns) if turn.area not in ASIDES), None)


def complete(scene: Scene, own: Own) -> Reading | None:
    """The stand-alone form of a text that leans on `last_matter`; None where there is nothing to lean on."""
    last = last_matter(scene)
    if last is None:
        return None
    resumed = _resumed(scene, own)
    if resumed is not None:
        return resumed
    word = product_word(scene)
    if _is_of_its_own(scene, own, last):
        return _another_kind(scene, own, word, last)
    return _same_again(scene, last)


def _resumed(scene: Scene, own: Own) -> Reading | None:
    if not _GO_ON.search(scene.low) or (own.confidence >= CERTAIN and own.area == "plan"):
        return None
    turn = next((turn for turn in reversed(scene.turns) if turn.area == "publish"), None)
    return None if turn is None else _reading(scene, turn.rewritten or turn.text, "follow_up", turn.area, turn.intent)


def _is_of_its_own(scene: Scene, own: Own, last: PastTurn) -> bool:
    """Whether it asks for another kind of help than the turn before, and says which."""
    if own.area == last.area and own.confidence >= SURE:
        return own.intent != last.intent
    if _NARROWS.match(scene.low) or (scene.mentions.numbers and last.area in ACTIONS and scene.little_left):
        return False
    if _ALSO.search(scene.low) and last.area in ACTIONS and own.area in ACTIONS | {"oos"}:
        return False
    if _ASKS.search(scene.low) and last.area in ACTIONS and own.area not in ACTIONS | {"oos", "chitchat"}:
        return own.confidence >= UNSURE
    if own.area in ("oos", "chitchat"):
        return own.confidence >= CERTAIN and not scene.closes and len(scene.low) > 8
    return own.confidence >= SURE


def _another_kind(scene: Scene, own: Own, word: str, last: PastTurn) -> Reading:
    """Cross-domain: the product that was spoken of is put in."""
    if own.area in ("oos", "chitchat", "handoff", "settings", "approval"):
        return _reading(scene, scene.text, "cross_domain", own.area, own.intent)
    words = with_product(scene, word) if word and not scene.mentions.products else scene.text
    if words == scene.text and own.area == "customers":
        words = f"{last.rewritten or last.text}，{scene.text}"
    kind: Rewrite = "in_domain" if own.area == last.area else "cross_domain"
    return _reading(scene, words, kind, own.area, own.intent)


def with_product(scene: Scene, word: str) -> str:
    """The text with the product's name in place of the pronoun, or in front."""
    match = ONE.search(scene.low)
    if match is None:
        return f"{word}，{scene.text}" if is_chinese(scene.text) else f"{word}: {scene.text}"
    return f"{scene.text[: match.start()]}{word}{scene.text[match.end() :]}"


def names_one(scene: Scene) -> bool:
    """Whether 它 or the like stands for one product that the text doesn't name."""
    return ONE.search(scene.low) is not None and not scene.mentions.products


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


def _same_again(scene: Scene, last: PastTurn) -> Reading:
    """In-domain: the same once more, with the values that were newly said in the places of the old ones."""
    if last.area in FIGURES and last.query is not None:
        return same_figures(scene, last, last.query)
    before = last.rewritten or last.text
    return _reading(scene, replaced(scene, before), "in_domain", last.area, last.intent)


def same_figures(scene: Scene, last: PastTurn, query: MetricQuery) -> Reading:
    """A remark on the figures shown last that changes nothing in them, or only counts or sums them up."""
    wanted = (("count", _COUNTED), ("sum", _SUMMED), ("share", _SHARED))
    derive = [name for name, words in wanted if words.search(scene.low) and query.dimensions]
    query = merge(query, scene.asked, scene.today).query
    query = query.model_copy(update={"derive": tuple(dict.fromkeys((*query.derive, *derive)))})
    before = last.rewritten or last.text
    words = f"{before}，{scene.text}" if is_chinese(before) else f"{before} ({scene.text})"
    return reading_of(scene, query, "follow_up", rewritten=words)


def replaced(scene: Scene, before: str) -> str:
    """`before` with the values of the new text; what has no place there is added at the end."""
    old = find_mentions(before, scene.lexicon, scene.now)
    new, places, left = _values(scene.mentions), _values(old), False
    edits: list[tuple[Span, str]] = []
    for kind, spans in new.items():
        if kind in places:
            edits.append((places[kind][0], spans[0].of(scene.text)))
        else:
            left = True
    for span, words in sorted(edits, key=lambda edit: -edit[0].start):
        before = f"{before[: span.start]}{words}{before[span.end :]}"
    if edits and not left:
        return before
    added = _FILL.sub("", scene.text)
    return f"{before}，{added}" if is_chinese(before) else f"{before}, {added}"


def _values(mentions: Mentions) -> dict[str, list[Span]]:
    """Where each kind of value stands."""
    found: dict[str, list[Span]] = {}
    for date in mentions.dates:
        found.setdefault("window", []).append(date.span)
    for number in mentions.numbers:
        kind = "percentage" if number.kind == "percentage" else "number"
        found.setdefault(kind, []).append(number.span)
    for hit in mentions.products:
        found.setdefault("product", []).append(hit.span)
    for mention in mentions.named:
        if mention.kind in ("region", "channel"):
            found.setdefault(mention.kind, []).append(mention.span)
    return found


def needs_product(scene: Scene, own: Own) -> bool:
    """Whether it asks for something to be done to a product that only the turns before name."""
    return (
        own.area in NEEDS_PRODUCT
        and own.confidence >= LIKELY
        and not scene.mentions.products
        and not _WHOLE.search(scene.low)
        and bool(product_word(replace(scene, turns=scene.turns[-2:])))
    )


def _reading(scene: Scene, words: str, kind: Rewrite, area: Area, intent: str) -> Reading:
    return Reading(
        mode="multi",
        rewrite=kind,
        rewritten=words,
        slots=slots_of(scene, words),
        area_hint=area,
        intent_hint=intent,
    )
