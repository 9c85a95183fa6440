"""The scripts of the pages."""

import subprocess
from pathlib import Path

import pytest

import graph_service
from bench import npm

EXPLORER = Path(graph_service.__file__).parent / "explorer"
TSC = ("node", "node_modules/typescript/bin/tsc")


@pytest.mark.http
def test_the_scripts_are_built_from_the_lock_file(cache: Path, tmp_path: Path) -> None:
    """`make islands` builds them; they are never edited by hand."""
    folder = npm.install(EXPLORER / "islands" / "source", cache)
    subprocess.run([*TSC, "-p", "."], cwd=folder, check=True)
    subprocess.run(["node", "build.mjs", str(tmp_path / "islands.js")], cwd=folder, check=True)
    committed = EXPLORER / "static" / "islands.js"
    assert (tmp_path / "islands.js").read_bytes() == committed.read_bytes()
