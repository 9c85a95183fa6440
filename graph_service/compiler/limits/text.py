"""Limits on a text, before it is parsed: to parse what is refused would take its time."""

from __future__ import annotations

import re

from graph_service.errors import LimitExceeded, exceeded
from graph_service.settings import OperationLimits

# Every alternative takes what it began with, so that no part of a text is looked at twice: what
# has no end ends with its line, or with the text. Comments count, as they take time to be read.
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
    """Check a text, whether it is GraphQL or not; give the number of its tokens.

    Raises:
        LimitExceeded: when it has too many tokens or directives, or brackets too deep.
    """
    tokens = _TOKEN.findall(text)
    if len(tokens) > limits.max_tokens:
        raise exceeded(
            "tokens",
            len(tokens),
            limits.max_tokens,
            message="The text has {found} tokens, and may have {allowed}",
            remedy="ask in several requests",
        )
    deepest = depth = 0
    for part in tokens:
        if part in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif part in ")]}":
            depth -= 1
    if deepest > limits.max_depth:
        raise too_deep(deepest, limits)
    directives = tokens.count("@")
    if directives > limits.max_directives:
        raise exceeded(
            "directives",
            directives,
            limits.max_directives,
            message="The text has {found} directives, and may have {allowed}",
            remedy="put one on a fragment in place of many on its fields",
        )
    return len(tokens)


def too_deep(found: int, limits: OperationLimits, what: str = "The text") -> LimitExceeded:
    """Return the error of something nested too deep."""
    return exceeded(
        "depth",
        found,
        limits.max_depth,
        message=what + " is nested {found} deep, and may be {allowed}",
        remedy="ask in several requests, from the ids of what you got",
    )
