"""Outside events: weather, hot topics by chance, holidays and campaigns, and what they do to listings."""

import calendar
import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import yaml

from adapters.market.draws import between, key, uniform
from adapters.market.parameters import HERE, Events, Weather
from adapters.market.seasons import campaigns, holidays
from adapters.market.state import Row, Topic
from adapters.market.times import date_of, day_number

Kind = Literal["rain", "cold", "heat"]
NAMES: dict[Kind, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "rain": ("连续降雨", ("雨伞", "雨衣", "伞"), ("umbrellas",)),
    "cold": ("寒潮降温", ("袜", "保温杯", "珊瑚绒"), ("socks",)),
    "heat": ("高温天气", ("水杯", "遮阳", "晴雨伞"), ("cups", "umbrellas")),
}
"""Of each kind of weather: its name, its words, the categories it moves."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A spell of weather; `lift` multiplies the visitors of its categories."""

    kind: Kind
    starts: date
    ends: date
    lift: float

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.starts:%Y%m%d}"


def spells(events: Events, seed: int, day: date) -> tuple[Spell, ...]:
    """Weather that began in the month of `day` or the one before, some of it over."""
    before = day.replace(day=1) - timedelta(days=1)
    return _spells(events.rain, events.cold, events.heat, seed, before.year, before.month) + _spells(
        events.rain, events.cold, events.heat, seed, day.year, day.month
    )


@lru_cache(maxsize=512)
def _spells(rain: Weather, cold: Weather, heat: Weather, seed: int, year: int, month: int) -> tuple[Spell, ...]:
    found = []
    shapes: tuple[tuple[Kind, Weather], ...] = (("rain", rain), ("cold", cold), ("heat", heat))
    for kind, shape in shapes:
        name = ("weather", seed, kind, year, month)
        if month in shape.months and uniform(*name) < shape.chance:
            starts = date(year, month, 1 + key(*name, "day") % calendar.monthrange(year, month)[1])
            length = round(between(shape.days, *name, "length"))
            found.append(Spell(kind, starts, starts + timedelta(days=length - 1), between(shape.lift, *name, "lift")))
    return tuple(found)


@lru_cache(maxsize=1)
def _known_topics() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((n, tuple(w)) for n, w in yaml.safe_load((HERE / "topics.yaml").read_text(encoding="utf-8")))


def chance_topics(events: Events, seed: int, day: date) -> tuple[Topic, ...]:
    """Topics that came up by chance in the month of `day` or the one before."""
    before = day.replace(day=1) - timedelta(days=1)
    found = []
    for year, month in ((before.year, before.month), (day.year, day.month)):
        name = ("topic", seed, year, month)
        if uniform(*name) < events.topic.chance:
            title, words = _known_topics()[key(*name, "which") % len(_known_topics())]
            starts = day_number(date(year, month, 1 + key(*name, "day") % 28))
            lift, half = between(events.topic.lift, *name, "lift"), between(events.topic.half_life, *name, "half")
            found.append(Topic(f"topic-{year}{month:02}", title, words, starts, starts + round(half * 2), lift, half))
    return tuple(found)


def topic_strength(topic: Topic, day: int) -> float:
    """How much above 1 a topic's own listings stand on a day, 0 before it and once it has faded out."""
    age = day - topic.starts
    if age < 0 or age > topic.half_life * 7:
        return 0.0
    return (topic.lift - 1.0) * math.exp(-math.log(2.0) * age / topic.half_life)


def event_rows(events: Events, seed: int, topics: list[Topic], day: date, announced: int) -> dict[str, Row]:
    """The outside events that become known on a day: holidays and campaigns ahead, weather and topics as they come."""
    rows: dict[str, Row] = {}
    for year in (day.year, day.year + 1):
        for holiday in holidays(year):
            if day == holiday.starts - timedelta(days=14):
                rows[holiday.id] = _row(
                    holiday.id, "holiday", holiday.name, holiday.starts, holiday.ends, holiday.words
                )
        for campaign in campaigns(year):
            if day == campaign.starts - timedelta(days=announced):
                rows[campaign.id] = _row(campaign.id, "platform", campaign.name, campaign.starts, campaign.ends, ())
    for spell in spells(events, seed, day):
        if day == spell.starts:
            name, words, _ = NAMES[spell.kind]
            rows[spell.id] = _row(spell.id, "weather", name, spell.starts, spell.ends, words)
    for topic in (*topics, *chance_topics(events, seed, day)):
        if day == date_of(topic.starts):
            ends = date_of(topic.ends)
            rows[topic.id] = _row(topic.id, "topic", topic.name, day, ends, topic.words)
    return rows


def _row(name: str, kind: str, title: str, starts: date, ends: date, words: tuple[str, ...]) -> Row:
    return [name, kind, title, starts.isoformat(), ends.isoformat(), list(words)]
