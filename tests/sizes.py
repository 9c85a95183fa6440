"""How long the long proofs are: small in `make test`, whole in `make proof`.

A variable of the proof's own name makes it longer still: OPERATIONS=20000 SEED=17 make difference.
"""

import os

IS_WHOLE = bool(os.environ.get("WHOLE_PROOFS"))


def size(name: str, *, small: int, whole: int) -> int:
    """Return the variable's value, or the usual size of this run."""
    return int(os.environ.get(name) or (whole if IS_WHOLE else small))
