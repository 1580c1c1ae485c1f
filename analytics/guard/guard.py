"""`guard`: read, check, fence, render.

The first of two walls; the second is the database's own (`adapters/storage/guarded.py`), which trusts nothing here.
"""

from dataclasses import dataclass

from sqlglot import Dialect as Language
from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

from analytics.guard.checking import check
from analytics.guard.fencing import fence
from analytics.guard.reading import read
from analytics.guard.refusals import Refusal, RefusedError
from analytics.guard.rules import CAPS, Dialect

LANGUAGES: dict[Dialect, Language] = {
    "sqlite": Language.get_or_raise("sqlite"),
    "postgresql": Language.get_or_raise("postgres"),
}


@dataclass(frozen=True, slots=True)
class SafeStatement:
    """One SELECT with the parameter `:merchant`, which every table in it is limited to."""

    sql: str
    parameters: dict[str, str]


def guard(text: str, merchant: str, dialect: Dialect, *, most: int = CAPS.rows) -> SafeStatement | Refusal:
    """The statement made safe for the merchant, at most `most` rows; or why it is refused. Never raises."""
    language = LANGUAGES[dialect]
    try:
        tree = read(text, language)
        check(tree, dialect)
        return SafeStatement(_render(fence(tree, language, most), language), {"merchant": merchant})
    except RefusedError as error:
        return error.refusal
    except RecursionError:
        return Refusal("size", "recursion")


def _render(tree: exp.Query, language: Language) -> str:
    try:
        return tree.sql(language, comments=False, unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as error:
        raise RefusedError("construct", str(error)) from error
