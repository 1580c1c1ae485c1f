"""Folding text for matching: lower case and half width, one character for one, so that spans stay true."""

from dataclasses import dataclass

LONGEST = 400
"""Characters that are read; what stands behind them in a very long message is not searched for values."""

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: ord(" "),
    0x00A0: ord(" "),
    0x2009: ord(" "),
    0x2019: ord("'"),
    0x3007: ord("零"),
    0x5169: ord("两"),
    0x842C: ord("万"),
    0x9EDE: ord("点"),
    0x9031: ord("周"),
    0x865F: ord("号"),
    0x5E74: ord("年"),
}


def fold(text: str) -> str:
    """`text` in lower case and half width, cut at `LONGEST`; index i stands for index i of `text`."""
    return "".join(_lower(char) for char in text[:LONGEST].translate(_WIDE))


def _lower(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character positions in the text."""

    start: int
    end: int

    def meets(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """What stands there."""
        return text[self.start : self.end]


def free(span: Span, taken: list[Span]) -> bool:
    """Whether `span` shares no character with any of `taken`."""
    return not any(span.meets(other) for other in taken)


def is_chinese(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return any("一" <= char <= "鿿" for char in text)
