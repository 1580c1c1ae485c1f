"""Leaf rows as arrays: every row one combination of elements, with an actual and an expected value."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class LeafTable:
    """`elements[d][code]` names an element of dimension d; `codes` is leaves × dimensions.

    Of a figure that adds up, `actual` and `expected` are its values. Of a ratio they are its numerators, and
    `actual_base` and `expected_base` its denominators. All of one length, finite.
    """

    dimensions: tuple[str, ...]
    elements: tuple[tuple[str, ...], ...]
    codes: Ints
    actual: Floats
    expected: Floats
    actual_base: Floats | None = None
    expected_base: Floats | None = None

    @classmethod
    def of_rows(
        cls,
        dimensions: Sequence[str],
        rows: Sequence[Sequence[str]],
        actual: Sequence[float],
        expected: Sequence[float],
        *,
        actual_base: Sequence[float] | None = None,
        expected_base: Sequence[float] | None = None,
    ) -> "LeafTable":
        """A table from rows of element names, one name for each dimension. Give both bases for a ratio, or none."""
        columns = list(zip(*rows, strict=True)) or [()] * len(dimensions)
        named = [_coded(column) for column in columns]
        return cls(
            dimensions=tuple(dimensions),
            elements=tuple(names for names, _ in named),
            codes=np.column_stack([codes for _, codes in named]).astype(np.int64),
            actual=np.asarray(actual, dtype=float),
            expected=np.asarray(expected, dtype=float),
            actual_base=None if actual_base is None else np.asarray(actual_base, dtype=float),
            expected_base=None if expected_base is None else np.asarray(expected_base, dtype=float),
        )

    def __len__(self) -> int:
        return len(self.actual)


def _coded(column: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    places: dict[str, int] = {}
    codes = [places.setdefault(name, len(places)) for name in column]
    return tuple(places), np.asarray(codes, dtype=np.int64)
