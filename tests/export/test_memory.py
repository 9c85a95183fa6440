"""Memory doesn't grow with the graph."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.model.storage import STORAGE_VERSION
from graph_service.settings import DatabaseSettings
from tests.graphs import run, wipe
from tests.sizes import size

pytestmark = pytest.mark.slow

# The peak levels off at 8,000 entries: 7 MB from 2,000 to 8,000, 1.2 MB from there to 16,000.
FEW = 8_000
MANY = size("MANY_EXPORTED", small=16_000, whole=40_000)
FORMAT = "json-ld"  # the format with the most text
_SOURCES = f"""UNWIND range($first, $last) AS i
CREATE (s:Source {{id: 'Source:s' + i, slug: 's' + i, name: 'Source ' + i, publisher: 'P' + i,
  language: 'ES', readExtent: 'FULL', url: 'https://example.org/' + i, note: $note}})
CREATE (t:Topic {{id: 'Topic:t' + i, slug: 't' + i, name: 'Topic ' + i, nameEs: 'Topic ' + i,
  scheme: $scheme, note: $note}})
CREATE (t)-[:CITES {{basis: 'STATED', note: $note}}]->(s)
MERGE (r:Release {{id: 'Release:r'}})
SET r.slug = 'r', r.name = 'Made for a test', r.number = 1, r.checksum = '0',
  r.storageVersion = {STORAGE_VERSION}"""
# A small process in between: the peak of a new process starts at that of its parent.
_PEAK = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "graph_service", *sys.argv[1:]], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


def _peak(settings: DatabaseSettings, place: Path) -> int:
    """Export in a separate process and return its peak memory in kB."""
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, "export", "--format", FORMAT, str(place)],
        env={**os.environ, **settings.environ()},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.stdout.startswith(f"{place}: Release:r as {FORMAT}"), done.stderr
    unit = 1024 if sys.platform == "darwin" else 1
    return int(done.stderr) // unit


def _fill(settings: DatabaseSettings, first: int, last: int) -> None:
    """Create topics that cite one source each; half of the entries are topics."""
    run(settings, _SOURCES, first=first, last=last, note="n" * 500, scheme="SUBJECT")
    run(settings, "CALL db.prepareForReplanning(30)")  # as a load does


@pytest.mark.proof
def test_many_times_the_graph_needs_no_more_memory(
    database_settings: DatabaseSettings, tmp_path: Path
) -> None:
    wipe(database_settings)
    _fill(database_settings, 1, FEW // 2)
    few = _peak(database_settings, tmp_path / "few")
    _fill(database_settings, FEW // 2 + 1, MANY // 2)
    many = _peak(database_settings, tmp_path / "many")
    wipe(database_settings)
    assert many - few < MANY - FEW  # 1 kB per further entry, whose text alone is 2 kB
