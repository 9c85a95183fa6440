"""Filled templates: importing one changes nothing, and a correction changes only what it says."""

import io
import shutil
from pathlib import Path

import pytest

from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.commands.template import write_template
from graph_service.console import Console
from graph_service.i18n import Language
from graph_service.model.graph import TYPE_FOLDERS
from tests.conftest import ROOT
from tests.sizes import part_of

FORMS = [("xlsx", "es"), ("csv", "en"), ("csv", "pt")]


@pytest.mark.proof
@pytest.mark.parametrize(("extension", "language"), part_of(FORMS, 3))
def test_importing_every_entry_of_the_catalogue_changes_nothing(
    tmp_path: Path, extension: str, language: str
) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    before = {file: file.read_bytes() for file in seeds.rglob("*.yaml")}
    tables = []
    types = {folder: [node_type] for folder, node_type in TYPE_FOLDERS.items()}
    is_xlsx = extension == "xlsx"
    for folder, of_table in ({"all": [*TYPE_FOLDERS.values()]} if is_xlsx else types).items():
        table = tmp_path / f"{folder}.{extension}"
        write_template(of_table, language, table, xlsx=is_xlsx, seeds=seeds, filled=[])
        tables.append(table)
    said = io.StringIO()
    assert import_tables(tables, seeds, Console(said, language=Language.EN), updating=True) == 0
    assert said.getvalue() == (
        f"{len(before)} entries have all that the table says already; what a table leaves out"
        " stays.\n"
    )
    assert {file: file.read_bytes() for file in seeds.rglob("*.yaml")} == before
