"""Remarks that work on the last answer: cancel, sum, the second one, again, export, and corrections."""

from core.query import MetricQuery
from intents.antecedents import named_as
from intents.carrying_on import reading_of
from intents.completing import last_matter
from intents.cross_domain import ACTION, handed_over
from intents.folding import Span, fold
from intents.follow_ups import FollowUp, correction_of, follow_up_of, remark_span
from intents.merging import merge, one_product
from intents.query import problem_of
from intents.reading import Reading
from intents.references import topic
from intents.residue import residue
from intents.scene import Scene, reread
from intents.signals import data_signal


def control(scene: Scene) -> Reading | None:
    """取消, 撤销, 继续: on whatever went before."""
    remark = follow_up_of(scene.low.strip())
    if not scene.turns or remark is None or remark.kind != "control":
        return None
    return Reading(mode="multi", rewrite="follow_up", rewritten=scene.text)


def correct(scene: Scene) -> Reading | None:
    """不是访客，是买家."""
    found = correction_of(scene.low)
    if found is None or not scene.turns or scene.context.flow:
        return None
    right = reread(scene, scene.text[scene.low.rfind(found.right) :][: len(found.right)])
    last = last_matter(scene)
    if last is not None and last.query is None:
        return None
    if scene.base is not None and (right.asked.says_anything or right.asked.many) and right.little_left:
        query = merge(scene.base, right.asked, scene.today).query
        problem = problem_of(right.asked)
        return reading_of(
            right, query, "follow_up", problem=problem, options=right.asked.many, correction=True,
        )  # fmt: skip
    words = _corrected(scene, found.wrong, found.right)
    if not words:
        return None
    return Reading(
        mode="multi", rewrite="follow_up", rewritten=words, slots=right.mentions.slots(), is_correction=True,
        data_signal=data_signal(fold(words), right.asked), area_hint=scene.turns[-1].area,
        intent_hint=scene.turns[-1].intent,
    )  # fmt: skip


def _corrected(scene: Scene, wrong: str, right: str) -> str:
    before = scene.turns[-1].rewritten or scene.turns[-1].text
    guess = topic(before) if scene.lang == "zh" and not any(char.isdigit() for char in right) else ""
    old = wrong if wrong and wrong in before else guess
    return before.replace(old, right, 1) if old else ""


def remark(scene: Scene) -> Reading | None:
    """Sum, average, one row, again, export, shorter, in detail."""
    found = follow_up_of(scene.low)
    base = scene.base
    if found is None or found.kind in ("control", "only", "chart"):
        return None
    span = Span(*remark_span(scene.low, found.kind))
    if found.kind == "pick" and base is not None and ACTION.search(scene.low):
        return _pick(scene, base, found.place)
    if len(residue(scene.mentions, (span,))) > (3 if scene.lang == "zh" else 10) or (
        scene.asked.windows and found.kind != "sum"
    ):
        return None
    if base is None:
        return _nothing_there(scene, found)
    if found.kind == "pick":
        return _pick(scene, base, found.place)
    if found.kind in ("sum", "average"):
        return _summed(scene, base, found)
    return _said_again(scene, base, found)


def _nothing_there(scene: Scene, found: FollowUp) -> Reading | None:
    if scene.asked.metrics or scene.asked.windows or (scene.turns and found.kind not in ("pick", "sum")):
        return _on_text(scene) if scene.turns and found.kind not in ("pick", "sum") else None
    return Reading(
        mode="multi", rewrite="follow_up", rewritten=scene.text, slots=scene.mentions.slots(), problem="no_referent",
        data_signal=0.6, area_hint="data" if found.kind in ("sum", "average", "pick") else None,
    )  # fmt: skip


def _on_text(scene: Scene) -> Reading:
    """Shorter, again or in detail after an answer that was no figure: the same question, said so."""
    last = scene.turns[-1]
    words = (
        f"{last.rewritten or last.text}，{scene.text}"
        if scene.lang == "zh"
        else f"{last.rewritten or last.text} ({scene.text})"
    )
    return Reading(mode="multi", rewrite="follow_up", rewritten=words, area_hint=last.area, intent_hint=last.intent)


def _summed(scene: Scene, base: MetricQuery, found: FollowUp) -> Reading:
    query = merge(base, scene.asked, scene.today).query
    name = "sum" if found.kind == "sum" else "avg_per_day"
    if query.grain and not query.dimensions:
        query = query.model_copy(update={"grain": None, "order": None, "by": None, "limit": None})
    if name != "sum" or query.dimensions:
        query = query.model_copy(update={"derive": tuple(dict.fromkeys((*query.derive, name)))})
    question = scene.wording.question(query)
    tail = {"zh": "，合计多少", "en": ", in total"} if name == "sum" else {"zh": "", "en": ""}
    return reading_of(scene, query, "follow_up", rewritten=f"{question}{tail[scene.lang]}", area="data")


def _said_again(scene: Scene, base: MetricQuery, found: FollowUp) -> Reading | None:
    if scene.turns[-1].query is None:
        return _on_text(scene)
    question = scene.wording.question(base)
    if found.kind == "repeat":
        return reading_of(scene, base, "follow_up", rewritten=question)
    words = f"{question}，{scene.text}" if scene.lang == "zh" else f"{question} ({scene.text})"
    return reading_of(scene, base, "follow_up", rewritten=words)


def _pick(scene: Scene, base: MetricQuery, place: int) -> Reading | None:
    """The product in one row of the last answer, with any figures newly named; or an act on it."""
    names = next((turn.products for turn in reversed(scene.turns) if turn.products), ())
    if not names:
        return _placed(scene, base, place)
    product = named_as(scene, names[place]) if -len(names) <= place < len(names) else None
    if product is None:
        return _no_row(scene)
    if ACTION.search(scene.low):
        start, end = remark_span(scene.low, "pick")
        return handed_over(scene, f"{scene.text[:start]}{scene.wording.product(product.id)}{scene.text[end:]}")
    query = one_product(base, product.id)
    query = merge(query, scene.asked, scene.today).query if scene.asked.metrics else query
    return reading_of(scene, query, "follow_up", area="data")


def _placed(scene: Scene, base: MetricQuery, place: int) -> Reading | None:
    """A place in the last ranking, where the names of its rows are not known: the same ranking up to that place."""
    if scene.turns[-1].query is None:
        return None
    if not base.dimensions:
        return _no_row(scene)
    order = base.order or "desc"
    if place < 0:
        order, place = ("asc" if order == "desc" else "desc"), -place - 1
    derive = tuple(dict.fromkeys((*base.derive, "rank"))) if place else base.derive
    by = base.by or base.metrics[0]
    query = base.model_copy(update={"order": order, "by": by, "limit": place + 1, "derive": derive})
    if scene.asked.metrics:
        return _no_row(scene)
    return reading_of(scene, query, "follow_up", area="data")


def _no_row(scene: Scene) -> Reading:
    return Reading(
        mode="multi",
        rewrite="follow_up",
        rewritten=scene.text,
        slots=scene.mentions.slots(),
        problem="no_referent",
        data_signal=0.7,
        area_hint="data",
    )
