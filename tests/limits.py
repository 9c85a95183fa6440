"""Limits for tests whose operations are larger than the defaults allow."""

from graph_service.settings import OperationLimits

WIDE = OperationLimits(
    max_tokens=20_000,
    max_depth=100,
    max_selections=20_000,
    max_operations=100,
    max_aliases=1_000,
    max_all_aliases=10_000,
    max_root_fields=1_000,
    max_directives=1_000,
    max_cost=100_000_000,
)
