"""The number of operations to try, and the seed.

`make test` tries the same operations every time. A longer run takes and prints a random seed. To
repeat a single graph that failed, set SEED to its seed and OPERATIONS to OPERATIONS_PER_GRAPH.
"""

import os
from random import randrange

OPERATIONS_PER_GRAPH = 100
DEFAULT_OPERATIONS = 2000
OPERATIONS = int(os.environ.get("OPERATIONS") or DEFAULT_OPERATIONS)
GRAPHS = -(-OPERATIONS // OPERATIONS_PER_GRAPH)
SEED = int(os.environ.get("SEED") or (randrange(10**6) if os.environ.get("OPERATIONS") else 0))
