"""Numbers, money and percentages in running text, in the ways people write them, zh and en."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from intents.folding import Span, fold, free
from intents.numerals import CHINESE, SCALES, WORDS, read_chinese, read_english

NumberKind = Literal["number", "money", "percentage"]

SCALE = {
    "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "w": 10**4, "k": 1000, "m": 10**6, "mn": 10**6, "mil": 10**6, "b": 10**9, "bn": 10**9,
    "hundred": 100, "thousand": 1000, "grand": 1000, "million": 10**6, "billion": 10**9,
}  # fmt: skip
UNIT = {"百": 10, "千": 100, "万": 1000, "w": 1000, "k": 100, "亿": 10**7}
MONEY_AFTER = r"元人民币|块钱|元钱|元整|人民币|元|块|圆|rmb\b|cny\b|yuan\b|dollars?\b|bucks\b|usd\b"
MONEY_BEFORE = r"[¥￥$]|rmb|cny|us\$"

_PLAIN = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALED = r"百万|千万|十万|万|亿|千(?!克)|百|w(?![a-z])|k(?![a-z])|mn?(?![a-z²2])|mil(?![a-z])|bn?(?![a-z])"
_SCALED += r"|(?:hundred|thousand|grand|million|billion)\b"
_CLASSIFIER = r"[个款件人单元块倍名条种箱包批双套位份次家页字张支只台斤吨级%]|折|成(?![交功为本])|天|组|者"
_WORD = "|".join(sorted([*WORDS, *SCALES], key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Number:
    """A value and where it stands. Percentages are fractions, money is yuan."""

    kind: NumberKind
    value: Decimal
    span: Span


def _plain(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _scaled(match: re.Match[str]) -> Decimal:
    """Digits with a scale and what may hang on it: 3.2万, 3千5, 1万5千, 1万5千6."""
    value = _plain(match["n"])
    scale = (match["scale"] or "").strip()
    if not scale:
        return value
    value = _whole(value * SCALE[scale])
    tail = match["tail"]
    if tail and match["tailscale"]:
        return value + _plain(tail) * SCALE[match["tailscale"]]
    return value + _plain(tail) * UNIT.get(scale, 0) if tail else value


_DIGITS = re.compile(
    rf"(?P<before>{MONEY_BEFORE})?\s*(?<![\d.a-z_])(?P<n>{_PLAIN})(?:\s?(?P<scale>{_SCALED})"
    rf"(?:(?P<tail>\d{{1,4}})(?P<tailscale>[千百])?(?![\d.,%年月号日天]))?)?(?![\d_]|号)\s?(?P<after>{MONEY_AFTER})?(?P<more>多|来|左右)?"
)
_JIAO = re.compile(
    rf"(?P<yuan>\d+|{CHINESE}+)(?:元|块)(?P<jiao>\d|[一二两三四五六七八九])(?:(?:角|毛)(?:(?P<fen>\d|[一二两三四五六七八九])分?)?|(?![\d.,万千百个件单款天折%]))"
)
_PERCENT = re.compile(
    rf"(?<![\d.a-z_])(?P<n>{_PLAIN})\s?(?:%|％|(?:per\s?cent|pct|percentage points?|pp)\b|个百分点|个点(?![击赞]))"
    rf"|百分之(?P<zh>{CHINESE}+(?:点{CHINESE}+)?|\d+(?:\.\d+)?|半)|千分之(?P<mille>{CHINESE}+|\d+(?:\.\d+)?)"
    rf"|(?P<points>{CHINESE}+|半)个(?:百分)?点(?![击赞])"
    rf"|(?<!{CHINESE})(?P<tenth>[一二两三四五六七八九]|\d(?:\.\d)?)成(?P<half>[一二三四五六七八九半])?(?![交功为本人])"
    rf"|(?<!{CHINESE})(?P<off>[一二三四五六七八九][一二三四五六七八九]?|\d(?:\.\d)?|\d\d)折"
    rf"|(?P<word>(?:(?:{_WORD})[\s-]?){{1,4}}) ?per\s?cent\b"
)
_CHINESE_NUMBER = re.compile(
    rf"(?P<n>(?<!{CHINESE})(?<![第统万周月期拜季年的])(?:{CHINESE}+(?:点[零一二三四五六七八九]+)?[万亿千百]?(?P<halfbig>半(?=[块元个万]?))?|半(?=[万折块]))(?P<wan>(?<=半)万)?)"
    rf"(?P<unit>\s?(?:{MONEY_AFTER})|(?=\s?(?:{_CLASSIFIER}))|)"
)
_ROUND = re.compile(
    r"(?<=[过上破满超])(?P<n>[十百千]?万|[十百]?亿|千|百)(?![\u4e00-\u9fff](?<![的元块件单个人以但却而也、]))"
)
_HALF = re.compile(r"(?<![大年])一半(?![会])|(?<![a-z])half(?= of| the|\b)(?! (?:a|an|year|month)\b)")
_ENGLISH = re.compile(
    rf"(?<![a-z])(?:(?:half )?an? (?:hundred|thousand|million|billion|dozen)\b|half (?:hundred|thousand|million)\b"
    rf"|(?:{_WORD})\b(?:[\s-](?:and )?(?:{_WORD})\b){{0,8}})(?P<unit> ?(?:yuan|rmb|dollars?|bucks)\b)?"
)


def find_numbers(text: str, taken: tuple[Span, ...] = ()) -> tuple[Number, ...]:
    """Every number in `text`, left to right, leaving out what touches `taken` (dates, names). Never raises."""
    low = fold(text)
    found: list[Number] = []
    spans = list(taken)
    for pattern, build in _RULES:
        for match in pattern.finditer(low):
            number = build(match)
            if number is not None and free(number.span, spans):
                found.append(number)
                spans.append(number.span)
    return tuple(sorted(found, key=lambda number: number.span))


def read_number(text: str) -> Decimal | None:
    """The one number that `text` is, whatever its kind; None if it is something else too."""
    bare = text.strip()
    if bare == "半":
        return Decimal("0.5")
    found = [number for number in find_numbers(bare) if number.span == Span(0, len(bare))]
    if found:
        return found[0].value
    return read_chinese(fold(bare)) if bare else None


def _percent(match: re.Match[str]) -> Number | None:
    value = _percent_value(match)
    return None if value is None else Number("percentage", value, Span(*match.span()))


def _percent_value(match: re.Match[str]) -> Decimal | None:
    if match["n"]:
        return _plain(match["n"]) / 100
    if match["zh"] or match["points"]:
        part = _mixed(match["zh"] or match["points"])
        return None if part is None else part / 100
    if match["mille"]:
        part = _mixed(match["mille"])
        return None if part is None else part / 1000
    if match["tenth"]:
        part = _mixed(match["tenth"])
        more = "0.5" if match["half"] == "半" else match["half"]
        extra = _mixed(more) if more else Decimal(0)
        extra = extra * 10 if more == "0.5" and extra is not None else extra
        return None if part is None or extra is None else part / 10 + extra / 100
    if match["off"]:
        return _off(match["off"])
    words = read_english(match["word"])
    return None if words is None else words / 100


def _off(text: str) -> Decimal | None:
    part = _mixed(text)
    return None if part is None else part / (100 if part >= 10 else 10)


def _mixed(text: str) -> Decimal | None:
    """Digits, Chinese with a point (三点五), or 半."""
    if text == "半":
        return Decimal("0.5")
    if text[0].isdigit():
        return _plain(text)
    whole, _, part = text.partition("点")
    left = read_chinese(whole)
    right = read_chinese(part) if part else None
    if left is None or (part and right is None):
        return None
    return left if right is None else Decimal(f"{left}.{''.join(str(read_chinese(char)) for char in part)}")


def _jiao(match: re.Match[str]) -> Number | None:
    yuan, jiao = _mixed(match["yuan"]), _mixed(match["jiao"])
    fen = _mixed(match["fen"]) if match["fen"] else Decimal(0)
    if yuan is None or jiao is None or fen is None:
        return None
    return Number("money", yuan + jiao / 10 + fen / 100, Span(*match.span()))


def _digits(match: re.Match[str]) -> Number | None:
    money = bool(match["before"] or match["after"])
    end = match.end("after") if match["after"] else match.end("tailscale") if match["tailscale"] else -1
    end = max(end, match.end("tail"), match.end("scale"), match.end("n"))
    start = match.start("before") if match["before"] else match.start("n")
    return Number("money" if money else "number", _scaled(match), Span(start, end))


def _chinese(match: re.Match[str]) -> Number | None:
    raw = match["n"]
    value = _halved(raw)
    if value is None:
        return None
    unit = match["unit"].strip()
    long = len(raw) >= 2 and any(char in "十百千万亿" for char in raw)
    counted = match["unit"] == "" and re.match(rf"\s?(?:{_CLASSIFIER})", match.string[match.end() :]) is not None
    if not unit and not long and (not counted or raw in ("一", "十", "百", "千", "万")):
        return None
    if raw in ("万一", "十万八千", "百十", "千万", "万千", "一二", "一十", "百万") and not unit:
        return None if raw != "百万" else Number("number", value, Span(*match.span("n")))
    end = match.end("unit") if unit else match.end("n")
    return Number("money" if unit else "number", value, Span(match.start("n"), end))


def _halved(raw: str) -> Decimal | None:
    if raw in ("半", "半万"):
        return Decimal("0.5") if raw == "半" else Decimal(5000)
    if "半" not in raw:
        whole, point, part = raw.partition("点")
        if not point:
            return read_chinese(raw)
        scale = part[-1] if part and part[-1] in SCALE else ""
        value = _mixed(f"{whole}点{part[: len(part) - len(scale)]}") if part != scale else None
        return None if value is None else _whole(value * SCALE.get(scale, 1))
    body = raw.removesuffix("万").removesuffix("半")
    value = read_chinese(body)
    if value is None:
        return None
    if raw.endswith("半万"):
        return (value + Decimal("0.5")) * 10**4
    return value + Decimal(SCALE.get(body[-1], 1)) / 2


def _half(match: re.Match[str]) -> Number:
    return Number("percentage", Decimal("0.5"), Span(*match.span()))


def _round(match: re.Match[str]) -> Number:
    """过万, 破百万."""
    value = Decimal(1)
    for char in match["n"]:
        value *= SCALE.get(char, 10)
    return Number("number", value, Span(*match.span()))


def _english(match: re.Match[str]) -> Number | None:
    body = match[0].removesuffix(match["unit"] or "")
    value = read_english(body)
    if value is None or body.strip() in ("one", "zero"):
        return None
    return Number("money" if match["unit"] else "number", value, Span(*match.span()))


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Number | None]], ...] = (
    (_PERCENT, _percent),
    (_JIAO, _jiao),
    (_DIGITS, _digits),
    (_HALF, _half),
    (_CHINESE_NUMBER, _chinese),
    (_ROUND, _round),
    (_ENGLISH, _english),
)
