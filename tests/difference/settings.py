"""How many operations are tried, and from which seed.

`make test` tries the same every time. A longer run takes a seed by chance, and prints it; the seed
of a graph that failed, with as many operations as a graph has, repeats that graph alone.
"""

import os
from random import randrange

OPERATIONS_A_GRAPH = 100
USUAL = 2000
OPERATIONS = int(os.environ.get("OPERATIONS") or USUAL)
GRAPHS = -(-OPERATIONS // OPERATIONS_A_GRAPH)
SEED = int(os.environ.get("SEED") or (randrange(10**6) if os.environ.get("OPERATIONS") else 0))
