"""Which option of a form a merchant means, in either language."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from core.market import Attribute, Category

CLOSE = 80
"""rapidfuzz's ratio from which a typo is taken for the word."""
SHORTEST = 3
"""Fewer Latin letters are no part of a word."""
VAGUE = ("是", "否", "无", "其他")
"""Options that mean nothing outside an answer: neither in a caption nor in a title."""
AROUND = r"(?:(?<=纯)|(?<=全)|(?<![\u4e00-\u9fff])){0}|{0}(?=[质制士款装季性童的]|(?![\u4e00-\u9fff]))"
"""One character says something only as 纯棉, 棉质, 男士, 冬季 or alone: 积木 is not made of wood."""
COUNT = re.compile(
    r"(?:age[sd]?|for|from|over|about)?\s*(\d+)\s*(?:岁|years?|yrs?)?(?: olds?)?"
    r"\s*(?:\+|以上|起|plus|up|(?:and|&|or) (?:up|over|above|older|more))?\s*(?:years?|yrs?|pieces?)?(?: olds?)?"
)
VOLUME = re.compile(r"(\d+(?:\.\d+)?)\s*(毫升|升|[a-z]+)?")
MILLILITRES = {"": 1, "ml": 1, "毫升": 1, "cc": 1, "l": 1000, "升": 1000, "litre": 1000, "liter": 1000, "oz": 29.57}


def option_meant(said: str, attribute: Attribute) -> str:
    """The option that an answer means: the same, its size, a word in it or around it, a typo away; "" if none."""
    plain = _plain(said)
    forms = {_plain(word): option for option, word in _ways(attribute)}
    if plain in forms:
        return forms[plain]
    if re.match(r"\d", plain.removeprefix("age").lstrip("sd ")) and (sized := _sized(plain, attribute)):
        return sized
    if within := _inside(plain, list(_ways(attribute)), None):
        return within[0] if len(within) == 1 else ""
    around = {option for word, option in forms.items() if _part(plain, word)}
    if len(around) == 1:
        return around.pop()
    best = process.extractOne(plain, list(forms), scorer=fuzz.ratio, score_cutoff=CLOSE)
    return "" if best is None or _digits(best[0]) != _digits(plain) else forms[best[0]]


def option_named(text: str, attribute: Attribute, category: Category) -> str:
    """The one option that a caption names, "" if none or several. A longer word hides a shorter one inside it."""
    ways = [(option, word) for option, word in _ways(attribute) if not _is_vague(option, word, attribute)]
    found = _inside(_plain(text), ways, category)
    return found[0] if len(found) == 1 else ""


def _ways(attribute: Attribute) -> Iterator[tuple[str, str]]:
    """Every option with each way to say it."""
    for index, option in enumerate(attribute.options):
        yield option, option
        if attribute.english:
            yield option, attribute.english[index]
        for word in attribute.words[index] if attribute.words else ():
            yield option, word


def _is_vague(option: str, word: str, attribute: Attribute) -> bool:
    if option not in VAGUE:
        return False
    return word == option or bool(attribute.english and word == attribute.english[attribute.options.index(option)])


def _inside(text: str, ways: list[tuple[str, str]], category: Category | None) -> list[str]:
    """The options whose words stand in the text. In an answer (no category) one Chinese character is enough."""
    hits = [
        (match.start(), match.end(), option)
        for option, word in ways
        for match in re.finditer(_pattern(_plain(word), category), text)
    ]
    kept = [
        option
        for start, end, option in hits
        if not any(o != option and s <= start and end <= e and e - s > end - start for s, e, o in hits)
    ]
    return list(dict.fromkeys(kept))


def _pattern(word: str, category: Category | None) -> str:
    """Latin words stand by themselves, Chinese ones anywhere."""
    quoted = (r"(?<!\d)" if word[:1].isdigit() else "") + re.escape(word)
    if word.isascii():
        return rf"(?<![a-z0-9]){quoted}s?(?![a-z0-9])"
    if len(word) > 1 or category is None:
        return quoted
    heads = "|".join(re.escape(head) for head in category.words if len(head) == 1)
    return AROUND.format(quoted) + (f"|{quoted}(?={heads})" if heads else "")


def _plain(text: str) -> str:
    """Small letters; mid-calf is mid calf, 300–500 ml is 300-500ml."""
    low = text.strip().lower().replace("–", "-").replace("’", "'")
    return re.sub(r"(?<=\d) (?=ml)", "", re.sub(r"\s+", " ", re.sub(r"(?<=[a-z0-9])-(?=[a-z])", " ", low)))


def _sized(said: str, attribute: Attribute) -> str:
    """500ml and 17 oz lie in 300-500ml and 500-800ml, 3 and "ages 3 and up" are 3岁以上, 8 is 8骨."""
    if any("ml" in option for option in attribute.options):
        volume = VOLUME.fullmatch(said)
        unit = (volume[2] or "").removesuffix("s") if volume else None
        if volume is None or unit not in MILLILITRES:
            return ""
        size = float(volume[1]) * MILLILITRES[unit]
        return next((option for option in attribute.options if _holds(option, size)), "")
    count = COUNT.fullmatch(said)
    same = {option for option, word in _ways(attribute) if count and re.match(rf"{count[1]}(?!\d)", word)}
    return same.pop() if len(same) == 1 else ""


def _holds(option: str, size: float) -> bool:
    first, *rest = (float(number) for number in _digits(option))
    if rest:
        return first < size <= rest[0]
    return size <= first if option.endswith("以下") else size > first


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _part(said: str, word: str) -> bool:
    if said.isdigit() or (said.isascii() and len(said) < SHORTEST):
        return False
    return said in word and set(_digits(said)) <= set(_digits(word))
