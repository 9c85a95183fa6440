"""The commands and snippets of docs/export.md do what the page says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph

from graph_service.settings import DatabaseSettings
from tests.conftest import ROOT
from tests.docs.snippets import check_example, examples_of, run_commands

PAGE = (ROOT / "docs" / "export.md").read_text()
SNIPPETS = examples_of(PAGE, "python")


@pytest.fixture(scope="module")
def folder(catalogue: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the commands of the page write, as they stand there."""
    home, tools = (tmp_path_factory.mktemp(name) for name in ("home", "bin"))
    run_commands(PAGE, catalogue, home, tools)
    return home


@pytest.mark.parametrize(("snippet", "printed"), SNIPPETS)
def test_snippets_print_the_output_shown_below_them(
    folder: Path, snippet: str, printed: str
) -> None:
    """What is printed is written down from seeds/exchange-visits/xv-arg-pry-2023.yaml."""
    check_example([sys.executable, "-c", snippet], printed, folder)


def test_json_ld_becomes_turtle(folder: Path) -> None:
    (line,) = re.findall(r"```console\n(rdfpipe .*)\n```", PAGE)
    environ = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    subprocess.run(["/bin/sh", "-ec", line], cwd=folder, env=environ, check=True)
    turtle = Graph().parse(folder / "linked/catalogue.ttl", format="turtle")
    assert len(turtle) == len(Graph().parse(folder / "linked/catalogue.jsonld", format="json-ld"))


def test_all_of_the_page_is_tested(folder: Path) -> None:
    assert len(SNIPPETS) == PAGE.count("```python") == 6
    written = {path.name for path in folder.iterdir()}
    assert written == {"tables", "lines", "network", "pairs", "linked", "script", "bodies"}
