"""`MetricQuery`: a data question as a value. Ids, meanings and date conventions are VOCABULARY.md's."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

Grain = Literal["day", "week", "month"]
Op = Literal["eq", "ne", "in", "gt", "ge", "lt", "le", "contains"]
CompareKind = Literal["previous", "year", "goal", "custom"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Window(_Value):
    """Inclusive dates in the shop's time zone."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.end - self.start).days + 1


class Filter(_Value):
    """`field` is a dimension id; the values are its elements as the shop names them (product ids for `product`)."""

    field: str
    op: Op
    value: str | tuple[str, ...]


class Having(_Value):
    """A threshold on a metric after grouping. `value` in the metric's unit, rates as fractions."""

    metric: str
    op: Literal["gt", "ge", "lt", "le", "eq"]
    value: float


class Compare(_Value):
    """What the answer is compared with; `window` is None for a goal."""

    kind: CompareKind
    window: Window | None = None


class MetricQuery(_Value):
    """What is asked, before any SQL.

    `window_said` is False when the merchant named no period and a default was taken (the answer says which).
    `by` is the metric id or derived figure that orders the rows; `derive` holds VOCABULARY.md's computed words
    (diff growth share avg_per_day count sum ratio goal_pct rank).
    """

    metrics: tuple[str, ...]
    dimensions: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    window: Window
    window_said: bool = True
    grain: Grain | None = None
    compare: Compare | None = None
    order: Literal["asc", "desc"] | None = None
    by: str | None = None
    limit: int | None = None
    having: tuple[Having, ...] = ()
    derive: tuple[str, ...] = ()
