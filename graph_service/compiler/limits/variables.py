"""Limits on the values of variables, checked before coercion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_service.compiler.limits.text import too_deep
from graph_service.errors import exceeded
from graph_service.model.json import Json
from graph_service.settings import OperationLimits


def check_variables(variables: Sequence[Json], tokens: int, limits: OperationLimits) -> int:
    """Check the values of variables, and return their number, including names of input fields.

    They count together with the tokens of the text, as literals would.

    Raises:
        LimitExceeded: if there are too many values, or they are nested too deep.
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
            message="The text and its variables have {found} tokens and values",
            remedy="split it into several requests",
        )
    return found
