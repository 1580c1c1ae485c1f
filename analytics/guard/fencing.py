"""The checked tree made safe: columns resolved, every table replaced by the merchant's own rows, LIMIT capped."""

from functools import lru_cache
from typing import Any

from sqlglot import Dialect as Language
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.normalize_identifiers import normalize_identifiers
from sqlglot.optimizer.qualify_columns import qualify_columns, quote_identifiers, validate_qualify_columns
from sqlglot.optimizer.qualify_tables import qualify_tables
from sqlglot.schema import MappingSchema

from analytics.guard.refusals import RefusedError
from analytics.guard.rules import SCHEMA

STEP = "step_"
"""Put before the name of every WITH, so that none can be taken for a table, wherever it is or isn't in scope."""


def fence(tree: exp.Query, language: Language, most: int) -> exp.Query:
    """The same question of one merchant's rows, `most` at most. RefusedError for an unknown table or column."""
    tree = normalize_identifiers(tree, dialect=language)
    _check_tables(tree)
    try:
        tree = qualify_tables(tree, dialect=language)
        tree = qualify_columns(tree, _schema(language))
        quote_identifiers(tree, dialect=language, identify=True)
        validate_qualify_columns(tree)
    except SqlglotError as error:
        raise RefusedError("column", str(error)) from error
    _check_columns(tree)
    _replace_tables(tree)
    _cap(tree, most)
    return tree


def _steps(tree: exp.Query) -> set[str]:
    return {step.alias for step in tree.find_all(exp.CTE)}


def _check_tables(tree: exp.Query) -> None:
    steps = _steps(tree)
    if taken := steps & SCHEMA.keys():
        raise RefusedError("name", ", ".join(taken))
    for table in tree.find_all(exp.Table):
        if table.name not in steps and table.name not in SCHEMA:
            raise RefusedError("table", table.name)


def _check_columns(tree: exp.Query) -> None:
    """What sqlglot leaves open is refused: a star it couldn't spell out, a name that is neither column nor alias, a
    whole row taken as a value."""
    aliases = {alias.alias for alias in tree.find_all(exp.Alias)}
    for node in tree.find_all(exp.Star, exp.TableColumn, exp.Column):
        whole = isinstance(node, exp.TableColumn) or (
            isinstance(node, exp.Star) and not isinstance(node.parent, exp.Count)
        )
        if whole or (isinstance(node, exp.Column) and not node.table and node.name not in aliases):
            raise RefusedError("column", node.name)


def _replace_tables(tree: exp.Query) -> None:
    """Afterwards nothing in the tree names a table but the fences."""
    for step in tree.find_all(exp.CTE):
        name = step.args["alias"].this
        name.set("this", STEP + name.name)
    for table in tuple(tree.find_all(exp.Table)):
        if table.name in SCHEMA:
            own = exp.Var(this=_own_rows(table.name))
            table.replace(exp.Subquery(this=own, alias=table.args.get("alias")))
        else:
            table.this.set("this", STEP + table.name)


@lru_cache
def _own_rows(table: str) -> str:
    columns = ", ".join(f'"{column}"' for column in SCHEMA[table])
    return f'SELECT {columns} FROM "{table}" WHERE "merchant" = :merchant'


def _cap(tree: exp.Query, most: int) -> None:
    limit: Any = tree.args.get("limit")
    if limit is None or int(limit.expression.this) > most:
        tree.set("limit", exp.Limit(expression=exp.Literal.number(most)))


@lru_cache
def _schema(language: Language) -> MappingSchema:
    return MappingSchema(dict(SCHEMA), dialect=language)
