"""The cells of docs/notebook.md print what stands below them.

Counted by hand from seeds/knowledge-transfers: to Panama lead `kt-blueheart-pan` (IMPLEMENTED),
`kt-corett-plan-pan` (ADAPTED), `kt-cri-eri-pan`, `kt-hnd-comites-pan` and `kt-hnd-pan` (VISITED),
`kt-iom-stats-corett` (DOCUMENTED) and `kt-track4tip-pan` (PRESENTED); from Honduras `kt-hnd-mex`,
`kt-hnd-comites-pan` and `kt-hnd-pan`. R isn't at hand where tests run: of its cell, the files and
columns are tested; it was run by hand with R 4.2.
"""

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.console import Console
from graph_service.export.command import export_graph
from graph_service.export.formats import FORMATS
from graph_service.export.writer import selection
from graph_service.settings import DatabaseSettings
from tests.conftest import ROOT

PAGE = (ROOT / "docs/notebook.md").read_text()
CELLS = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)
(R_CELL,) = re.findall(r"```r\n(.*?)```", PAGE, re.DOTALL)


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


def test_r_names_tables_and_columns_that_there_are(
    catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    export_graph(
        FORMATS["csv"], selection(), tmp_path / "tables", catalogue, Console(io.StringIO())
    )
    columns: set[str] = set()
    for name in re.findall(r'read\("(.*?)"\)', R_CELL):
        with (tmp_path / "tables" / name).open(encoding="utf-8-sig", newline="") as file:
            columns |= set(next(csv.reader(file)))
    used = {*re.findall(r"\$(\w+)", R_CELL), *re.findall(r'by\.\w = "(\w+)"', R_CELL)}
    assert used == {"targetId", "phase", "id", "sourceId"} <= columns


def test_every_cell_is_short_and_tested() -> None:
    assert len(CELLS) == PAGE.count("```python") == 2
    assert all(len(cell.splitlines()) <= 12 for cell, _ in CELLS)
