"""The cells of docs/notebook.md print what stands below them.

Counted by hand from seeds/knowledge-transfers: to Panama lead `kt-blueheart-pan` and
`kt-corett-plan-pan` (IMPLEMENTED), `kt-cri-eri-pan`, `kt-hnd-comites-pan` and `kt-hnd-pan`
(VISITED), `kt-iom-stats-corett` (DOCUMENTED) and `kt-track4tip-pan` (PRESENTED); from Honduras
`kt-hnd-mex`, `kt-hnd-comites-pan` and `kt-hnd-pan`. The counts of the cell in R are those of the
first one.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.settings import DatabaseSettings
from tests.catalogue.live import command
from tests.conftest import ROOT
from tests.docs.snippets import check_example, examples_of

PAGE = (ROOT / "docs/notebook.md").read_text()
CELLS = examples_of(PAGE, "python")
((R_CELL, R_PRINTED),) = examples_of(PAGE, "r")


@pytest.mark.parametrize(("cell", "printed"), CELLS)
def test_python(cell: str, printed: str, catalogue: DatabaseSettings) -> None:
    places = {"neo4j://127.0.0.1:7687": catalogue.uri, "PASSWORD": catalogue.password}
    for shown, real in places.items():
        assert shown in cell
        cell = cell.replace(shown, real)
    done = subprocess.run(
        [sys.executable, "-c", cell], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout, done.returncode) == (printed, 0), done.stderr


@pytest.mark.r
def test_r(catalogue: DatabaseSettings, tmp_path: Path) -> None:
    done = command(catalogue, "export", "--format", "csv", tmp_path / "tables")
    assert done.exit_code == 0, done.output
    check_example(["Rscript", "--vanilla", "-e", R_CELL], R_PRINTED, tmp_path)


def test_every_cell_is_short_and_tested() -> None:
    assert len(CELLS) == PAGE.count("```python") == 2
    assert all(len(cell.splitlines()) <= 12 for cell, _ in CELLS)
