"""Hides numpy and pandas, which only development needs, from processes of tests and benches.

Neo4j's driver and openpyxl import them if they are installed: 0.5 s of CPU and 46 MB per process,
which users don't spend. Python imports this module first (PYTHONPATH, conftest.py).
"""

import sys

PROGRAMS = (
    *("graph_service", "/bin/graph-service", "tests.catalogue.loads.loader"),
    *("bench.contenders.asgi", "bench.contenders.ceiling", "bench.contenders.dataloaders"),
)

if any(argument.endswith(PROGRAMS) for argument in sys.orig_argv[1:3]):
    sys.modules |= {"numpy": None, "pandas": None}  # type: ignore[dict-item]
