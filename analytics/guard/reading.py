"""From text to a tree, by sqlglot; what is too large, or isn't one statement that reads, is refused before that."""

import unicodedata

from sqlglot import Dialect as Language
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from analytics.guard.refusals import RefusedError
from analytics.guard.rules import CAPS

OPENERS = frozenset({TokenType.SELECT, TokenType.WITH, TokenType.L_PAREN})
UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories that hide or reorder what a person sees."""


def read(text: str, language: Language) -> exp.Query:
    """One SELECT, or several joined by UNION, INTERSECT or EXCEPT. RefusedError otherwise."""
    if len(text) > CAPS.characters:
        raise RefusedError("size", f"{len(text)} characters")
    _check_characters(text)
    try:
        tokens = language.tokenize(text)
        _check_tokens(tokens)
        trees = language.parser().parse(tokens, text)
    except SqlglotError as error:
        raise RefusedError("syntax", str(error)) from error
    except RecursionError as error:
        raise RefusedError("size", "recursion") from error
    if len(trees) != 1 or not isinstance(tree := trees[0], exp.Select | exp.SetOperation):
        raise RefusedError("statement", type(trees[0]).__name__ if trees else "")
    return tree


def _check_characters(text: str) -> None:
    for character in text:
        plain = " " <= character <= "~" or character in "\t\r\n"
        if not plain and unicodedata.category(character) in UNSEEN:
            raise RefusedError("literal", f"U+{ord(character):04X}")


def _check_tokens(tokens: list[Token]) -> None:
    while tokens and tokens[-1].token_type is TokenType.SEMICOLON:
        tokens.pop()
    if not tokens or tokens[0].token_type not in OPENERS:
        raise RefusedError("statement", tokens[0].text if tokens else "")
    if len(tokens) > CAPS.tokens:
        raise RefusedError("size", f"{len(tokens)} tokens")
    depth = 0
    for token in tokens:
        if token.token_type is TokenType.SEMICOLON:
            raise RefusedError("statement", ";")
        depth += (token.token_type is TokenType.L_PAREN) - (token.token_type is TokenType.R_PAREN)
        if depth > CAPS.brackets:
            raise RefusedError("size", "brackets")
