"""Which day a question about the past is about, and the question without the words that say so."""

import re
from datetime import date

from tools.faq.wording import Wording
from tools.faq.words import normal

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = re.compile(r"(?<!\d)(20\d\d|二[〇零][〇零一二三四五六七八九]{2})(?!\d)(?:年|版|edition)?")
_EDITION = re.compile(r"(?<!\d)(20\d\d)\s*(?:年?版|edition|rulebook|手册)")
_STANDARD = re.compile(r"(?:gb|iso|en|incoterms|gb/t)[ \d./—-]*$")
_AGO = {
    "大前年": 3, "前年": 2, "去年": 1, "上一年": 1, "the year before last": 2, "last year": 1, "last spring": 1,
    "last summer": 1,
}  # fmt: skip
_MONTHS_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ANY_EN = "|".join(_MONTHS_EN)
_MONTH = re.compile(
    r"(?<![\d.])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?!\d)(?:份)?(?!前|后|起)"
    rf"|\b(?:in|of|since|last|back in|this)\s+(?:\w+\s+)?({_ANY_EN})[a-z]*\b|\b({_ANY_EN})[a-z]* 20\d\d"
)
_HAN_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_SEASON = re.compile(r"(?:今年|去年|前年|年)的?(春(?!节)|夏|秋|冬)|\b(spring|summer|autumn|winter)\b")
_MIDDLE = {"春": 4, "夏": 7, "秋": 10, "冬": 1, "spring": 4, "summer": 7, "autumn": 10, "winter": 1}
_THEN = re.compile(
    r"今年|去年|前年|当时|那时|那会|那批|那单|的时候|20\d\d|\b(?:was|were|did|had|back|then|last|this)\b"
)
_NOW = re.compile(
    r"现在|如今|目前|当前|现行|改成|改短|改长|新规|新版|最新|\bnow\b|\bcurrent|\bnew rule|\bthese days\b|\btoday\b"
)


def asked_day(wording: Wording, question: str, today: date) -> date | None:
    """The day that a question about the past is about: a year's last, a month's fifteenth, `date.min` for “before”,
    None for now."""
    text = normal(question)
    year, month = _year(text, today), _month(text)
    if year is None and month and _THEN.search(text):
        year = today.year if month <= today.month else today.year - 1
    if year is not None:
        day = date(year, month, 15) if month else date(year, 12, 31)
        return day if day < today else None
    if _NOW.search(text):
        return None
    return date.min if any(word in text for word in wording.history) else None


def asked_edition(question: str) -> str:
    """The year of the edition that it names, “2025 版”; "" for none."""
    found = _EDITION.search(normal(question))
    return found.group(1) if found else ""


def undated(wording: Wording, question: str) -> str:
    """The question, folded, without its words for the past, which say when and not what."""
    text = normal(question)
    for word in (*wording.history, *_AGO, "今年", "this year"):
        text = text.replace(word, " ")
    return _YEAR.sub(" ", text)


def _year(text: str, today: date) -> int | None:
    ago = next((years for word, years in _AGO.items() if word in text), None)
    if ago is not None:
        return today.year - ago
    if "今年" in text or "this year" in text or "this spring" in text or "this summer" in text:
        return today.year
    found = [
        int(each.group(1).translate(_DIGITS).replace("二", "2"))
        for each in _YEAR.finditer(text)
        if not _STANDARD.search(text[: each.start()])
    ]
    return min(found, default=None)


def _month(text: str) -> int:
    """1 to 12, 0 for none; a season's middle."""
    found = _MONTH.search(text)
    if found is None:
        season = _SEASON.search(text)
        return _MIDDLE[season.group(1) or season.group(2)] if season else 0
    if not found.group(1):
        return _MONTHS_EN.index(found.group(2) or found.group(3)) + 1
    said = found.group(1)
    return int(said) if said.isdigit() else _HAN_MONTHS.index(said) + 1
