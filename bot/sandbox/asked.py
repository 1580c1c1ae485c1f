"""What the page may ask, as models: anything else is refused."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.sandbox.faults import FaultKind
from core.phrases import Lang


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Say(_Asked):
    user: int
    text: str = Field(max_length=100_000)
    client: str = ""


class Tap(_Asked):
    user: int
    message: int
    data: str


class Sticker(_Asked):
    user: int
    emoji: str = Field(max_length=16)
    client: str = ""


class Advance(_Asked):
    by: Literal["1h", "1d", "1w"]


class SwitchFaults(_Asked):
    kind: FaultKind
    seconds: int = Field(default=3, ge=1, le=60)
    remaining: int | None = Field(default=None, ge=1, le=1000)


class Block(_Asked):
    user: int
    on: bool


class Read(_Asked):
    user: int
    upto: int


class Speak(_Asked):
    user: int
    lang: Lang
