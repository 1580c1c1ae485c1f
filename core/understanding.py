"""`Understanding`: what a turn means, before anything is decided."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from core.query import MetricQuery

Move = Literal["ask", "fill", "correct", "cancel", "confirm", "deny", "unclear", "small_talk"]
Mode = Literal["single", "multi"]
Rewrite = Literal["none", "in_domain", "cross_domain", "jump", "follow_up"]
Engine = Literal["local", "model"]
Area = Literal[
    "data", "why", "knowledge", "goal", "plan", "publish", "title", "image", "price_stock", "campaign", "ads",
    "reception", "customers", "report", "approval", "settings", "advice", "handoff", "help", "chitchat", "oos",
]  # fmt: skip
SlotKind = Literal[
    "window", "number", "money", "percentage", "metric", "dimension", "product", "region", "channel", "buyer_type",
    "limit", "order", "grain", "compare", "chart", "weekday", "text",
]  # fmt: skip


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Slot(_Value):
    """A value found in the text. `text` is as it was written ("" when inherited or defaulted).

    A window carries `start` and `end` (inclusive); everything else carries `value`: Decimal for number, money
    (yuan), percentage (fraction) and limit; an id for metric, dimension, grain; the element's name otherwise.
    """

    kind: SlotKind
    text: str
    value: str | Decimal | None = None
    start: date | None = None
    end: date | None = None


class Alternative(_Value):
    """Another reading, with its calibrated confidence."""

    intent: str
    confidence: float


class Understanding(_Value):
    """`query` is set for areas data and why. `rewritten` is the question that stands alone (the text itself if none).

    `problem` names what makes the question unanswerable as asked: an impossible date, the future, a product name
    that fits several, a missing referent; decided upon by `decide`, worded from the phrase `intents.<problem>`.
    `options` are what the merchant may pick from then (shown on buttons and sent as text).
    """

    move: Move
    area: Area
    intent: str
    mode: Mode = "single"
    rewrite: Rewrite = "none"
    rewritten: str = ""
    slots: tuple[Slot, ...] = ()
    confidence: float = 1.0
    alternatives: tuple[Alternative, ...] = ()
    engine: Engine = "local"
    query: MetricQuery | None = None
    problem: (
        Literal["impossible_date", "future", "many_products", "no_product", "no_referent", "undefined_word"] | None
    ) = None
    options: tuple[str, ...] = ()


class PastTurn(_Value):
    """One earlier turn, as much of it as later turns may refer to. `reply` is the first 500 characters of ours."""

    at: datetime
    text: str
    rewritten: str
    area: Area
    intent: str
    query: MetricQuery | None = None
    products: tuple[str, ...] = ()
    """Names of the products that the answer named, in its order."""
    reply: str = ""


class Context(_Value):
    """What understanding may know of the conversation: bounded history (newest last) and what an open flow awaits.

    `expects` are the slot kinds the open flow's prompt asks for ("confirm" when it asks yes or no), () without a flow.
    """

    history: tuple[PastTurn, ...] = ()
    flow: str | None = None
    expects: tuple[SlotKind | Literal["confirm"], ...] = ()
    pending_approvals: int = 0
