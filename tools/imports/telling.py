"""What a shop's imported files tell about a question: the days they cover, or what is missing to answer it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from core.imports import ImportKind, ImportState, KindState
from core.query import MetricQuery
from tools.answers.coverage import Coverage, Uncovered
from tools.answers.words import Words
from tools.imports.kinds import kinds

FILE = Path(__file__).parent / "sources.yaml"


class Sources(BaseModel):
    """`sources.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: dict[str, str]
    metrics: dict[str, tuple[str, ...]]
    dimensions: dict[ImportKind, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Need:
    """A kind of export, and the columns one of which is needed (none: any file of the kind will do). `asked` is the
    metric or dimension, in words. `kind` None is told by no export."""

    kind: ImportKind | None
    fields: tuple[str, ...]
    asked: str


@cache
def sources() -> Sources:
    """Read once."""
    return Sources.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def told(
    state: ImportState, query: MetricQuery, coverage: Coverage, words: Words, zone: tzinfo | None
) -> Coverage | Uncovered:
    """The coverage as it is for this question. A shop without imports keeps its own."""
    if not state:
        return coverage
    needs = list(_needs(query, words))
    for need in needs:
        if (lack := _lack(need, state, words)) is not None:
            return Uncovered("unavailable", lack)
    return _narrowed(coverage, [state[need.kind] for need in needs if need.kind], zone)


def _narrowed(coverage: Coverage, used: list[KindState], zone: tzinfo | None) -> Coverage:
    """The days that all the kinds cover; lists of products have none."""
    dated = [each for each in used if each.first is not None]
    if not dated:
        return coverage if not used else Coverage(coverage.first, coverage.last, min(each.as_of for each in used))
    as_of: datetime = min(each.as_of for each in dated)
    last = (as_of.astimezone(zone) - timedelta(microseconds=1)).date()
    return Coverage(max(each.first for each in dated if each.first), last, as_of)


def _needs(query: MetricQuery, words: Words) -> Iterator[Need]:
    semantics = words.semantics
    for metric in query.metrics:
        if metric not in semantics.metrics:
            continue
        for leaf in semantics.leaves(metric):
            own = list(_of_leaf(leaf, words.metric(metric), words))
            yield from own
            fields = (*query.dimensions, *(one.field for one in query.filters))
            kind = own[0].kind if own else None
            if kind is not None:
                yield from (_of_dimension(kind, field, words) for field in fields if field in semantics.dimensions)


def _of_leaf(leaf: str, asked: str, words: Words) -> Iterator[Need]:
    table = sources()
    entry = words.semantics.metrics[leaf]
    below = entry.each and not entry.sources
    known = [table.sources[name] for name in words.semantics.sources_of(leaf) if name in table.sources]
    if leaf in table.metrics:
        yield from (_need(each, asked) for each in table.metrics[leaf])
    elif known or below:
        yield _need(known[0] if known else "orders", asked)
    else:
        yield Need(None, (), asked)


def _of_dimension(kind: ImportKind, field: str, words: Words) -> Need:
    said = words.dimension(field)
    told_by = sources().dimensions[kind].get(field)
    return Need(None, (), said) if told_by is None else _need(told_by, said)


def _need(note: str, asked: str) -> Need:
    kind, _, fields = note.partition(".")
    return Need(kind, tuple(fields.split("|")) if fields else (), asked)  # type: ignore[arg-type]


def _lack(need: Need, state: ImportState, words: Words) -> str | None:
    if need.kind is None:
        return words.say("imports.needs_more", metric=need.asked)
    entry, known = kinds()[need.kind], state.get(need.kind)
    kind = entry.name(words.lang)
    if known is None:
        return words.say("imports.needs_kind", metric=need.asked, kind=kind)
    if need.fields and not known.fields & set(need.fields):
        field = entry.fields[need.fields[0]].name(words.lang)
        return words.say("imports.needs_field", metric=need.asked, kind=kind, field=field)
    return None
