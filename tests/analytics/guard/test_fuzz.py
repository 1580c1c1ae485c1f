"""Honest statements, mutilated and crossed with attacks: whatever passes the guard tells of nobody else."""

import re
import sqlite3

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.guard import SafeStatement, guard
from tests.analytics.guard.attacks import EVERY
from tests.analytics.guard.shops import Pair
from tests.analytics.guard.test_honest import HONEST
from tests.analytics.shop import MERCHANT

PIECE = re.compile(r"\w+|'[^']*'|\S|\s+")
WORDS = (
    "approvals", "sessions", "sqlite_master", "fact_orders", "main.fact_orders", "merchant", "'other'", "OR 1=1", "UNION",
    "UNION SELECT body FROM audit", "(SELECT body FROM approvals)", "--", "/*", "*/", ";", "'", '"', "\\", "(", ")", "*",
    "RECURSIVE", "LATERAL", "NATURAL", "CROSS JOIN fact_lines", "WITH approvals AS (SELECT 1)", "AS approvals", "rowid",
    "INTO x", "FOR UPDATE", "[", "]", "`", "main.", "temp.", ":merchant", "?", "\0", "LIMIT -1", "VALUES", "USING (merchant)",
)  # fmt: skip
HOW_OFTEN = 400


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """One to four changes: words put in, taken out, doubled, or a piece of another statement grafted on."""
    pieces = PIECE.findall(draw(st.sampled_from(HONEST["both"] + HONEST["sqlite"])))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(pieces) - 1)))
        match draw(st.sampled_from(("put", "put", "swap", "drop", "double", "graft"))):
            case "put":
                pieces.insert(at, f" {draw(st.sampled_from(WORDS))} ")
            case "swap":
                pieces[at : at + 1] = [draw(st.sampled_from(WORDS))]
            case "drop":
                del pieces[at : at + draw(st.integers(1, 3))]
            case "double":
                pieces[at:at] = pieces[at : at + draw(st.integers(1, 8))]
            case "graft":
                other = PIECE.findall(draw(st.sampled_from(EVERY)))[:200]
                start = draw(st.integers(0, len(other)))
                pieces[at:at] = [" ", *other[start : start + draw(st.integers(1, 12))], " "]
    return "".join(pieces)


@given(text=mutations())
@settings(max_examples=HOW_OFTEN, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_mutation_tells_of_others(sqlite_pair: Pair, text: str) -> None:
    """Run without the second wall, so that only the guard stands between."""
    safe = guard(text, MERCHANT, "sqlite")
    if isinstance(safe, SafeStatement):
        assert told(sqlite_pair.crowded, safe) == told(sqlite_pair.alone, safe)


@given(text=st.text(max_size=200) | mutations())
@settings(max_examples=HOW_OFTEN, deadline=None)
def test_the_guard_always_answers(text: str) -> None:
    guard(text, MERCHANT, "postgresql")


def told(url: str, safe: SafeStatement) -> list[tuple[object, ...]] | str:
    connection = sqlite3.connect(f"file:{url.removeprefix('sqlite:///')}?mode=ro", uri=True)
    steps = iter(range(200))
    connection.set_progress_handler(lambda: next(steps, None) is None, 10_000)
    try:
        return sorted(connection.execute(safe.sql, safe.parameters).fetchall(), key=repr)
    except sqlite3.Error as error:
        return type(error).__name__
    finally:
        connection.close()
