"""Limits on variables, before they are coerced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_service.compiler.limits.text import too_deep
from graph_service.errors import exceeded
from graph_service.model.json import Json
from graph_service.settings import OperationLimits


def check_variables(variables: Sequence[Json], tokens: int, limits: OperationLimits) -> int:
    """Check the values of variables; give how many there are, names in them counted too.

    They count with the tokens of their text, as they would if they stood in it.

    Raises:
        LimitExceeded: when they have too many, or are nested too deep.
    """
    found = depth = 0
    level = list(variables)
    while level:
        found += len(level)
        inner: list[Json] = []
        nested = False
        for value in level:
            if isinstance(value, Mapping):
                nested = True
                found += len(value)
                inner += value.values()
            elif isinstance(value, Sequence) and not isinstance(value, str):
                nested = True
                inner += value
        depth += nested
        level = inner
    if depth > limits.max_depth:
        raise too_deep(depth, limits, "A variable")
    if found + tokens > limits.max_tokens:
        raise exceeded(
            "tokens",
            found + tokens,
            limits.max_tokens,
            message="The text and the values of its variables have {found} tokens, and may have"
            " {allowed}",
            remedy="ask in several requests",
        )
    return found
