"""The semantic layer as data: metrics, dimensions and sources, read from YAML and checked as a whole."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, Field, ValidationError

from analytics.formulas import FormulaError, names_in
from analytics.wording import Absent, Aliases, Both, Element, NameTable, Value
from core.errors import ConfigError
from core.facts import Unit
from core.phrases import Lang

FOLDER = Path(__file__).parent
Kind = Literal["sum", "distinct", "ratio", "snapshot"]
BUCKETED = frozenset({"weekday", "day_type"})
"""Dimensions that are read off any source's day."""


class Metric(Value):
    """One figure. Exactly one of `from`, `formula` or `each` says how it is computed (see metrics.yaml)."""

    zh: str
    en: str
    unit: Unit
    kind: Kind
    definition: Both
    aliases: Aliases
    measure: Both | None = None
    sources: dict[str, str] = Field(default_factory=dict, alias="from")
    formula: str = ""
    each: str = ""
    having: dict[str, str] = Field(default_factory=dict)
    days: int | None = None
    hidden: bool = False
    lists: bool = False
    maybe_unknown: bool = False
    lower_is_better: bool = False
    factors: tuple[str, ...] = ()

    def name(self, lang: Lang) -> str:
        """What it is called."""
        return self.zh if lang == "zh" else self.en


class Dimension(Value):
    """One way to group or filter (see dimensions.yaml). `order` "key" sorts groups by the element, not the figure."""

    zh: str
    en: str
    definition: Both
    aliases: Aliases
    values: dict[str, Element] = Field(default_factory=dict)
    all: str = ""
    names: NameTable | None = None
    none: Both | None = None
    order: Literal["figure", "key"] = "figure"

    def name(self, lang: Lang) -> str:
        """What it is called."""
        return self.zh if lang == "zh" else self.en


class Source(Value):
    """A fact table as measures see it (see sources.yaml)."""

    table: str
    day: str = ""
    hour: str = ""
    when: str = ""
    where: str = ""
    since: str = ""
    joins: dict[str, str] = Field(default_factory=dict)
    dimensions: dict[str, str]

    def knows(self, dimension: str) -> bool:
        """Whether figures of this source can be grouped by it."""
        if dimension in BUCKETED:
            return bool(self.day)
        return bool(self.hour) if dimension == "hour" else dimension in self.dimensions


@dataclass(frozen=True)
class Semantics:
    """The whole layer. Keys are VOCABULARY.md's ids."""

    metrics: dict[str, Metric]
    dimensions: dict[str, Dimension]
    sources: dict[str, Source]
    absent: dict[str, Absent]

    def naming(self, dimension: str, names: dict[str, tuple[str, str]]) -> "Semantics":
        """The layer with a shop's own elements named (id → zh, en), as the marketplace's categories."""
        values = {key: Element(zh=zh, en=en) for key, (zh, en) in names.items()}
        entry = self.dimensions[dimension].model_copy(update={"values": values})
        return replace(self, dimensions={**self.dimensions, dimension: entry})

    def leaves(self, metric: str) -> tuple[str, ...]:
        """The measured metrics under a metric, itself if it is measured."""
        formula = self.metrics[metric].formula
        if not formula:
            return (metric,)
        return tuple(dict.fromkeys(leaf for name in names_in(formula) for leaf in self.leaves(name)))

    def sources_of(self, leaf: str) -> tuple[str, ...]:
        """Sources of a measured metric, the preferred first."""
        entry = self.metrics[leaf]
        return tuple(entry.having or entry.sources)

    def allowed(self, metric: str) -> tuple[str, ...]:
        """Dimensions that a metric can be asked by."""
        return tuple(
            dimension
            for dimension in self.dimensions
            if all(
                any(self.sources[source].knows(dimension) for source in self.sources_of(leaf))
                for leaf in self.leaves(metric)
            )
        )

    def dated(self, metric: str) -> bool:
        """Whether there is a value for each day (no: as of now only)."""
        return all(self.sources[source].day for leaf in self.leaves(metric) for source in self.sources_of(leaf))

    def windowless(self, metric: str) -> bool:
        """Whether it is a snapshot of now, whatever window is asked."""
        return all(
            not (self.sources[source].day or self.sources[source].when) or self.metrics[leaf].days is not None
            for leaf in self.leaves(metric)
            for source in self.sources_of(leaf)
        )

    @cached_property
    def _elements(self) -> dict[str, dict[str, str]]:
        return {
            key: _aliases((value, (value, e.zh, e.en, *e.aliases)) for value, e in dimension.values.items())
            for key, dimension in self.dimensions.items()
            if dimension.values
        }

    @cached_property
    def metric_aliases(self) -> dict[str, str]:
        """Lower-cased aliases of both languages to metric ids, absent figures among them; hidden metrics have none."""
        metrics = {key: metric for key, metric in self.metrics.items() if not metric.hidden}
        shown: dict[str, Metric | Absent] = {**metrics, **self.absent}
        return _aliases(
            (key, (entry.zh, entry.en, *entry.aliases.zh, *entry.aliases.en)) for key, entry in shown.items()
        )

    def lexicon(self) -> tuple[dict[str, str], dict[str, str]]:
        """Metric aliases and dimension aliases for `core.lexicon.Lexicon`, lower-cased."""
        dimensions = _aliases((key, (d.zh, d.en, *d.aliases.zh, *d.aliases.en)) for key, d in self.dimensions.items())
        return self.metric_aliases, dimensions

    def elements(self) -> dict[str, dict[str, str]]:
        """Words for the fixed elements, by dimension: {"channel": {"搜索": "search", …}, …}, lower-cased."""
        return self._elements


def _aliases(entries: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, words in entries:
        for word in words:
            if found.setdefault(word.lower(), key) != key:
                raise ConfigError(f"the alias {word!r} stands for both {found[word.lower()]!r} and {key!r}")
    return found


Entry = TypeVar("Entry", bound=BaseModel)


def _line(path: Path, place: tuple[int | str, ...]) -> int:
    """The line (from 1) where the deepest known part of `place` stands."""
    node, line = yaml.compose(path.read_text(encoding="utf-8")), 1
    for part in place:
        if not isinstance(node, yaml.MappingNode):
            break
        for key, value in node.value:
            if key.value == str(part):
                node, line = value, key.start_mark.line + 1
                break
    return line


def _read(path: Path, model: type[Entry]) -> dict[str, Entry]:
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ConfigError(f"{path.name}: not YAML: {error}") from error
    if not isinstance(entries, dict):
        raise ConfigError(f"{path.name}:1: needs entries by id")
    read: dict[str, Entry] = {}
    for key, body in entries.items():
        try:
            read[str(key)] = model.model_validate(body)
        except ValidationError as error:
            first = error.errors()[0]
            place = (key, *first["loc"])
            where = ".".join(str(part) for part in place)
            raise ConfigError(f"{path.name}:{_line(path, place)}: {where}: {first['msg']}") from error
    return read


def _fault(semantics: Semantics, key: str) -> str | None:
    """What is wrong with a metric in the light of the others."""
    metric = semantics.metrics[key]
    if sum(map(bool, (metric.sources, metric.formula, metric.each))) != 1:
        return "needs exactly one of from, formula, each"
    try:
        unknown = [name for name in names_in(metric.formula) if name not in semantics.metrics] if metric.formula else []
    except FormulaError as error:
        return str(error)
    unknown += [name for name in (*metric.sources, *metric.having) if name not in semantics.sources]
    if metric.each and metric.each not in semantics.dimensions:
        unknown.append(metric.each)
    if unknown:
        return f"knows no {', '.join(unknown)}"
    return _unjoined(semantics, metric)


def _unjoined(semantics: Semantics, metric: Metric) -> str | None:
    for name, expression in (*metric.sources.items(), *metric.having.items()):
        known = {name, *semantics.sources[name].joins}
        strange = [table for table in re.findall(r"(\w+)\.[a-z_]", expression) if table not in known]
        if strange:
            return f"{name} has no join {strange[0]}"
    return None


def load_semantics(folder: Path = FOLDER) -> Semantics:
    """Read and check the four files of the layer. ConfigError names file, line and key."""
    semantics = Semantics(
        _read(folder / "metrics.yaml", Metric),
        _read(folder / "dimensions.yaml", Dimension),
        _read(folder / "sources.yaml", Source),
        _read(folder / "absent.yaml", Absent),
    )
    for key, entry in semantics.absent.items():
        if entry.nearest and entry.nearest not in semantics.metrics:
            line = _line(folder / "absent.yaml", (key, "nearest"))
            raise ConfigError(f"absent.yaml:{line}: {key}: no metric {entry.nearest}")
    for key in semantics.metrics:
        if fault := _fault(semantics, key):
            path = folder / "metrics.yaml"
            raise ConfigError(f"{path.name}:{_line(path, (key,))}: {key}: {fault}")
    for key, source in semantics.sources.items():
        strange = [name for name in source.dimensions if name not in semantics.dimensions]
        if strange:
            path = folder / "sources.yaml"
            raise ConfigError(
                f"{path.name}:{_line(path, (key, 'dimensions', strange[0]))}: {key}: no dimension {strange[0]}"
            )
    semantics.lexicon()
    return semantics
