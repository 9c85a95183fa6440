"""Limits on a text, checked before parsing, so that rejected texts aren't parsed."""

from __future__ import annotations

import re

from graph_service.errors import LimitExceeded, exceeded
from graph_service.settings import OperationLimits

# Quantifiers are possessive, so no character is matched twice: an unterminated string ends with its
# line, or with the text. Comments count as tokens, as the lexer takes time for them.
_TOKEN = re.compile(
    r'"""(?:[^"\\]++|\\"""|\\|"(?!""))*+(?:"""|\Z)'
    r'|"(?:[^"\\\n\r]++|\\[^\n\r])*+"?'
    r"|#[^\n\r]*+"
    r"|[A-Za-z_][0-9A-Za-z_]*+"
    r"|-?[0-9][0-9A-Za-z_.+-]*+"
    r"|\.\.\."
    r"|[^\s,\ufeff]"
)


def check_text(text: str, limits: OperationLimits) -> int:
    """Check a text, valid or not, and return the number of its tokens.

    >>> check_text("{ topics(first: 5) { totalCount } }", OperationLimits())
    11

    Raises:
        LimitExceeded: if it has too many tokens, directives or levels of brackets.
    """
    tokens = _TOKEN.findall(text)
    if len(tokens) > limits.max_tokens:
        raise exceeded(
            "tokens",
            len(tokens),
            limits.max_tokens,
            message="The text has {found} tokens",
            remedy="split it into several requests",
        )
    deepest = depth = 0
    for lexeme in tokens:
        if lexeme in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif lexeme in ")]}":
            depth -= 1
    if deepest > limits.max_depth:
        raise too_deep(deepest, limits)
    directives = tokens.count("@")
    if directives > limits.max_directives:
        raise exceeded(
            "directives",
            directives,
            limits.max_directives,
            message="The text has {found} directives",
            remedy="put one on a fragment instead of one on each of its fields",
        )
    return len(tokens)


def too_deep(found: int, limits: OperationLimits, what: str = "The text") -> LimitExceeded:
    """Return the error for a text or variable that is nested too deep."""
    return exceeded(
        "depth",
        found,
        limits.max_depth,
        message=what + " is nested {found} levels deep",
        remedy="split it into several requests that continue from ids",
    )
