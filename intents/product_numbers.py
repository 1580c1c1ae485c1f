"""Prices, tiers, minimum order, stock and cost in a product's text."""

import re
from dataclasses import dataclass
from decimal import Decimal

from core.market import Tier
from intents.folding import fold
from intents.numbers import Number, find_numbers

U = (
    r"(?:pieces?|pairs?|units?|pcs|pc|sets?|bags?|boxes|ea|kg"
    r"|[个只双把条件套盒箱包支枝枚张台本瓶对打顶串副份袋片卷桶块米斤])"
)
M = r"[\x01\x02](?P<m>\d+)\x03"
N = r"\x02(?P<n>\d+)\x03"
QUANTITY = r"(?:及?以上|起[批皮匹订定卖售发拿]?|or more|and (?:up|over|above)|\+|up\b)"
PER = rf"(?:\s*(?:/|每|一|per|each|an?)\s*{U}(?!\s*{QUANTITY})|\s*each)?"
ENDS = rf"(?!\s*(?:{U}\s*)?(?:{QUANTITY}|-|~|到|至)|\s*{U})"
"""A number that is a quantity itself is not the price of the quantity before it."""
IS = r"\s*(?:[:是为约有卖=]|at|is|of)?\s*"
PRE = (
    rf"(?:(?:现价|售价|批发价?|单价|卖价|价格|价钱|[一每]{U}|卖|wholesale price|selling price|price|wholesale|at){IS})"
)

COST = (
    re.compile(rf"(?:成本价?|进价|进货价|拿货价?|cost(?: price)?){IS}{M}{PER}"),
    re.compile(rf"{M}{PER}\s*(?:的?成本|cost)"),
)
STOCKED = r"(?:库存|库纯|库村|现货|存货|备货|有货|in stock|stock|inventory|qty|quantity)"
STOCK = (
    re.compile(rf"{STOCKED}\s*(?:数量?)?{IS}{N}\s*{U}?"),
    re.compile(rf"{N}\s*{U}?\s*(?:现货|库存|存货|in stock|on hand)"),
)
PRICE_FIRST = re.compile(rf"{PRE}?{M}{PER}\s*(?:for|from|over|at)?\s*{N}\s*{U}?\s*{QUANTITY}")
TIERS = (
    re.compile(rf"{N}\s*{U}?\s*(?:-|~|到|至|to)\s*\x02\d+\x03\s*{U}?{IS}{M}{PER}{ENDS}"),
    re.compile(
        rf"(?:≥|>=?|满|买|超过|over|from)?\s*{N}\s*{U}?\s*{QUANTITY}\s*(?:[每一]{U}|for)?{IS}{PRE}?{M}{PER}{ENDS}"
    ),
    re.compile(rf"(?:≥|>=?|满|over|from)\s*{N}\s*{U}?{IS}{M}{PER}{ENDS}"),
    re.compile(rf"{M}{PER}\s*(?:for|from|over|at)\s*{N}\s*{U}?\s*{QUANTITY}?"),
    PRICE_FIRST,
    re.compile(rf"{N}\s*{U}{IS}\x01(?P<m>\d+)\x03{PER}{ENDS}"),
)
MOQ = r"(?:最[小低少]起[订批]量?|起[批订定]量|最少|moq|min(?:imum)?\.?(?: order)?(?: quantity| qty)?)"
LEAST = (
    re.compile(rf"{MOQ}{IS}{N}\s*{U}?\s*起?"),
    re.compile(rf"{N}\s*{U}?\s*(?:起[批皮匹订定卖售发拿]?|气批|minimum|min\b|moq)(?!{IS}\x02)"),
    re.compile(rf"(?:起[批皮匹订定卖售]|气批){IS}{N}\s*{U}?"),
)
OLD_PRICE = re.compile(rf"(?:原价|市场价|吊牌价|零售价|list price|retail price|retail){IS}{M}{PER}")
PRICES = (re.compile(rf"{PRE}{M}{PER}"), re.compile(rf"\x01(?P<m>\d+)\x03{PER}"))
LONE = re.compile(rf"(?<![^\s\x00]){M}{PER}(?![^\s\x00])")
FOR_MORE = re.compile(rf"{M}{PER}\s*for\s*{N}\s*{U}?\s*{QUANTITY}")
SEQUENCE = re.compile(rf"(?P<q>\x02\d+\x03\s*{U}?\s*{QUANTITY})|(?P<p>[\x01\x02]\d+\x03)")
MOST = Decimal(10**9)
LIST_MARK = re.compile(r"[,;](?!\d{3}(?!\d))")
EACH = re.compile(rf"(?<=[元块])一(?={U})")
"""22元一把 is 22 yuan each, not 22.1."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """`rest` is the text nothing was read from, with \\x00 where something was. Prices are yuan."""

    tiers: tuple[Tier, ...]
    min_order: int | None
    stock: int | None
    cost: Decimal | None
    rest: str


def read_amounts(raw: str) -> Amounts:
    """What stands under a word first (cost, stock), then tiers, minimum order, and the price that is left."""
    text = _Tokens(raw)
    cost = text.number(COST, "m")
    stock = text.number(STOCK, "n")
    text.take(OLD_PRICE)
    tiers = text.tiers()
    least = text.number(LEAST, "n")
    price = text.number(PRICES, "m")
    if price is None and not tiers:
        price = text.number((LONE,), "m")
    text.drop_prices()
    if price is not None:
        below = [tier for tier in tiers if least is None or tier.min_units > least]
        tiers = (Tier(min_units=_count(least) or 1, price=price), *below)
    kept = {tier.min_units: tier for tier in sorted(tiers, key=lambda tier: tier.min_units)}
    ordered = tuple(kept[units] for units in sorted(kept))
    first = ordered[0].min_units if ordered and price is None else None
    return Amounts(ordered, _count(least) if least is not None else first, _count(stock), cost, text.rest())


def _count(value: Decimal | int | None) -> int | None:
    return None if value is None else int(value)


def _is_no_price(text: str, number: Number) -> bool:
    """-5元 and the end of 3-5元: neither says what a piece costs, so the price is asked for."""
    return number.kind == "money" and text[: number.span.start].rstrip()[-1:] in {"-", "~", "–", "—"}


class _Tokens:
    """The text with its numbers as tokens, \\x01i\\x03 for money and \\x02i\\x03 else; what is read is cut out."""

    def __init__(self, raw: str) -> None:
        low = EACH.sub("每", LIST_MARK.sub(" ", fold(raw)))
        self._raw = raw
        self._numbers = find_numbers(low)
        self._places: list[tuple[int, int]] = []
        self._text = ""
        at = 0
        for index, number in enumerate(self._numbers):
            if number.kind != "percentage" and not _is_no_price(low, number):
                self._plain(low, at, number.span.start)
                self._token(index, number)
                at = number.span.end
        self._plain(low, at, len(low))

    def number(self, patterns: tuple[re.Pattern[str], ...], group: str) -> Decimal | None:
        """The value of the first pattern that is found; quantities are whole."""
        for pattern in patterns:
            for match in pattern.finditer(self._text):
                value = self._numbers[int(match[group])].value
                if value < MOST and (group == "m" or value == int(value)):
                    self._cut(match)
                    return value
        return None

    def tiers(self) -> tuple[Tier, ...]:
        """All of them. 9.9元100个起 8.5元500个起 and 6.6 for 60+, 5.8 for 300+ tell each price before its quantity."""
        kinds = "".join("q" if match["q"] else "p" for match in SEQUENCE.finditer(self._text))
        price_first = FOR_MORE.search(self._text) or re.fullmatch(r"(?:pq){2,}", kinds)
        patterns = (PRICE_FIRST, *TIERS) if price_first else TIERS
        found = []
        for pattern in patterns:
            while (match := pattern.search(self._text)) is not None:
                units, price = self._numbers[int(match["n"])].value, self._numbers[int(match["m"])].value
                self._cut(match)
                if 1 <= units < MOST and price < MOST:
                    found.append(Tier(min_units=int(units), price=price))
        return tuple(found)

    def take(self, pattern: re.Pattern[str]) -> None:
        if (match := pattern.search(self._text)) is not None:
            self._cut(match)

    def drop_prices(self) -> None:
        """Further amounts of money are no part of a name."""
        while (match := PRICES[1].search(self._text)) is not None:
            self._cut(match)

    def rest(self) -> str:
        pairs = zip(self._text, self._places, strict=True)
        return "".join(char if char == "\x00" else self._raw[start:end] for char, (start, end) in pairs)

    def _cut(self, match: re.Match[str]) -> None:
        start, end = match.span()
        self._text = f"{self._text[:start]}\x00{self._text[end:]}"
        self._places[start:end] = [(0, 0)]

    def _plain(self, low: str, start: int, end: int) -> None:
        self._text += low[start:end]
        self._places += [(place, place + 1) for place in range(start, end)]

    def _token(self, index: int, number: Number) -> None:
        token = f"{chr(1 if number.kind == 'money' else 2)}{index}\x03"
        self._text += token
        self._places += [(number.span.start, number.span.end), *[(0, 0)] * (len(token) - 1)]
