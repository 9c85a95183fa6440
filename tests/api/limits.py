"""Operations beside a limit of their size, and their rejection."""

from typing import Any

import pytest

from graph_service.compiler.compiler import Compiler
from graph_service.errors import LimitExceeded
from graph_service.model.json import Json

ELSEWHERE = "split it into several requests"
IDS = "select many entries by nodes(ids:)"
FROM_IDS = "split it into several requests that continue from ids"


def refusal(compiler: Compiler, text: str, variables: dict[str, Json] | None = None) -> Any:
    """Return the message and details of a rejected operation."""
    with pytest.raises(LimitExceeded) as caught:
        compiler.execution(text, variables)
    details = dict(caught.value.details)
    return (
        caught.value.message,
        details["limit"],
        details.get("found"),
        details["allowed"],
    )


def passes(compiler: Compiler, text: str, variables: dict[str, Json] | None = None) -> bool:
    return compiler.execution(text, variables) is not None


def aliases(count: int, field: str = "id") -> str:
    """Return a field this many times, each with another response key."""
    return " ".join(f"a{n}: {field}" for n in range(count))
