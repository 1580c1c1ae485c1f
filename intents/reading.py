"""`Reading`: what a text means in its conversation, before it is classified."""

from dataclasses import dataclass
from typing import Literal

from core.query import MetricQuery
from core.understanding import Area, Mode, Rewrite, Slot

Problem = Literal["impossible_date", "future", "many_products", "no_product", "no_referent", "undefined_word"]


@dataclass(frozen=True, slots=True)
class Reading:
    """`rewritten` stands alone (the text itself where `mode` is single) and is what should be classified.

    `slots` are those of the stand-alone question, inherited ones with text "". `query` is there whenever a data
    question can be read out of it: it counts only where the area is data or why; so does `problem`, apart from
    many_products and no_referent. `data_signal` and `why_signal` (0–1) say how much the words look like such a
    question. `area_hint` and `intent_hint` are set where an elliptic turn takes them from the turn it hangs on.
    """

    mode: Mode
    rewrite: Rewrite
    rewritten: str
    slots: tuple[Slot, ...] = ()
    query: MetricQuery | None = None
    problem: Problem | None = None
    options: tuple[str, ...] = ()
    is_correction: bool = False
    data_signal: float = 0.0
    why_signal: float = 0.0
    area_hint: Area | None = None
    intent_hint: str = ""
