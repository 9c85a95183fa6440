"""Prints the number of operations and the seed, which reproduce a run of `make difference`."""

from .settings import OPERATIONS, SEED


def pytest_report_header() -> str:
    return f"difference: {OPERATIONS} operations from seed {SEED}"
