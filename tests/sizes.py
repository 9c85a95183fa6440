"""How long the long proofs are: small in `make test`, whole in `make proof`.

A small run makes each proof with a smaller number, or tries only a part of its cases: PART chooses
which, and is random if it isn't set. A variable of the proof's own name makes it longer still:
OPERATIONS=20000 SEED=17 make difference.
"""

import os
from collections.abc import Sequence
from random import Random, randrange
from typing import TypeVar

T = TypeVar("T")

IS_WHOLE = bool(os.environ.get("WHOLE_PROOFS"))
# Also for the workers, which must collect the same tests.
PART = os.environ.setdefault("PART", str(randrange(10**6)))


def size(name: str, *, small: int, whole: int) -> int:
    """Return the variable's value, or the usual size of this run."""
    return int(os.environ.get(name) or (whole if IS_WHOLE else small))


def part_of(items: Sequence[T], one_in: int) -> Sequence[T]:
    """Return one in so many items, beginning at one that PART chooses; all of them in a whole run.

    A test that fails must name the item, as the next run chooses others.
    """
    if IS_WHOLE:
        return items
    first = Random(f"{PART} {len(items)} {one_in}").randrange(one_in)
    return items[first::one_in]
