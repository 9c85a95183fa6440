"""The memory of a load grows by at most 6 kB per entry."""

import os
import subprocess
import sys

import pytest

from tests.catalogue.live import Live

from .loader import COUNTS

# Started from a small process: a new process inherits the peak memory of its parent.
_PEAK = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "tests.catalogue.loads.loader", *sys.argv[1:]], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

ALLOWED_KB = 6
"""Per entry, with a row and an edge as Python objects."""


def _peak_mb(live: Live, version: str) -> float:
    """Load in a process of its own, and return its peak memory in megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, version],
        env={**os.environ, **live.settings.environ()},
        capture_output=True,
        text=True,
        check=True,
        timeout=110,
    )
    unit = 1 if sys.platform == "darwin" else 1024
    return int(done.stdout.split()[-1]) * unit / 1e6


@pytest.mark.proof
def test_three_times_the_entries_take_little_more_memory(live: Live) -> None:
    few = _peak_mb(live, "few")
    live.clear()
    many = _peak_mb(live, "many")
    assert live.value("MATCH (t:Programme) RETURN count(t)") == COUNTS["many"]
    more = (COUNTS["many"] - COUNTS["few"]) * ALLOWED_KB / 1000
    assert many < few + more, (
        f"{few:.0f} MB for {COUNTS['few']}, {many:.0f} MB for {COUNTS['many']}"
    )
