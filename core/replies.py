"""`Reply`: what we say, a union by `kind`, free of channel types. Pydantic, because replies are stored."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.charts import ChartSpec


class Frozen(BaseModel):
    """Base of everything parsed or stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Button(Frozen):
    """`data` is at most 64 bytes of UTF-8. Its grammar is `core/buttons.py`."""

    text: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


class Text(Frozen):
    kind: Literal["text"] = "text"
    text: str
    buttons: Rows = ()


class Choices(Frozen):
    """A question with buttons to answer it."""

    kind: Literal["choices"] = "choices"
    text: str
    buttons: Rows


class Table(Frozen):
    """A small table under its sentence: cells are formatted already."""

    kind: Literal["table"] = "table"
    text: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    buttons: Rows = ()


class Chart(Frozen):
    """A picture drawn from `spec`, with `text` as its caption."""

    kind: Literal["chart"] = "chart"
    text: str
    spec: ChartSpec
    buttons: Rows = ()


class File(Frozen):
    """A file from the blob store."""

    kind: Literal["file"] = "file"
    text: str
    blob: str
    name: str
    buttons: Rows = ()


class ApprovalCard(Frozen):
    """What waits for a decision. `image` is a blob id or ""."""

    kind: Literal["approval_card"] = "approval_card"
    approval: str
    text: str
    image: str = ""
    buttons: Rows = ()


class Progress(Frozen):
    """Says that something is under way; the next reply replaces it."""

    kind: Literal["progress"] = "progress"
    text: str
    buttons: Rows = ()


Reply = Annotated[Text | Choices | Table | Chart | File | ApprovalCard | Progress, Field(discriminator="kind")]
