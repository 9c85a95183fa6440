"""Limits of an operation."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.settings.declare import setting
from graph_service.settings.kinds import number


@dataclass(frozen=True, kw_only=True)
class OperationLimits:
    """Checked before an operation is executed; docs/http.md explains each limit.

    Attributes:
        max_depth: nesting of the document, with fragments expanded, and of its variables.
        max_selections: in the document; those of a fragment count each time it is spread.
        max_operations: in the document.
        max_aliases: response keys of one field in one selection set.
        max_all_aliases: in the operation; those of a fragment count under each field with it.
        max_root_fields: in the operation.
        max_directives: in the document.
        max_new: operations not seen before that may wait to be compiled or planned.
    """

    max_tokens: int = setting(
        "MAX_TOKENS",
        2_000,
        number(100, 20_000),
        "tokens in a document, plus the values in its variables",
    )
    max_cost: int = setting(
        "MAX_COST", 200_000, number(10_000, 100_000_000), "cost of an operation (docs/http.md)"
    )
    max_depth: int = 50
    max_selections: int = 1_000
    max_operations: int = 20
    max_aliases: int = 15
    max_all_aliases: int = 200
    max_root_fields: int = 20
    max_directives: int = 50
    max_new: int = 100


DEFAULT_LIMITS = OperationLimits()
