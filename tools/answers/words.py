"""How values, elements and filters are said."""

from datetime import date
from decimal import Decimal

from analytics.catalogue import Semantics
from core.calls import Scalar
from core.money import say_count, say_money, say_percent
from core.phrases import Lang, Phrases
from core.query import Filter, Grain, Having
from tools.answers.dates import DateWords

TITLE = 16
"""Characters of a product's title that a sentence or a table on a phone takes."""
SMALL = 20
"""Counts under this are compared by how many, not by how much per cent."""
WITH_UNIT = {"minutes": "query.minutes", "days": "query.days", "score": "query.score"}
SIGNS = {
    "gt": "query.sign_gt",
    "ge": "query.sign_ge",
    "lt": "query.sign_lt",
    "le": "query.sign_le",
    "eq": "query.sign_eq",
}
BEYOND = {"gt": "query.beyond_gt", "ge": "query.beyond_ge", "lt": "query.beyond_lt", "le": "query.beyond_le"}
BUCKETS: dict[Grain, str] = {"day": "query.day", "week": "query.week", "month": "query.month"}
LEVEL = frozenset({"rate", "minutes", "days", "ratio", "score"})
"""Units that go higher and lower, not more and less."""


def short(title: str) -> str:
    """A title cut to what reads on a phone: its first words, as sellers put the product's name first."""
    if len(title) <= TITLE:
        return title
    said = ""
    for word in title.split():
        if len(said) >= 4 or len(said) + len(word) >= TITLE:
            break
        said = f"{said} {word}".strip()
    return said or f"{title[: TITLE - 1]}…"


class Words:
    """Says things in one language, as seen from one day."""

    def __init__(self, semantics: Semantics, phrases: Phrases, lang: Lang, today: date) -> None:
        self.semantics = semantics
        self.lang: Lang = lang
        self.dates = DateWords(phrases, lang, today)
        self._phrases = phrases

    def say(self, sentence: str, /, **params: str) -> str:
        """A sentence by its whole key."""
        return self._phrases.say(sentence, self.lang, **params)

    def metric(self, metric: str) -> str:
        """What it is called."""
        return self.semantics.metrics[metric].name(self.lang)

    def dimension(self, dimension: str) -> str:
        """What it is called."""
        return self.semantics.dimensions[dimension].name(self.lang)

    def value(self, metric: str, value: Scalar, *, bare: bool = False) -> str:
        """A figure with its unit; `bare` leaves the measure word out (for tables)."""
        entry = self.semantics.metrics[metric]
        if value is None:
            return self.say("query.no_value")
        number = Decimal(str(value))
        match entry.unit:
            case "yuan":
                return say_money(number, self.lang)
            case "rate":
                return say_percent(round(number, 4) if abs(number) < Decimal("0.01") else number)
            case "minutes" | "days" | "score":
                return self.say(WITH_UNIT[entry.unit], n=say_count(round(number, 1), self.lang))
            case "ratio":
                return say_count(round(number, 2), self.lang)
            case "count":
                measure = entry.measure.of(self.lang) if entry.measure and not bare else ""
                count = say_count(round(number, 1), self.lang)
                if self.lang == "zh":
                    return f"{count}{measure}"
                return count if measure in entry.en else f"{count} {measure}"

    def element(self, dimension: str, value: Scalar, name: Scalar = None) -> str:
        """What an element is called; `name` is what the shop's tables call it."""
        entry = self.semantics.dimensions[dimension]
        text = str(name if name is not None else "" if value is None else value)
        if text in entry.values:
            known = entry.values[text]
            return known.zh if self.lang == "zh" else known.en
        if not text:
            return entry.none.of(self.lang) if entry.none else self.say("query.nothing_named")
        if dimension == "hour":
            return self.say("query.hour_of", n=text)
        if dimension == "sku":
            title, _, variant = text.rpartition(" / ")
            return f"{short(title)} {variant}".strip()
        return short(text) if dimension == "product" else text

    def grain(self, grain: Grain) -> str:
        """What its buckets are called."""
        return self.say(BUCKETS[grain])

    def joined(self, items: list[str]) -> str:
        """A list in a sentence."""
        return self.say("query.joining").join(items)

    def subject(self, filters: tuple[Filter, ...], titles: dict[str, str]) -> str:
        """The filters as a part of the sentence: 义乌的, for Yiwu."""
        if not filters:
            return ""
        return self.say("query.subject", elements=self.joined([self._filter(one, titles) for one in filters]))

    def _filter(self, one: Filter, titles: dict[str, str]) -> str:
        values = (one.value,) if isinstance(one.value, str) else one.value
        canonical = self.semantics.elements().get(one.field, {})
        said = [self.element(one.field, canonical.get(v.lower(), v), titles.get(v)) for v in values]
        elements = self.joined(said)
        if one.op == "ne":
            return self.say("query.except_for", elements=elements)
        if one.op == "contains":
            return self.say("query.containing", elements=self.joined(list(values)))
        if one.op in ("eq", "in"):
            return elements
        return self.say(BEYOND[one.op], value=elements)

    def condition(self, having: tuple[Having, ...]) -> str:
        """Thresholds in words: 转化率低于 1%."""
        return self.say("query.and").join(self._threshold(one) for one in having)

    def _threshold(self, one: Having) -> str:
        if (part := self._part(one)) is not None:
            return part
        moved = one.metric.removesuffix("_diff").removesuffix("_growth")
        if moved != one.metric:
            return self.say("query.rose" if one.op in ("gt", "ge") else "query.fell", metric=self.metric(moved))
        sign, value = self.say(SIGNS[one.op]), self.value(one.metric, one.value)
        return self.say("query.condition", metric=self.metric(one.metric), sign=sign, value=value)

    def _part(self, one: Having) -> str | None:
        """A threshold on a share or on a growth rate: 成交额占比超过 10%."""
        if one.metric in self.semantics.metrics:
            return None
        name, _, ending = one.metric.rpartition("_")
        if ending == "share" or (ending == "growth" and one.value):
            metric = (
                f"{self.metric(name)} {self.say(f'query.{ending}')}"
                if self.lang == "en"
                else self.metric(name) + self.say(f"query.{ending}")
            )
            return self.say(
                "query.condition",
                metric=metric,
                sign=self.say(SIGNS[one.op]),
                value=say_percent(Decimal(str(one.value))),
            )
        return None

    def change(self, metric: str, now: Scalar, before: Scalar, label: str) -> str:
        """The comparison as a clause: ，比前一天多 8.1%; "" where there is nothing to compare."""
        if now is None or before is None:
            return ""
        unit = self.semantics.metrics[metric].unit
        difference = Decimal(str(now)) - Decimal(str(before))
        if not Decimal(str(before)):
            return (
                self.say("query.same", before=label) if not difference else self.say("query.from_nothing", before=label)
            )
        size = difference if unit == "rate" else difference / abs(Decimal(str(before)))
        if abs(size) < Decimal("0.0005"):
            return self.say("query.same", before=label)
        amount = say_percent(abs(size))
        if unit == "rate":
            amount = self.say("query.points", n=say_count(round(abs(size) * 100, 1), self.lang))
        elif unit == "count" and max(abs(float(now)), abs(float(before))) < SMALL:
            amount = self.value(metric, float(abs(difference)))
        words = (
            ("query.higher", "query.lower")
            if unit in LEVEL or self.semantics.metrics[metric].kind == "ratio"
            else ("query.more", "query.less")
        )
        return self.say(words[0] if size > 0 else words[1], before=label, change=amount)

    def extreme(self, metric: str, *, least: bool) -> str:
        """最高 or 最多, 最低 or 最少."""
        many = self.semantics.metrics[metric].unit == "count"
        if least:
            return self.say("query.fewest") if many else self.say("query.lowest")
        return self.say("query.most") if many else self.say("query.highest")

    def signed(self, metric: str, growth: Scalar) -> str:
        """A growth rate with its sign: +12.3%."""
        return self.say("query.no_value") if growth is None else say_percent(Decimal(str(growth)), signed=True)
