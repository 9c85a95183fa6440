"""Entries of every type that the catalogue has not seen, as files and as tables: field by field.

tests/data/unseen has fictional entries with what sources say in docs/scope.md, once as a steward
writes them in files, once in tables, with headers and terms in three languages.
"""

import shutil
from pathlib import Path

import pytest

from graph_service.catalogue.checks.check import read_catalogue
from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.files.read import read_folder
from graph_service.model.graph import TYPE_FOLDERS
from tests.catalogue.records import DATA, SEEDS, read

from .tables import ENGLISH

ENTRIES = sorted((DATA / "unseen" / "entries").glob("*/*.yaml"))
TABLES = sorted((DATA / "unseen" / "tables").glob("*.csv"))


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue with the entries of the tables."""
    folder = tmp_path_factory.mktemp("unseen") / "seeds"
    shutil.copytree(SEEDS, folder)
    assert import_tables(TABLES, folder, ENGLISH) == 0
    return folder


def test_there_are_entries_of_every_type() -> None:
    assert {file.parent.name for file in ENTRIES} == {file.stem for file in TABLES}
    assert {file.stem for file in TABLES} == set(TYPE_FOLDERS)


@pytest.mark.parametrize("file", ENTRIES, ids=lambda file: file.stem)
def test_a_row_says_the_same_as_the_file(imported: Path, file: Path) -> None:
    assert read(imported / file.parent.name / file.name) == read(file)


def test_files_and_rows_have_no_mistakes(imported: Path, tmp_path: Path) -> None:
    written = tmp_path / "seeds"
    shutil.copytree(SEEDS, written)
    shutil.copytree(DATA / "unseen" / "entries", written, dirs_exist_ok=True)
    for folder in (imported, written):
        slugs = {entry.slug for entry in read_catalogue(read_folder(folder))}
        assert {file.stem for file in ENTRIES} <= slugs
