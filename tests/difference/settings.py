"""The number of operations to try, and the seed.

`make test` and `make proof` try the same operations every time. Another number of OPERATIONS
chooses and prints a random seed. To repeat a single graph that failed, set SEED to its seed and
OPERATIONS to the number of operations per graph.
"""

import os
from random import randrange

from tests.sizes import size

OPERATIONS_PER_GRAPH = size("OPERATIONS_PER_GRAPH", small=5, whole=25)
# Neo4j takes 0.2 s of CPU to plan a new statement. 16 graphs have every type in focus once. Only a
# whole run must cover the schema; tests/api/test_everything.py reads every field in `make test`.
SMALL, WHOLE = 16 * 5, 5_000
OPERATIONS = size("OPERATIONS", small=SMALL, whole=WHOLE)
GRAPHS = -(-OPERATIONS // OPERATIONS_PER_GRAPH)
SWEPT = 4 if OPERATIONS > SMALL else 1
"""Number of graphs on which each operator is tried by itself."""
SEED = int(os.environ.get("SEED") or (randrange(10**6) if os.environ.get("OPERATIONS") else 0))
