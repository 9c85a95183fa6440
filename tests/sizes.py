"""How long the long proofs are: small in `make test`, whole in `make proof`.

A variable of the proof's own name makes it longer still: OPERATIONS=20000 SEED=17 make difference.
"""

import os
from collections.abc import Sequence
from random import randrange
from typing import TypeVar

T = TypeVar("T")

IS_WHOLE = bool(os.environ.get("WHOLE_PROOFS"))


def size(name: str, *, small: int, whole: int) -> int:
    """Return the variable's value, or the usual size of this run."""
    return int(os.environ.get(name) or (whole if IS_WHOLE else small))


def part_of(items: Sequence[T], one_in: int) -> Sequence[T]:
    """Return one in so many items, beginning at a random one; all of them in a whole run.

    A test that fails must name the item, as the next run chooses others.
    """
    return items if IS_WHOLE else items[randrange(one_in) :: one_in]
