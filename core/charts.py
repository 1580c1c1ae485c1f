"""`ChartSpec`: a picture as a value; an adapter draws it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Series(BaseModel):
    """One line or set of bars. `values` run along `ChartSpec.labels`; None is a gap."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    values: tuple[float | None, ...]
    style: Literal["main", "faint", "goal"] = "main"


class ChartSpec(BaseModel):
    """`labels` are the x axis (days as 11-03, product names …), formatted already.

    `unit` is written once at the axis ("元", "人", "%"); for "%" the values are fractions.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["line", "bar", "hbar"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    note: str = ""
