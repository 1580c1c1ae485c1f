"""Words that a listing's title may not carry: absolute claims, Advertising Law of the PRC, article 9 item 3.

《中华人民共和国广告法》第九条第三项: 广告不得使用“国家级”、“最高级”、“最佳”等用语. The list holds the three and words
of the same kind; plain words that share a character with them (第一次, 最新款, 万能胶 …) are left alone.
"""

import re
import unicodedata

_ZH = (
    "国家级", "世界级", "宇宙级", "最高级", "最佳", "最好", "最优", "最低价", "最便宜", "最先进", "最顶级", "最高端",
    "最强", "顶级", "全网最低价", "极品", "独一无二", "绝无仅有", "史无前例", "空前绝后", "全网最低", "销量冠军",
    "国家领导人", "国家免检",
)  # fmt: skip
_FIRST = r"第一(?![次步代课季件双个批])|no\.?1(?!\d)|number\s?one"
_EN = r"\b(?:national|state|world)[- ]class\b|\bnational level\b|\bbest\b|\bcheapest\b|\blowest price\b"
_GAPS = re.compile(r"(?<=[\u4e00-\u9fff])[\s·\-_.*|/]+(?=[\u4e00-\u9fff])")
_ORPHAN = re.compile(r"(^|\s)[的之](?=\S)")
"""What is left of 最好的棉袜 begins with a word that belonged to the praise."""
_FORBIDDEN = re.compile("|".join(sorted(map(re.escape, _ZH), key=len, reverse=True)) + f"|{_FIRST}|{_EN}")


def forbidden_words(text: str) -> tuple[str, ...]:
    """The forbidden words of a text, each once, in order; gaps, width and case don't hide one."""
    return tuple(dict.fromkeys(_FORBIDDEN.findall(_plain(text))))


def without_forbidden(text: str) -> str:
    """The text without them, spaces tidied; unchanged if it has none."""
    if not forbidden_words(text):
        return text
    left = " ".join(_FORBIDDEN.sub(" ", _plain(text)).split())
    return _ORPHAN.sub(r"\1", left)


def _plain(text: str) -> str:
    return _GAPS.sub("", unicodedata.normalize("NFKC", text)).lower()
