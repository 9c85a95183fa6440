"""Runs the examples in the docstrings of the packages; indexes of folders name all modules."""

import ast
import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for folder in ("bench", "graph_service")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if ">>> " in path.read_text()
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    tested = doctest.testmod(import_module(name))
    assert tested.attempted
    assert not tested.failed


PACKAGE = ROOT / "graph_service"
ALIKE = [
    PACKAGE / folder
    for folder in (
        *(".", "catalogue/archives", "cli", "explorer/pages"),
        *("model/edges", "model/enums", "model/kinds", "model/types"),
    )
]
"""Folders whose modules are all of one sort, so that their names say enough."""
FOLDERS = sorted({path.parent for path in PACKAGE.rglob("__init__.py")}.difference(ALIKE))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(PACKAGE)))
def test_the_index_of_a_folder_names_all_of_its_modules(folder: Path) -> None:
    index = ast.get_docstring(ast.parse((folder / "__init__.py").read_text())) or ""
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    modules |= {path.parent.name for path in folder.glob("*/__init__.py")}
    assert modules - {*re.findall(r"\w+", index)} == set()
