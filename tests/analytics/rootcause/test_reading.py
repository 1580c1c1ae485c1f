"""CSV in, and what is said of bad ones."""

import pytest

from analytics.rootcause import Columns, read_leaves
from core.errors import ConfigError

GOOD = ["a,b,real,predict", "x,1,5,6", "y,2,7.5,8", "", "x,2,1e2,0"]


def columns(dimensions: str = "a,b", actual: str = "real", expected: str = "predict") -> Columns:
    return Columns.parse(dimensions, actual, expected)


def test_rows_become_codes_and_numbers() -> None:
    table = read_leaves(GOOD, columns())
    assert table.elements == (("x", "y"), ("1", "2"))
    assert table.codes.tolist() == [[0, 0], [1, 1], [0, 1]]
    assert table.actual.tolist() == [5, 7.5, 100]
    assert table.expected_base is None


def test_a_ratio_reads_its_bases() -> None:
    lines = ["a,s,t,s0,t0", "x,9,10,8,10"]
    table = read_leaves(lines, Columns.parse("a", "s/t", "s0/t0"))
    assert table.actual_base is not None and table.expected_base is not None
    assert (table.actual[0], table.actual_base[0], table.expected[0], table.expected_base[0]) == (9, 10, 8, 10)


def test_a_missing_column_is_named_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match=r"no column c; the file has a, b, real, predict"):
        read_leaves(GOOD, columns("a,c"))


@pytest.mark.parametrize("cell", ["abc", "", "nan", "inf"])
def test_a_cell_that_is_no_number_is_named_with_its_row(cell: str) -> None:
    with pytest.raises(ConfigError, match=r"row 3, column predict: .* is not a number"):
        read_leaves(["a,real,predict", "x,1,2", f"y,1,{cell}"], columns("a"))


def test_a_short_row_is_named() -> None:
    with pytest.raises(ConfigError, match=r"row 2: 2 cells, the header has 3"):
        read_leaves(["a,real,predict", "x,1"], columns("a"))


@pytest.mark.parametrize(("lines", "said"), [([], "empty"), (["a,real,predict"], "no rows")])
def test_an_empty_file_is_said_to_be(lines: list[str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read_leaves(lines, columns("a"))


@pytest.mark.parametrize(
    ("dimensions", "actual", "expected", "said"),
    [
        ("", "real", "predict", "--dimensions"),
        ("a,a", "real", "predict", "twice"),
        ("a", "s/t", "predict", "both"),
        ("a", "s/", "x/y", "--actual"),
        ("a", "s/t/u", "x/y", "--actual"),
    ],
)
def test_options_that_do_not_fit_are_refused(dimensions: str, actual: str, expected: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        Columns.parse(dimensions, actual, expected)
