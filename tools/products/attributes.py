"""A category's form, filled from what was said and from nothing else."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from core.market import Attribute, Category
from core.products import ProductFacts

CLOSE = 80
SAME = {
    "resin": ("树脂",), "cotton": ("棉",), "polyester": ("涤纶",), "wool": ("羊毛",), "nylon": ("尼龙",),
    "plush": ("毛绒",), "silicone": ("硅胶",), "plastic": ("塑料",), "wooden": ("木", "木质"), "wood": ("木", "木质"),
    "glass": ("玻璃",), "ceramic": ("陶瓷",), "metal": ("金属",), "bamboo": ("竹", "竹纤维"), "paper": ("纸",),
    "canvas": ("帆布",), "alloy": ("合金",), "acrylic": ("亚克力",), "acetate": ("醋酸",),
    "stainless steel": ("不锈钢",), "men": ("男",), "women": ("女",), "kids": ("儿童",), "children": ("儿童",),
    "纯棉": ("棉",), "全棉": ("棉",), "木制": ("木",), "竹制": ("竹", "竹木"),
}  # fmt: skip
"""Words that mean an option of the Chinese forms."""
COLOUR = ("颜色", "colour", "color")
SIZE = ("尺寸", "尺码", "规格", "size")
AROUND = r"(?:(?<=纯)|(?<=全)|(?<![\u4e00-\u9fff])){0}|{0}(?=[质制士款装季性童的]|(?![\u4e00-\u9fff]))"
"""One character says something only as 纯棉, 棉质, 男士, 冬季 or alone: 积木 is not made of wood."""


def fill(facts: ProductFacts, category: Category) -> dict[str, str]:
    """Attribute id to value. With options a value is one of them, word for word."""
    filled = {}
    for attribute in category.attributes:
        value = _said(facts, attribute) or _listed(facts, attribute) or _found(facts, attribute, category)
        if value:
            filled[attribute.id] = value
    return filled


def under_label(facts: ProductFacts, attribute: Attribute) -> str:
    """What was said last under its own label, "" if nothing."""
    names = {attribute.id.lower(), attribute.zh, attribute.en.lower()}
    return next((value for name, value in reversed(facts.attributes.items()) if name.lower() in names), "")


def _said(facts: ProductFacts, attribute: Attribute) -> str:
    said = under_label(facts, attribute)
    return _option(said, attribute.options) if said and attribute.options else said


def _listed(facts: ProductFacts, attribute: Attribute) -> str:
    """Colours and sizes, when the form leaves them open."""
    if attribute.options:
        return ""
    if attribute.id in COLOUR or attribute.zh in COLOUR:
        return "、".join(facts.colours)
    if attribute.id in SIZE or attribute.zh in SIZE:
        return "、".join(facts.sizes)
    return ""


def _found(facts: ProductFacts, attribute: Attribute, category: Category) -> str:
    """The longest option that the text names; none if it names several of the same length."""
    text = f"{facts.name} {facts.text}"
    text += "".join(f" {' '.join(same)} " for word, same in SAME.items() if _whole(word, text.lower()))
    named = [option for option in attribute.options if _names(text, option, category)]
    named = [one for one in named if not any(one != other and one in other for other in named)]
    return named[0] if len(named) == 1 else ""


def _names(text: str, option: str, category: Category) -> bool:
    if len(option) > 1:
        return _whole(option.removesuffix("节").lower() if len(option) > 2 else option.lower(), text.lower())
    heads = "|".join(re.escape(word) for word in category.words if len(word) == 1)
    pattern = AROUND.format(re.escape(option)) + (f"|{re.escape(option)}(?={heads})" if heads else "")
    return re.search(pattern, text) is not None


def _whole(word: str, text: str) -> bool:
    """Latin words stand alone, Chinese ones anywhere."""
    edges = (r"(?<![a-z0-9])", r"(?![a-z0-9])") if word.isascii() else ("", "")
    return re.search(edges[0] + re.escape(word) + edges[1], text) is not None


def _option(said: str, options: Sequence[str]) -> str:
    """The option meant: the same, one containing the other, its range, or a typo away; "" if none or several."""
    plain = said.strip().lower()
    plain = next((one for one in SAME.get(plain, ()) if one in options), plain)
    if exact := [one for one in options if one.lower() == plain]:
        return exact[0]
    if fitting := [one for one in options if _in_range(plain, one)]:
        return fitting[0]
    within = [one for one in options if one.lower() in plain or plain in one.lower()]
    if len(within) == 1:
        return within[0]
    best = process.extractOne(plain, options, scorer=fuzz.ratio, processor=str.lower, score_cutoff=CLOSE)
    return "" if best is None else best[0]


def _in_range(said: str, option: str) -> bool:
    """500ml lies in 300-500ml, 900ml in 800ml以上."""
    value = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([a-z]+)", said)
    if value is None or not option.lower().rstrip("以上下").endswith(value[2]):
        return False
    number = float(value[1])
    if spread := re.match(r"(\d+)\s*-\s*(\d+)", option):
        return float(spread[1]) < number <= float(spread[2])
    edge = re.match(r"(\d+)", option)
    if edge is None:
        return False
    if option.endswith("以下"):
        return number <= float(edge[1])
    return option.endswith("以上") and number > float(edge[1])
