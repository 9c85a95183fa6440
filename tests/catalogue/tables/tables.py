"""Makes and imports tables for tests."""

import io
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent

import pytest
from openpyxl import Workbook

from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.tables.template import xlsx_template
from graph_service.console import Console
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import Language
from graph_service.model.graph import TYPE_FOLDERS
from tests.catalogue.seeding import Seeds

ENGLISH = Console(io.StringIO(), language=Language.EN)
Rows = Sequence[Sequence[str | int | None]]


def imported(seeds: Seeds, table: Path) -> int:
    """Import a table, and return the exit status."""
    return import_tables([table], seeds.folder, ENGLISH)


def refused(seeds: Seeds, table: Path) -> list[str]:
    """Import an invalid table, and return the messages; nothing may be written."""
    before = {p: p.read_bytes() for p in seeds.folder.rglob("*") if p.is_file()}
    with pytest.raises(CatalogueInvalid) as raised:
        imported(seeds, table)
    assert {p: p.read_bytes() for p in seeds.folder.rglob("*") if p.is_file()} == before
    return [line.replace(f"{table.parent}/", "") for line in str(raised.value).splitlines()]


def a_csv(tmp_path: Path, text: str, name: str = "tabla") -> Path:
    """Write a .csv table; its name matters if several types have its columns."""
    path = tmp_path / f"{name}.csv"
    path.write_text(dedent(text), encoding="utf-8")
    return path


def a_workbook(tmp_path: Path, **sheets: Rows) -> Path:
    """Write a workbook; the arguments are its sheets by title."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = tmp_path / "tabla.xlsx"
    book.save(path)
    return path


def a_template(tmp_path: Path, folder: str, language: str) -> Path:
    """Write the template of a type."""
    path = tmp_path / f"{folder}-{language}.xlsx"
    path.write_bytes(xlsx_template([TYPE_FOLDERS[folder]], language, {}, ()))
    return path
