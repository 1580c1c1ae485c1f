"""The words around a product's facts: commands to be stripped, fillers, colours, sizes, labels."""

import re


def _longest_first(words: str) -> str:
    return "|".join(sorted(words.split("|"), key=len, reverse=True))


_ZH_LEAD = (
    "麻烦你|麻烦|请|帮我|帮俺|帮忙|给我|我要|我想|我们|我有|俺|想要|想|把这个|把"
    "|这是|这个|这款|这批|那个|那款|新做的|刚到的|刚到|新到的|新到|有一款|有个|一款|一个|一种|一批|新的"
    "|上架|上新|上货|上传|上链接|发布|发品|铺货|录入|新建|创建|添加"
    "|新品|新款|新产品|新商品|新货|宝贝|品名|名字叫|名称|标题|叫做|产品是|商品是|卖的是|publish|listing|list"
)
_VERB = (
    r"(?:再|来)?(?:上|发|加|挂|搞|弄|开|做|铺|建|推|卖|来|publish|listing)"
    r"(?:一下|一[个款种批条]|[个款批条])(?:新[品款货的]?)?(?:产品|商品|货|链接)?"
)
_ZH_TAIL = (
    "帮忙上架|帮我上架|帮忙发布|上架|发布|帮我发上去|发上去|弄上去|放上去卖|挂上去卖|挂上去|放上去|上去"
    "|放到店里|发布到店铺|到店铺|到店里|发一下|发了|帮我|帮忙|谢谢|链接|吧|呗"
)
_EN_LEAD = (
    r"(?:please|pls|can you|could you|help me|i'd like to|i want to|i have|we have|let's|hi|hey)",
    r"(?:list|publish|add|post|upload|create|make|put|sell|start selling|launch)(?: up)?",
    r"(?:a listing for|new product|new item|new listing|new arrival|product name|name|title)",
    r"(?:this|our|my|an?|the|one|new|more|product|item|it is|it's|called)",
)
_EN_TAIL = r"(?:for sale|in the shop|on the shop|for me|as a product|please|pls|to sell|up|on sale|each|piece)"

_LEAD = re.compile(
    rf"{_longest_first(_ZH_LEAD)}|{_VERB}|上(?=夜|[^衣身下的海等a-z\s]{{3,}})|"
    + "|".join(rf"{pattern}(?![a-z])" for pattern in _EN_LEAD)
)
_TAIL = re.compile(rf"(?:{_longest_first(_ZH_TAIL)}|\b{_EN_TAIL})$")
_EDGE = " .。,，、;；:：!！?？-—~·\"'“”‘’()（）"

_FILLER = re.compile(
    r"(?:刚到.*货|想?放上去.*|价格|单价|批发价?|售价|现价|原价|库存|现货|成本|起批|起订|颜色|尺码|有|卖|元|块|个|都?可以|都有"
    r"|每?[个双只把条件套]|一[个双只把条件套]|新|产品|商品|新品|新款|品|货|的|照片发你了|按这张图"
    r"|and|with|in|at|for|or|is|the|an?|of|price|stock|each|colou?rs?|sizes?|moq|min|it|this)"
)

_COUNT = re.compile(r"[\d.\s\-+*x×]+[a-z\u4e00-\u9fff]{0,2}")

_COLOUR_CHARS = "红橙黄绿青蓝紫黑白灰粉棕金银咖米杏"
_COLOUR_EN = (
    "red", "orange", "yellow", "green", "blue", "purple", "black", "white", "grey", "gray", "pink", "brown", "gold",
    "silver", "beige",
)  # fmt: skip
_COLOUR_LIST = re.compile(rf"([{_COLOUR_CHARS}]{{2,}})(?:[两二三四五六七八]|\d)?色(?!系)")
_COLOUR_LABEL = re.compile(rf"颜色\s*[:：是有]?\s*([{_COLOUR_CHARS}色、/和\s]+)")
_COLOUR_ONE = re.compile(rf"(?:深|浅|天|玫|酒|墨|军|藏|米|卡其|香槟)?(?:[{_COLOUR_CHARS}]|卡其|香槟)色")
_COLOUR_WORD = re.compile(rf"\b(?:{'|'.join(_COLOUR_EN)})\b(?![\s-](?:coat|plat))")
_SIZE = re.compile(r"(?<![a-z])(?:xs|s|m|l|[2-6]?x{1,3}l)(?:\s*[/、,-]\s*(?:xs|s|m|l|[2-6]?x{1,3}l))+(?![a-z])|均码")
_MEASURE = re.compile(
    r"\d+(?:\.\d+)?(?:\s*[x*×]\s*\d+(?:\.\d+)?){0,2}\s*(cm|mm|厘米|毫米|英寸|寸|inch|inches|ml|毫升|升|l|oz)(?![a-z])",
    re.IGNORECASE,
)
_VOLUME = ("ml", "毫升", "升", "l", "oz")
_MATERIAL = re.compile(
    "纯棉|全棉|棉|涤纶|羊毛|尼龙|树脂|陶瓷|玻璃|金属|木质|木|实木|竹|竹制|硅胶|塑料|亚克力|(?:304|316)?不锈钢|帆布|牛津布|合金|毛绒"
    "|珊瑚绒|醋酸|pvc|abs|pp|pet|pu|tpu|resin|cotton|ceramic|glass|metal|wood|wooden|bamboo|silicone|plastic|acrylic|steel"
    "|canvas|acetate"
)
_LABEL_ZH = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,5})\s*[:：]\s*([^\s,，;；。\n]+)")
LABELS_EN = (
    "material|size|capacity|age|length|brand|(?:phone )?model|packing|packaging|season|weight|kind|type|colou?r|wearer"
    "|certificate|ribs|fold|opening|coating|place|foldable|occasion|closure|plating|insulated|per (?:box|pack)"
)
"""What the forms' fields are called in English."""
_LABEL_EN = re.compile(rf"\b({LABELS_EN})\s*[:=]\s*([^,;\n]+)", re.IGNORECASE)
_AGE = re.compile(
    r"(?<![a-z])age[sd]?\s*(?:from\s*|over\s*)?(\d+)(?!\s*(?:yuan|元|¥))\s*(?:y(?:ea)?rs?|yo)?(?:\s*olds?)?"
    r"\s*(?:\+|plus(?![a-z])|(?:and|&|or)\s*(?:up|over|above|older)|up(?![a-z])|以上)?"
    r"|(?<![\d.])(\d+)\s*(?:\+\s*(?:years?|yrs?)|(?:years?|yrs?)(?:\s*olds?)?\s*(?:\+|(?:and|&|or)\s*(?:up|over|above|older)))"
    r"(?:\s*olds?)?",
    re.IGNORECASE,
)
_NOT_LABELS = re.compile(
    r"库存|价|成本|起批|起订|起|现货|颜色|尺码|新品|新款|产品|商品|上架|发布|品名|名称|标题|名字|数量|备注|说明"
)


def strip_command(chunk: str) -> str:
    """Without the words that only ask for it to be listed, at both ends."""
    text = chunk.strip(_EDGE)
    while text:
        low = text.lower()
        lead = _LEAD.match(low)
        tail = _TAIL.search(low)
        shorter = text[lead.end() :] if lead and lead.end() else text[: tail.start()] if tail else text
        if shorter == text:
            return text
        text = shorter.strip(_EDGE)
    return text


_PRAISE = re.compile(
    r"(?:全网|全球|全国|史上|行业|淘宝|本店|今年|超级?|大|最)?"
    r"(?:最低价?|低价|第一(?:品牌|名)?|国家级|世界级|首发|顶级|极品|爆款|爆品|热卖|热销|新款|特价|正品|包邮|清仓|促销|"
    r"厂家直销|工厂直销|源头工厂|一手货源|品质保证|品质保障|最好|最佳|好|销量冠军|网红|高端|高档|便宜)+的?"
)
"""Praise and bargains, of which no product is called."""


def is_filler(chunk: str) -> bool:
    """Says nothing about the product: a word of grammar or praise, a label left over, a number with a letter or two."""
    low = chunk.lower()
    return bool(
        _FILLER.fullmatch(low)
        or _PRAISE.fullmatch(low)
        or re.fullmatch(r"[\d.\s\-+*x×]+[a-z\u4e00-\u9fff]{0,2}", low)
        or not re.search(r"\w", low)
    )


def is_material(chunk: str) -> bool:
    """A bare material, which is no name by itself."""
    return _MATERIAL.fullmatch(chunk.lower()) is not None


def is_amount_label(label: str) -> bool:
    """A label of prices, stock and the like, which are no attributes."""
    return _NOT_LABELS.search(label) is not None


def colours_in(text: str) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """Colours, as 红色 or red, and where a list of colours stands (half-open)."""
    low, found, places = text.lower(), [], []
    for pattern in (_COLOUR_LABEL, _COLOUR_LIST):
        for match in pattern.finditer(low):
            found += [f"{char}色" for char in match[1] if char in _COLOUR_CHARS]
            places.append(match.span())
    for match in (*_COLOUR_ONE.finditer(low), *_COLOUR_WORD.finditer(low)):
        if not any(start < match.end() and match.start() < end for start, end in places):
            found.append(match[0])
    return tuple(dict.fromkeys(found)), tuple(places)


def sizes_in(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Clothing sizes, and measures as attributes: 容量 500ml, 尺寸 20cm."""
    low = text.lower()
    sizes = tuple(part.upper() for match in _SIZE.finditer(low) for part in re.split(r"\s*[/、,-]\s*", match[0]))
    attributes: dict[str, str] = {}
    for match in _MEASURE.finditer(low):
        label = "容量" if match[1] in _VOLUME else "尺寸"
        attributes.setdefault(label, re.sub(r"\s+", "", match[0]))
    return sizes, attributes


def attribute_label(said: str) -> str:
    """As the forms have it: color is colour, type is kind."""
    low = " ".join(said.lower().split())
    return {"color": "colour", "type": "kind", "packaging": "packing"}.get(low, low)


def labelled(text: str) -> tuple[dict[str, str], tuple[tuple[int, int], ...]]:
    """Attributes under a label (材质：树脂, material: resin) and ages (3 years and up), and where they stand."""
    found: dict[str, str] = {}
    places: list[tuple[int, int]] = []
    for match in (*_LABEL_ZH.finditer(text), *_LABEL_EN.finditer(text)):
        if not is_amount_label(match[1]):
            found[attribute_label(match[1])] = match[2].strip()
            places.append(match.span())
    for match in _AGE.finditer(text):
        if not any(start <= match.start() < end for start, end in places):
            found["age"] = f"{match[1] or match[2]}+"
            places.append(match.span())
    return found, tuple(places)
