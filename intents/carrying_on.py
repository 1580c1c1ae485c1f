"""Same topic, a part added or replaced: 那上周呢, 只看义乌的, 按渠道拆开, what about buyers."""

import re
from typing import Literal

from core.lexicon import NamedProduct
from core.query import MetricQuery
from core.understanding import Area, Rewrite, Slot
from intents.antecedents import MANY, ONE, antecedent
from intents.asked import Asked
from intents.follow_ups import follow_up_of
from intents.merging import ALL, REVERSED, merge, one_product, these_products
from intents.query import problem_of
from intents.reading import Problem, Reading
from intents.rewriting.elliptic import in_the_light_of
from intents.scene import Scene
from intents.signals import data_signal, why_signal

_CHANGE = re.compile(r"(?:没有?|不)?(?:涨|跌|降|升|掉|下滑|上升|下降|减少|增加)了?(?:这么多|那么多|这么快)?")
_CHANGE_EN = re.compile(
    r"\b(?:drop(?:ped)?|fall|fell|rise|rose|go (?:up|down)|went (?:up|down)|declined?|increased?|decreased?|change)\b"
)

_HOW_MUCH = re.compile(
    r"多少|几|怎么样|咋样|如何|高不高|\bhow (?:much|many|is|are|was|were)\b|\bwhat(?:'s| is| was| are| were)\b"
)


def carry_on(scene: Scene) -> Reading | None:
    """Merge the parts said into the question before."""
    if scene.base is not None:
        scene = in_the_light_of(scene, scene.base)
    asked, base = scene.asked, scene.base
    if not _says_something(scene) or not scene.little_left:
        return None
    if base is None:
        return _no_referent(scene)
    problem = problem_of(asked)
    if problem in ("impossible_date", "future"):
        return reading_of(scene, None, "in_domain", problem=problem)
    about = antecedent(scene)
    if ONE.search(scene.low) and len(about.products) > 1 and not scene.mentions.products:
        return _which(scene, base, about.products)
    base = _pointed_at(scene, base, about.products)
    merged = merge(base, asked, scene.today)
    if asked.many:
        return _which(scene, merged.query, scene.mentions.products[0].products)
    if merged.query == scene.base and asked.chart is None and not _restates(scene):
        return None
    area: Area | None = "data" if asks_how_much(scene) else None
    return reading_of(scene, merged.query, _kind(scene, asked), problem=problem, area=area)


def asks_how_much(scene: Scene) -> bool:
    """Whether a figure itself is asked for, be it after a why question."""
    return bool(scene.asked.metrics) and not scene.asked.weak and _HOW_MUCH.search(scene.low) is not None


def _says_something(scene: Scene) -> bool:
    base = scene.base
    if scene.asked.says_anything or base is None:
        return scene.asked.says_anything
    return bool(ALL.search(scene.low) and base.filters) or bool(REVERSED.search(scene.low) and base.order)


def _pointed_at(scene: Scene, base: MetricQuery, products: tuple[NamedProduct, ...]) -> MetricQuery:
    """它的访客, 这些商品的转化率: the products shown before."""
    if not products or scene.mentions.products:
        return base
    if MANY.search(scene.low) and len(products) > 1 and scene.asked.metrics:
        return these_products(base, tuple(product.id for product in products))
    if ONE.search(scene.low) and len(products) == 1:
        return one_product(base, products[0].id)
    return base


def _which(scene: Scene, query: MetricQuery, products: tuple[NamedProduct, ...]) -> Reading:
    """A name or a pronoun that fits several: the whole question once for each."""
    questions = [merge(one_product(query, product.id), scene.asked, scene.today).query for product in products]
    options = tuple(scene.wording.question(question) for question in questions)
    return reading_of(scene, None, "in_domain", problem="many_products", options=options)


def _restates(scene: Scene) -> bool:
    return bool(scene.asked.metrics or scene.asked.windows or scene.asked.filters)


def _kind(scene: Scene, asked: Asked) -> Rewrite:
    """Works on the last answer (only these, the first three, as a chart), or a slot added or replaced."""
    remark = follow_up_of(scene.low)
    only = remark is not None and remark.kind == "only"
    narrows = bool(asked.filters or asked.limit or asked.having) and not asked.windows and not asked.metrics
    drawn = (
        asked.chart is not None and not asked.trend and not asked.windows and not asked.metrics and not asked.filters
    )
    if drawn or (narrows and (only or bool(asked.limit) or bool(asked.having))):
        return "follow_up"
    return "in_domain"


def _no_referent(scene: Scene) -> Reading | None:
    """An ellipsis with nothing before it to complete it."""
    asked = scene.asked
    bare = not asked.metrics and not asked.overview and not asked.dimensions and not asked.derive
    if scene.turns or not bare or not (scene.opens or scene.closes or (asked.chart is not None and not asked.windows)):
        return None
    return Reading(
        mode="multi",
        rewrite=_kind(scene, asked),
        rewritten=scene.text,
        slots=scene.mentions.slots(),
        problem="no_referent",
        data_signal=max(0.6, data_signal(scene.low, asked)),
        area_hint="data",
    )


def reading_of(
    scene: Scene,
    query: MetricQuery | None,
    rewrite: Rewrite,
    *,
    problem: Problem | None = None,
    options: tuple[str, ...] = (),
    rewritten: str = "",
    area: Area | None = None,
    correction: bool = False,
) -> Reading:
    """A multi-turn reading about figures; why questions stay why questions, unless a ranking is asked for."""
    last = scene.last
    ranks = scene.asked.order is not None and not why_signal(scene.low, scene.asked)
    kept: Area = "why" if last is not None and last.area == "why" and not ranks else "data"
    hint = area or kept
    words = rewritten or _words(scene, query, hint)
    return Reading(
        mode="multi",
        rewrite=rewrite,
        rewritten=words or scene.text,
        slots=(*scene.mentions.slots(), *inherited(scene, query)),
        query=query,
        problem=problem,
        options=options,
        is_correction=correction,
        data_signal=0.95 if hint == "data" else 0.3,
        why_signal=0.95 if hint == "why" else why_signal(scene.low, scene.asked),
        area_hint=hint,
        intent_hint=last.intent if last is not None and last.area == hint else "",
    )


def _words(scene: Scene, query: MetricQuery | None, area: Literal["data", "why"] | Area) -> str:
    if query is None:
        return scene.text
    if area != "why":
        question = scene.wording.question(query)
        drawn = scene.asked.chart
        if drawn in ("bar", "hbar", ""):
            return f"{question}，用图表示" if scene.lang == "zh" else f"{question}, as a chart"
        return question
    return why_words(scene, query, scene.last.rewritten if scene.last is not None else "")


def why_words(scene: Scene, query: MetricQuery, movement: str) -> str:
    """上周访客为什么跌了."""
    subject = scene.wording.subject(query)
    if scene.lang == "zh":
        found = _CHANGE.search(movement)
        return f"{subject}为什么{found[0] if found else '会这样'}"
    found = _CHANGE_EN.search(movement.lower())
    return f"why did {subject} {_base_form(found[0]) if found else 'change'}"


def _base_form(word: str) -> str:
    return {"dropped": "drop", "fell": "fall", "rose": "rise", "went up": "go up", "went down": "go down",
            "declined": "decline", "increased": "increase", "decreased": "decrease"}.get(word, word)  # fmt: skip


def inherited(scene: Scene, query: MetricQuery | None) -> tuple[Slot, ...]:
    """Slots of the stand-alone question that the text itself didn't say, with text ""."""
    if query is None:
        return ()
    own = scene.mentions.slots()
    kinds = {slot.kind for slot in own}
    found: list[Slot] = []
    if "window" not in kinds and query.window_said:
        found.append(Slot(kind="window", text="", start=query.window.start, end=query.window.end))
    said = {slot.value for slot in own}
    found += [Slot(kind="metric", text="", value=metric) for metric in query.metrics if metric not in said]
    found += [Slot(kind="dimension", text="", value=name) for name in query.dimensions if name not in said]
    for entry in query.filters:
        for value in entry.value if isinstance(entry.value, tuple) else (entry.value,):
            slot = _element_slot(scene, entry.field, value)
            found += [slot] if slot.value not in said else []
    if query.grain and "grain" not in kinds:
        found.append(Slot(kind="grain", text="", value=query.grain))
    return tuple(found)


def _element_slot(scene: Scene, name: str, value: str) -> Slot:
    if name == "product":
        title = next((item.title for item in scene.lexicon.products if item.id == value), value)
        return Slot(kind="product", text="", value=title)
    if name in ("province", "city"):
        return Slot(kind="region", text="", value=value)
    if name == "channel":
        return Slot(kind="channel", text="", value=value)
    return Slot(kind="buyer_type" if name == "buyer_type" else "text", text="", value=value)
