"""Tables row by row: each as a sentence that its headings make, named after what the row is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from adapters.documents.blocks import Grid, is_chinese
from adapters.documents.faults import Fault

MOST_ROWS = 2000
MOST_COLUMNS = 40
_NUMBER = re.compile(r"^[¥$€]?-?[\d,]+(?:\.\d+)?\s*(?:%|元|万|个|件|套|只|双)?$")
_NAMES = re.compile(r"品名|名称|商品|产品|款式|款名|货品|项目|问题|name|product|item|title|question", re.IGNORECASE)
_COUNTS = re.compile(r"序号|行号|no\.?|#", re.IGNORECASE)
_CODES = re.compile(r"货号|编码|编号|条码|型号|sku|code|\bid\b", re.IGNORECASE)
_UNIT = re.compile(r"\s*[（(].*?[）)]")
MOST_ASKS = 8
LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Row:
    """`name` is what the row is about."""

    name: str
    text: str
    asks: tuple[str, ...]


def within(rows: int) -> None:
    """Fault for more rows than are read."""
    if rows > MOST_ROWS:
        raise Fault("documents.too_many_rows", rows=str(rows), limit=str(MOST_ROWS))


def rows_of(grid: Grid) -> Iterator[Row | str]:
    """Rows under the headings; lines above these, and all of a table without headings, as plain text."""
    rows = [row for row in grid.rows if any(row)]
    top = next((n for n, row in enumerate(rows[:LOOKED_AT]) if _is_heads(row)), None)
    if top is None or top + 1 == len(rows):
        yield from (_line(row) for row in rows)
        return
    yield from (_line(row) for row in rows[:top])
    heads, records = rows[top], rows[top + 1 :]
    names = _name_column(heads, records)
    for record in records:
        if sum(map(bool, record)) > 1:
            yield _row(heads, record, names)
        else:
            yield _line(record)


def _is_heads(row: tuple[str, ...]) -> bool:
    """Two cells or more, none of them a number."""
    filled = [cell for cell in row if cell]
    return len(filled) > 1 and not any(_NUMBER.match(cell) for cell in filled)


def _name_column(heads: tuple[str, ...], records: list[tuple[str, ...]]) -> int:
    """The column that says so, else the first one that isn't numbers."""
    texts = [n for n in range(len(heads)) if _is_text([row[n] for row in records[:LOOKED_AT] if n < len(row)])]
    said = [n for n in texts if _NAMES.search(heads[n])]
    return next(iter(said or texts), 0)


def _is_text(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(bool(_NUMBER.match(cell)) for cell in filled) * 2 <= len(filled)


def _row(heads: tuple[str, ...], record: tuple[str, ...], names: int) -> Row:
    name = (record[names] if names < len(record) else "") or next(filter(None, record))
    columns = enumerate(zip(heads, record, strict=False))
    pairs = [
        (head, cell) for n, (head, cell) in columns if n != names and head and cell and not _COUNTS.fullmatch(head)
    ]
    zh = is_chinese("".join(heads) + name)
    told = ("；" if zh else "; ").join(cell if len(pairs) == 1 else f"{head} {cell}" for head, cell in pairs)
    text = f"{name}：{told}" if zh else f"{name}: {told}"
    asked = sorted((_UNIT.sub("", head) for head, _ in pairs[:MOST_ASKS]), key=lambda head: bool(_CODES.search(head)))
    asks = tuple(f"{name}{head}" if zh else f"{name} {head}" for head in asked)
    return Row(name, text, asks)


def _line(row: tuple[str, ...]) -> str:
    return "，".join(filter(None, row)) if is_chinese("".join(row)) else ", ".join(filter(None, row))
