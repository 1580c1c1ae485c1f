"""A `Table` on a phone: aligned columns where they fit, else a list."""

import re

from bot.columns import aligned, numeric, width
from bot.telegram.markup import Run, Styled
from core.replies import Table

PHONE_COLUMNS = 34

_RANK = re.compile(r"\d{1,3}")


def table_text(table: Table) -> Styled:
    """The sentence, then the rows."""
    head = (Run(table.text + "\n"),) if table.text else ()
    if not table.rows:
        return head
    lines = aligned(table.columns, table.rows)
    if max(width(line) for line in lines) <= PHONE_COLUMNS:
        return (*head, Run("\n".join(lines), "pre"))
    return (*head, *_as_list(table))


def _as_list(table: Table) -> Styled:
    """One entry a row: its name in bold, what belongs to it below."""
    ranked = all(_RANK.fullmatch(row[0]) for row in table.rows) and len(table.columns) > 1
    at = 1 if ranked else 0
    runs: list[Run] = []
    for row in table.rows:
        runs.append(Run("\n"))
        if ranked:
            runs.append(Run(f"{row[0]}. "))
        runs.append(Run(row[at], "b"))
        details = _details(table.columns[at + 1 :], row[at + 1 :])
        if details:
            runs.append(Run("\n" + details))
    return tuple(runs)


def _details(columns: tuple[str, ...], cells: tuple[str, ...]) -> str:
    pairs = zip(columns, cells, strict=False)
    return " · ".join(f"{column} {cell}" if numeric(cell) else f"{column}：{cell}" for column, cell in pairs if cell)
