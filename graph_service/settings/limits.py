"""How much an operation may ask for."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.settings.declare import setting
from graph_service.settings.kinds import number


@dataclass(frozen=True, kw_only=True)
class OperationLimits:
    """What is held against an operation before it is executed; docs/http.md tells more."""

    max_tokens: int = setting(
        "MAX_TOKENS",
        2_000,
        number(100, 20_000),
        "tokens that a text may have, and values that its variables may",
    )
    max_depth: int = setting(
        "MAX_DEPTH",
        50,
        number(10, 100),
        "how deep a text (through fragments, too) or its variables may be nested",
    )
    max_selections: int = setting(
        "MAX_SELECTIONS",
        1_000,
        number(50, 20_000),
        "selections that a text may have, those of a fragment as often as it is spread",
    )
    max_aliases: int = setting(
        "MAX_ALIASES", 15, number(1, 1_000), "how often a field may be asked for side by side"
    )
    max_root_fields: int = setting(
        "MAX_ROOT_FIELDS", 20, number(1, 1_000), "fields that an operation itself may have"
    )
    max_directives: int = setting(
        "MAX_DIRECTIVES", 50, number(1, 1_000), "directives that a text may have"
    )
    max_cost: int = setting(
        "MAX_COST", 200_000, number(10_000, 100_000_000), "what an operation may cost"
    )
    max_new: int = setting(
        "MAX_NEW", 100, number(2, 10_000), "operations not seen before that may wait for their turn"
    )


USUAL = OperationLimits()
"""Where nothing is set."""
