"""What a sheet is taken for: where its headings stand, which kind it is, and which column is which field."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from core.imports import ImportKind, Sheet
from tools.imports import cells
from tools.imports.cells import CellError
from tools.imports.kinds import CellType, Field, Kind, kinds
from tools.imports.table import Guess, Table

HEADS_WITHIN = 20
"""Rows that a title, a notice or a filter's description may take before the headings."""
CLOSE = 86
LIKELY = 0.8
UTC = ZoneInfo("UTC")
_UNIT = re.compile(r"[(\[【].*?[)\]】]$")
_NOISE = re.compile(r"[\s_:：*.'\"]+")
Cells = tuple[str, ...]


def guess(sheets: Iterable[Sheet]) -> Guess | None:
    """The sheet, kind and columns that fit best; None where nothing tells an export."""
    found = [one for sheet in sheets for one in _of_sheet(sheet)]
    return max(found, key=lambda one: one.score, default=None)


def _of_sheet(sheet: Sheet) -> list[Guess]:
    found: list[Guess] = []
    for at, (_, heads) in enumerate(sheet.rows[:HEADS_WITHIN]):
        if sum(map(bool, heads)) < 2:
            continue
        names = [_bare(head) for head in heads]
        for kind, entry in kinds().items():
            scores = _scores(names, entry)
            if scores and _tells(entry, {field for field, _ in scores}):
                table = Table(sheet=sheet.name, heads=heads, rows=sheet.rows[at + 1 :])
                found.append(_fitted(table, kind, entry, scores))
    return found


def _tells(kind: Kind, named: set[str]) -> bool:
    return all(named & set(group) for group in kind.telling)


def _fitted(table: Table, kind: ImportKind, entry: Kind, scores: dict[tuple[str, int], float]) -> Guess:
    mapping = _assigned(scores, table, entry)
    missing = [group for group in entry.needs if not mapping.keys() & set(group)]
    for group in missing:
        if (found := _by_values(group, table, entry, set(mapping.values()))) is not None:
            mapping[found[0]] = found[1]
    left = sum(not mapping.keys() & set(group) for group in entry.needs)
    score = sum(scores.get(pair, 50) for pair in mapping.items()) - 150 * left
    return Guess(table, kind, mapping, score + (1 if table.rows else 0))


def _scores(names: Sequence[str], kind: Kind) -> dict[tuple[str, int], float]:
    """How well each heading fits each field, those that fit at all."""
    scores = {}
    for field, entry in kind.fields.items():
        aliases = [_bare(alias) for alias in entry.aliases]
        for column, name in enumerate(names):
            if name and (score := _fit(name, aliases)):
                scores[field, column] = score
    return scores


def _fit(name: str, aliases: Sequence[str]) -> float:
    if name in aliases:
        return 100 - aliases.index(name) * 0.5
    best = max((fuzz.ratio(name, alias), -n) for n, alias in enumerate(aliases))
    if best[0] >= CLOSE:
        return best[0] - 12 + best[1] * 0.5
    parts = [
        n for n, alias in enumerate(aliases) if len(alias) >= (3 if alias.isascii() is False else 6) and alias in name
    ]
    return 62 - parts[0] * 0.5 if parts and len(name) <= 14 else 0


def _assigned(scores: dict[tuple[str, int], float], table: Table, kind: Kind) -> dict[str, int]:
    """Each field its best column and each column one field, the surest first. A column that is empty from top to
    bottom, or holds something else than the field's, counts less."""
    weighed = {pair: score - _doubt(table, pair[1], kind.fields[pair[0]]) for pair, score in scores.items()}
    mapping: dict[str, int] = {}
    for (field, column), _ in sorted(weighed.items(), key=lambda item: (-item[1], item[0][1])):
        if field not in mapping and column not in mapping.values():
            mapping[field] = column
    return mapping


def _doubt(table: Table, column: int, field: Field) -> float:
    values = table.column(column)
    if not values:
        return 30
    return 0 if share_readable(values, field.type) >= 0.5 else 25


def _by_values(group: tuple[str, ...], table: Table, kind: Kind, taken: set[int]) -> tuple[str, int] | None:
    """A column without a telling name whose values are plainly a time, or numbers that no two rows share."""
    free = [column for column in range(len(table.heads)) if column not in taken]
    for field in group:
        sort = kind.fields[field].type
        for column in free:
            values = table.column(column)
            if values and _surely(values, sort):
                return field, column
    return None


def _surely(values: Sequence[str], sort: CellType) -> bool:
    if sort in ("time", "day"):
        return share_readable(values, sort) >= LIKELY
    if sort == "id":
        long = [value for value in values if len(value) >= 8 and any(map(str.isdigit, value)) and value.isascii()]
        return len(long) >= LIKELY * len(values) and len(set(values)) >= LIKELY * len(values) and not _dates(values)
    return False


def _dates(values: Sequence[str]) -> bool:
    return share_readable(values, "time") > 0.2


def share_readable(values: Sequence[str], sort: CellType) -> float:
    """The part of the filled cells that can be read as a sort of value."""
    said = [text for text in map(_plain, values[:60]) if text]
    return sum(_reads(text, sort) for text in said) / len(said) if said else 0.0


def _plain(cell: str) -> str:
    try:
        return cells.plain(cell)
    except CellError:
        return ""


def _reads(text: str, sort: CellType) -> bool:
    try:
        match sort:
            case "time" | "day":
                cells.moment(text, UTC)
            case "money":
                cells.money(text)
            case "count":
                cells.count(text)
            case "status" | "listing" | "channel":
                {"status": cells.status, "listing": cells.listing, "channel": cells.channel}[sort](text)
            case "id":
                return " " not in text or len(text) < 40
            case "text":
                return True
    except CellError:
        return False
    return True


def _bare(head: str) -> str:
    """A heading for comparing: one case and width, no unit in brackets, no blanks."""
    text = _UNIT.sub("", unicodedata.normalize("NFKC", head).strip().lower().replace("（", "(").replace("）", ")"))
    return _NOISE.sub("", text.replace("-", " ")) or _NOISE.sub("", head.lower())
