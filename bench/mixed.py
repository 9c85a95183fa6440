"""Mixed traffic: all operations in random order, and most requests for few of the entries."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from bench.names import Dice
from bench.operations import OPERATIONS, Operation, Variables, variables_of
from bench.sizes import GraphSize

REQUESTS = 1000
"""Requests that the clients send in a cycle."""


def mixed_requests(size: GraphSize) -> Iterator[tuple[Operation, Variables]]:
    """Yield operations with variables, the same ones in every run.

    All operations are equally frequent. The variables of each follow Zipf's law: the second set is
    drawn half as often as the first one, the third a third as often.
    """
    dice = Dice("mixed traffic")
    for _ in range(REQUESTS):
        operation = dice.one(OPERATIONS)
        sets = variables_of(operation, size)
        yield operation, sets[_zipf(dice, len(sets))]


def _zipf(dice: Dice, count: int) -> int:
    """Draw an index below count; index n is drawn with a probability in proportion to 1/(n + 1)."""
    sums = list(accumulate(1 / rank for rank in range(1, count + 1)))
    return bisect_left(sums, dice.random() * sums[-1])
