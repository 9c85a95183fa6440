"""How a limit is told: the number, the limit and the remedy."""

from __future__ import annotations

from graph_service.errors import LimitExceeded

_MOST = 1_000_000_000
"""Larger numbers are told as this one: fragments in fragments come to more than there are atoms."""


def exceeded(limit: str, found: int, allowed: int, *, told: str, remedy: str) -> LimitExceeded:
    """Give the refusal.

    Args:
        limit: its name, for programs.
        found: how many there are.
        allowed: how many there may be.
        told: what there is, with {found} and {allowed} for the numbers.
        remedy: what to do.
    """
    found = min(found, _MOST)
    numbers = told.format(found=f"{found:,}", allowed=f"{allowed:,}")
    return LimitExceeded(f"{numbers}: {remedy}.", limit=limit, found=found, allowed=allowed)
