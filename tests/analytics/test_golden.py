"""What the compiler writes, word for word."""

from analytics.catalogue import Semantics
from tests.analytics.golden import FOLDER, statements


def test_every_statement_is_as_agreed(semantics: Semantics) -> None:
    for name, sql in statements(semantics).items():
        path = FOLDER / name
        assert path.exists(), f"{name} is missing: python -m tests.analytics.golden writes it"
        assert path.read_text(encoding="utf-8") == sql, name


def test_no_golden_file_is_left_over(semantics: Semantics) -> None:
    kept = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.sql")}
    assert kept == set(statements(semantics))


def test_every_statement_asks_for_one_merchant_in_every_table(semantics: Semantics) -> None:
    for name, sql in statements(semantics).items():
        tables = sql.count("FROM fact_") + sql.count("JOIN fact_")
        assert sql.count(".merchant = ") + sql.count("WHERE merchant = :merchant") >= tables, name
