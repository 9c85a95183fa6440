"""The commands and snippets of docs/export.md do what the page says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.settings import DatabaseSettings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "export.md").read_text()
(COMMANDS,) = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
SNIPPETS = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(catalogue: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the commands of the page, as they stand there, in an empty folder."""
    place, tools = (tmp_path_factory.mktemp(name) for name in ("home", "bin"))
    command = tools / "graph-service"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m graph_service "$@"\n')
    command.chmod(0o755)
    environ = {
        **os.environ,
        **catalogue.environ(),
        "PATH": f"{tools}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run(["/bin/sh", "-e"], input=COMMANDS, text=True, cwd=place, env=environ, check=True)
    return place


@pytest.mark.parametrize(("snippet", "printed"), SNIPPETS)
def test_snippets_print_what_stands_below_them(folder: Path, snippet: str, printed: str) -> None:
    """What is printed is written down from seeds/exchange-visits/xv-arg-pry-2023.yaml."""
    done = subprocess.run(
        [sys.executable, "-c", snippet], capture_output=True, text=True, cwd=folder, check=False
    )
    assert (done.stdout, done.returncode) == (printed, 0), done.stderr


def test_all_of_the_page_is_tested(folder: Path) -> None:
    assert len(SNIPPETS) == PAGE.count("```python") == 4
    written = {path.name for path in folder.iterdir()}
    assert written == {"tables", "lines", "network", "linked", "script", "bodies"}
