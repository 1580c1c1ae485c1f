"""Number words, Chinese and English, to Decimal."""

import re
from decimal import Decimal

DIGITS = {
    char: value
    for value, chars in enumerate(["零〇", "一", "二两俩", "三仨", "四", "五", "六", "七", "八", "九"])
    for char in chars
}
SMALL = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8}
CHINESE = r"[零〇一二两俩三仨四五六七八九十百千万亿]"

WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * (tens + 2)
    for tens, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
SCALES = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 10**6, "billion": 10**9}
_ENGLISH = re.compile(r"[a-z]+")


def read_chinese(text: str) -> Decimal | None:
    """一百二 → 120, 三千零五十 → 3050, 二〇二六 → 2026, 两万三 → 23000. None if it isn't a number."""
    if not text or any(char not in DIGITS and char not in SMALL and char not in BIG for char in text):
        return None
    if all(char in DIGITS for char in text):
        return Decimal("".join(str(DIGITS[char]) for char in text))
    return _with_units(text)


def _with_units(text: str) -> Decimal | None:
    total, section, digit, unit, zero = 0, 0, -1, 1, False
    for char in text:
        if char in DIGITS:
            if digit > 0:
                return None
            zero = DIGITS[char] == 0
            digit = DIGITS[char] if not zero else -1
        elif char in SMALL:
            section += (digit if digit > 0 else 1) * SMALL[char]
            digit, unit = -1, SMALL[char]
        else:
            section += max(digit, 0)
            total = (total + section) * BIG[char] if char == "亿" or not total else total + section * BIG[char]
            section, digit, unit = 0, -1, BIG[char]
    if digit > 0:
        section += digit * (unit // 10 if unit >= 100 and text[-2] in "百千万亿" and not zero else 1)
    return Decimal(total + section)


def read_english(text: str) -> Decimal | None:
    """half a million → 500000, two hundred and fifty → 250, twenty-five → 25. None if it isn't a number."""
    words = [word for word in _ENGLISH.findall(text) if word != "and"]
    if not words:
        return None
    half = words[0] == "half"
    words = words[1:] if half else words
    words = ["one" if word in ("a", "an") else word for word in words]
    if half and not words:
        return Decimal("0.5")
    if words in (["one", "dozen"], ["dozen"]):
        return Decimal(6 if half else 12)
    value = _add_up(words)
    return None if value is None else value / 2 if half else value


def _add_up(words: list[str]) -> Decimal | None:
    total, section = 0, 0
    for word in words:
        if word in WORDS:
            section += WORDS[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in SCALES:
            total, section = total + (section or 1) * SCALES[word], 0
        else:
            return None
    return Decimal(total + section)
