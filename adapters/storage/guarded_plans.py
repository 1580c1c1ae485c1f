"""A PostgreSQL plan (`EXPLAIN (VERBOSE, FORMAT JSON)`) held to lists: nodes, tables, functions, types, columns."""

import re
from collections.abc import Iterator

from adapters.storage.facts import FACT_TABLES
from core.errors import InternalError

NODES = frozenset({
    "Aggregate", "Append", "Bitmap Heap Scan", "Bitmap Index Scan", "BitmapAnd", "BitmapOr", "CTE Scan", "Group",
    "Hash", "Hash Join", "Incremental Sort", "Index Only Scan", "Index Scan", "Limit", "Materialize", "Memoize",
    "Merge Append", "Merge Join", "Nested Loop", "Result", "Seq Scan", "SetOp", "Sort", "Subquery Scan", "Unique",
    "WindowAgg",
})  # fmt: skip
FUNCTIONS = """
    abs avg btrim ceil ceiling coalesce count cume_dist date_part date_trunc dense_rank extract first_value floor
    greatest lag last_value lead least left length lower ltrim max min mod ntile nullif percent_rank percentile_cont
    position rank right round row_number rtrim string_agg strpos substr substring sum to_char trim upper
"""
KEYWORDS = """
    all and any as between by case distinct else filter from group in is not on or over then to using values when
    where within
"""
TYPES = "bigint bpchar boolean character date double integer interval numeric text timestamp varying"
TYPE_NAMES = frozenset(TYPES.split())
CALLABLE = TYPE_NAMES.union(FUNCTIONS.split(), KEYWORDS.split())
"""What may stand before a bracket."""
UNSAID = frozenset({"Node Type", "Relation Name", "Schema", "Alias", "Index Name", "Subplan Name", "CTE Name"})
"""Keys that hold names, not expressions; the names that matter are checked on their own."""
CLAUSES = """
    cast decimal except exists having int intersect join select union varchar where
"""
WRITTEN = CALLABLE.union(CLAUSES.split()) - {"values"}
"""The same in a statement's text."""
MISLEADING = re.compile(r"\$(?!1\b)|--|/\*|;|\bU&|\breg[a-z]+\b", re.IGNORECASE)
"""Escapes, dollar quotes, comments; and names in the catalogue, which become numbers before there is a plan."""
LONGEST = 20_000
"""Characters of one expression; PostgreSQL works out constants while planning, and a plan spells them out."""
OWN = "current_setting('zhanggui.merchant'::text, true)"
SAID = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'")
"""Quoted names and texts, whichever opens first, so that a quote inside of one can't hide what follows."""
CALLED = re.compile(r"([\w.]+)\s*\(")
CAST = re.compile(r"::\s*([\w.]+)")
STRANGE = re.compile(
    r"\b(ctid|xmin|xmax|cmin|cmax|tableoid|current_user|session_user|current_role|user|system_user|current_catalog"
    r"|current_schema|current_date|current_time|current_timestamp|localtime|localtimestamp)\b",
    re.IGNORECASE,
)


def check_text(sql: str) -> None:
    """InternalError for a call that isn't on the lists. A plan doesn't show every part (LIMIT, the bounds of a window),
    so the text is read too; whatever could mislead a plain reading of it is refused, the guard never writes it."""
    bare = SAID.sub(_unquoted, sql)
    if "\\" in sql or MISLEADING.search(bare):
        raise InternalError("a guarded statement was refused: it can't be read plainly")
    for name in CALLED.findall(bare):
        if name.lower() not in WRITTEN:
            raise InternalError(f"a guarded statement was refused: function {name}")


def check_plan(plan: object) -> None:
    """InternalError names the first thing that isn't on the lists, or a plan that isn't one."""
    found = False
    for key, value in _entries(plan):
        found = found or key == "Node Type"
        _check_entry(key, value)
    if not found:
        raise InternalError("a guarded statement has no plan")


def _entries(node: object, key: str = "") -> Iterator[tuple[str, str]]:
    match node:
        case dict():
            for name, value in node.items():
                yield from _entries(value, str(name))
        case list():
            for value in node:
                yield from _entries(value, key)
        case str():
            yield key, node


def _check_entry(key: str, value: str) -> None:
    if key == "Node Type" and value not in NODES:
        raise InternalError(f"a guarded statement was refused: {value}")
    if key == "Relation Name" and value not in FACT_TABLES:
        raise InternalError(f"a guarded statement was refused: table {value}")
    if key == "Schema" and value.startswith(("pg_", "information_schema")):
        raise InternalError(f"a guarded statement was refused: schema {value}")
    if key not in UNSAID:
        _check_expression(value)


def _check_expression(text: str) -> None:
    if len(text) > LONGEST:
        raise InternalError("a guarded statement was refused: an expression is too long")
    bare = SAID.sub(_unquoted, text.replace(OWN, ""))
    for name in CALLED.findall(bare):
        if name.lower() not in CALLABLE and not name.isdigit():
            raise InternalError(f"a guarded statement was refused: function {name}")
    for name in CAST.findall(bare):
        if name not in TYPE_NAMES:
            raise InternalError(f"a guarded statement was refused: type {name}")
    if strange := STRANGE.search(bare):
        raise InternalError(f"a guarded statement was refused: {strange.group()}")


def _unquoted(said: "re.Match[str]") -> str:
    """A name as one word, a text as an empty one."""
    return re.sub(r"\W", "_", said.group()[1:-1]) if said.group().startswith('"') else "''"
