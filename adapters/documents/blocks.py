"""`Block`: a file as it was read, one piece after another, whatever its format."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the highest."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph or more."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands, cell by cell; "" for an empty one. `name` is its sheet's, "" where there is but one."""

    rows: tuple[tuple[str, ...], ...]
    name: str = ""


Block = Heading | Lines | Grid
_SPACES = re.compile(r"\s+")
_HAN = re.compile(r"[\u3400-\u9fff]")


def clean(text: str) -> str:
    """One line without control, invisible and direction characters."""
    seen = (" " if letter in "\n\r\t\f\v" else letter for letter in text)
    kept = "".join(letter for letter in seen if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return _SPACES.sub(" ", kept).strip()


def is_chinese(text: str) -> bool:
    """Whether it has a Chinese character."""
    return bool(_HAN.search(text))


def joined(lines: list[str]) -> str:
    """Lines that a page broke run together: Chinese ones without a space."""
    text = ""
    for line in filter(None, map(clean, lines)):
        gap = "" if not text or is_chinese(text[-1] + line[0]) or text[-1] in "，。；：、" else " "
        text += gap + line
    return text
