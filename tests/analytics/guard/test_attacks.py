"""The guard refuses what it must; what it lets pass, and whatever meets the second wall alone, tells nothing."""

import sqlite3
from collections.abc import Iterable

import pytest

from analytics.guard import Refusal, SafeStatement, guard
from analytics.guard.refusals import PHRASES
from analytics.guard.rules import Dialect
from core.phrases import load_phrases
from tests.analytics.guard.attacks import ATTACKS, EVERY, HARMLESS
from tests.analytics.guard.shops import SECRET, Outcome, Pair, digest, outcome, reads
from tests.analytics.shop import MERCHANT

DIALECTS: tuple[Dialect, ...] = ("sqlite", "postgresql")
SYSTEM = (
    SECRET.lower(),
    "98765432",
    sqlite3.sqlite_version,
    "postgres",
    "sqlite_",
    "approvals",
    "audit",
    "pg_",
    "root:",
)
"""What a cell must not hold unless the statement itself said it."""


def dialect_of(pair: Pair) -> Dialect:
    return "sqlite" if pair.crowded.startswith("sqlite") else "postgresql"


def leaks(statement: str, crowded: Outcome, alone: Outcome) -> str:
    if crowded.rows != alone.rows:
        return f"tells of others: {statement[:200]!r}: {str(crowded.rows)[:200]} {str(alone.rows)[:200]}"
    for cell in crowded.cells:
        for mark in SYSTEM:
            if mark in cell.lower() and cell.lower() not in statement.lower():
                return f"tells of the system: {statement[:200]!r}: {cell[:100]}"
    return ""


async def all_leaks(pair: Pair, statements: Iterable[tuple[str, str]]) -> list[str]:
    found = []
    async with reads(pair.crowded) as crowded, reads(pair.alone) as alone:
        for said, sql in statements:
            found.append(leaks(said, await outcome(crowded, sql), await outcome(alone, sql)))
    return [leak for leak in found if leak]


def test_there_are_more_than_three_hundred_attacks() -> None:
    assert len(EVERY) >= 300
    assert all(len(statements) >= 10 for statements in ATTACKS.values())


@pytest.mark.parametrize("kind", ATTACKS)
def test_an_attack_is_refused_unless_it_is_known_to_be_harmless(kind: str) -> None:
    passed = {
        statement
        for statement in ATTACKS[kind]
        for dialect in DIALECTS
        if isinstance(guard(statement, MERCHANT, dialect), SafeStatement)
    }
    assert passed == HARMLESS & set(ATTACKS[kind])


async def test_what_passes_the_guard_tells_of_nobody_else(pair: Pair) -> None:
    guarded = [(statement, guard(statement, MERCHANT, dialect_of(pair))) for statement in EVERY]
    before = await digest(pair.crowded)
    passed = [(said, safe.sql) for said, safe in guarded if isinstance(safe, SafeStatement)]
    assert not await all_leaks(pair, passed)
    assert await digest(pair.crowded) == before


async def test_the_second_wall_holds_without_the_guard(pair: Pair) -> None:
    before = await digest(pair.crowded)
    assert not await all_leaks(pair, [(statement, statement) for statement in EVERY])
    assert await digest(pair.crowded) == before


async def test_the_second_wall_lets_own_rows_through(pair: Pair) -> None:
    async with reads(pair.crowded) as wall:
        found = await outcome(wall, "SELECT count(*), sum(amount_fen) FROM fact_orders")
    assert found.rows == ("(6, 226750)",)


def test_every_refusal_has_a_sentence() -> None:
    phrases = load_phrases()
    refused = [guard(statement, MERCHANT, "sqlite") for statement in EVERY]
    said = {phrases.speak(refusal.phrase, "en") for refusal in refused if isinstance(refusal, Refusal)}
    assert len(said) == len(PHRASES)
