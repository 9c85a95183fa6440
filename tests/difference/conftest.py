"""How many operations, and by what chance: `make difference OPERATIONS=20000 SEED=17`."""

from .settings import OPERATIONS, SEED


def pytest_report_header() -> str:
    return f"difference: {OPERATIONS} operations from seed {SEED}"
