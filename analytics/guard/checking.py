"""Every node of the tree against the grammar; names, values, joins and sizes against their rules."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from sqlglot import exp

from analytics.guard.refusals import RefusedError
from analytics.guard.rules import CAPS, GRAMMAR, SCHEMA, Dialect

NUMBER = re.compile(r"\d{1,15}(\.\d{1,10})?|\.\d{1,10}")
NAME = re.compile(r"[^\W\d][\w ()%/+\-（）％]*")
LONE_COLON = re.compile(r"(?<!\w):")
"""SQLAlchemy takes a colon and a word for a parameter, unless a letter or digit stands before it."""
INTERVAL = re.compile(r"\d{1,4}")
DOUBLERS = (exp.DPipe, exp.Lag, exp.Lead)


def check(tree: exp.Query, dialect: Dialect) -> None:
    """RefusedError for the first thing that isn't allowed."""
    nodes = tuple(_walk(tree))
    for node in nodes:
        _check_node(node)
        if checker := CHECKS.get(type(node)):
            checker(node)
        if isinstance(node, exp.Anonymous) and str(node.this).lower() not in GRAMMAR.functions[dialect]:
            raise RefusedError("function", str(node.this))
    _check_counts(nodes)


def _walk(tree: exp.Expr) -> Iterator[exp.Expr]:
    """Breadth first, with a bound on depth and number; no recursion."""
    level: list[exp.Expr] = [tree]
    seen = 0
    for _ in range(CAPS.depth):
        below: list[exp.Expr] = []
        for node in level:
            seen += 1
            yield node
            below.extend(node.iter_expressions())
        if seen > CAPS.nodes:
            raise RefusedError("size", f"{seen} nodes")
        if not below:
            return
        level = below
    raise RefusedError("size", "depth")


def _check_node(node: exp.Expr) -> None:
    if isinstance(node, exp.Anonymous):
        return
    kind = type(node).__name__
    allowed = GRAMMAR.nodes.get(kind)
    if allowed is None:
        raise RefusedError("function" if isinstance(node, exp.Func) else "construct", kind)
    for part, value in node.args.items():
        if value is None or value is False or value == []:
            continue
        if part not in allowed:
            raise RefusedError("construct", f"{kind} {part}")
        bare = isinstance(value, str) and not isinstance(node, exp.Literal | exp.Identifier)
        if bare and value.upper() not in GRAMMAR.words:
            raise RefusedError("construct", f"{kind} {value}")


def _check_literal(node: Any) -> None:
    value = str(node.this)
    if not node.is_string:
        if not NUMBER.fullmatch(value):
            raise RefusedError("literal", value)
        return
    if len(value) > CAPS.text or "\\" in value or LONE_COLON.search(value):
        raise RefusedError("literal", value)
    if value.strip().lower() in GRAMMAR.clocks:
        raise RefusedError("literal", value)


def _check_identifier(node: Any) -> None:
    name = str(node.this)
    plain = name == unicodedata.normalize("NFC", name) and name.casefold() == name.lower()
    if len(name) > CAPS.name or not plain or not NAME.fullmatch(name):
        raise RefusedError("name", name)


def _check_type(node: Any) -> None:
    if not isinstance(node.this, exp.DType) or node.this.name not in GRAMMAR.types:
        raise RefusedError("construct", f"type {node.this}")


def _check_join(node: Any) -> None:
    """A table may only be joined on something; a row of totals (a WITH or a subquery) may stand beside every row."""
    if node.args.get("using"):
        return
    condition = node.args.get("on")
    if node.this.name.lower() in SCHEMA and (condition is None or condition.find(exp.Column) is None):
        raise RefusedError("join", node.this.name)


def _check_number(node: Any) -> None:
    """LIMIT and OFFSET take a written number."""
    count = node.expression
    if not isinstance(count, exp.Literal) or count.is_string or not str(count.this).isdigit():
        raise RefusedError("construct", "limit")


def _check_interval(node: Any) -> None:
    """Its text is not a value to the database, so it is held to a number."""
    length = node.this
    if not isinstance(length, exp.Literal) or not INTERVAL.fullmatch(str(length.this)) or node.args.get("unit") is None:
        raise RefusedError("literal", "interval")


def _check_column(node: Any) -> None:
    if not isinstance(node.this, exp.Identifier | exp.Star):
        raise RefusedError("construct", "column")


def _check_table(node: Any) -> None:
    if not isinstance(node.this, exp.Identifier):
        raise RefusedError("table", type(node.this).__name__)


def _check_counts(nodes: tuple[exp.Expr, ...]) -> None:
    for kinds, most in (((exp.Table,), CAPS.tables), ((exp.Select,), CAPS.selects), (DOUBLERS, CAPS.pipes)):
        if sum(isinstance(node, kinds) for node in nodes) > most:
            raise RefusedError("size", f"more than {most} {kinds[0].__name__}")


CHECKS: dict[type[exp.Expr], Callable[[Any], None]] = {
    exp.Literal: _check_literal,
    exp.Identifier: _check_identifier,
    exp.DataType: _check_type,
    exp.Join: _check_join,
    exp.Limit: _check_number,
    exp.Offset: _check_number,
    exp.Interval: _check_interval,
    exp.Column: _check_column,
    exp.Table: _check_table,
}
