"""Arithmetic over metrics ("gmv / orders"), rendered as SQL."""

import ast
from collections.abc import Callable

SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}


class FormulaError(ValueError):
    """Not plain arithmetic over names and numbers."""


def _tree(formula: str) -> ast.expr:
    try:
        return ast.parse(formula, mode="eval").body
    except SyntaxError as error:
        raise FormulaError(f"not a formula: {formula}") from error


def names_in(formula: str) -> tuple[str, ...]:
    """Metric ids in order of appearance, each once. FormulaError."""
    tree = _tree(formula)
    to_sql(formula, str)
    found = sorted((node.col_offset, node.id) for node in ast.walk(tree) if isinstance(node, ast.Name))
    return tuple(dict.fromkeys(name for _, name in found))


def to_sql(formula: str, column: Callable[[str], str]) -> str:
    """SQL in which `column` renders each metric; dividing by zero gives NULL. FormulaError."""

    def render(node: ast.expr) -> str:
        match node:
            case ast.Name(id=name):
                return column(name)
            case ast.Constant(value=int() | float() as number):
                return str(number)
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return f"{render(left)} * 1.0 / NULLIF({render(right)}, 0)"
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in SIGNS:
                return f"({render(left)} {SIGNS[type(sign)]} {render(right)})"
        raise FormulaError(f"not plain arithmetic: {formula}")

    return render(_tree(formula))
