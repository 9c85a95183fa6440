"""A date is read as its cell shows it, without an invented day."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.catalogue.tables.cells import read_cells
from graph_service.catalogue.tables.columns import columns_of
from graph_service.catalogue.tables.number_format import cell_text
from graph_service.catalogue.tables.template import xlsx_template
from tests.catalogue.seeding import Seeds

from .tables import imported, refused

DAY = dt.datetime.fromisoformat("2018-10-09")


def a_cell(tmp_path: Path, value: dt.datetime, number_format: str) -> Path:
    book = Workbook()
    cell = book.worksheets[0]["A1"]
    cell.value, cell.number_format = value, number_format
    path = tmp_path / "t.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ("mmm-yy", "2018-10"),
        ("mmm\\-yy", "2018-10"),
        ("mm/yyyy", "2018-10"),
        ("yyyy-mm", "2018-10"),
        ("YYYY-MM", "2018-10"),
        ("[$-C0A]mmm-yy;@", "2018-10"),
        ('[$-340A]mmmm" de "yyyy;@', "2018-10"),
        ("yyyy", "2018"),
        ('"día "yyyy', "2018"),
        ("\\d\\m yyyy", "2018"),
        ("_dyy", "2018"),
        ("mm-dd-yy", "2018-10-09"),
        ("yyyy-mm-dd", "2018-10-09"),
        ("d/m/yyyy", "2018-10-09"),
        ('[$-F800]dddd, mmmm dd, yyyy', "2018-10-09"),
        ("yyyy-mm-dd h:mm:ss", "2018-10-09"),
    ],
)  # fmt: skip
def test_a_date_is_read_as_it_is_shown(tmp_path: Path, number_format: str, text: str) -> None:
    (row,) = read_cells(a_cell(tmp_path, DAY, number_format), [])
    assert [cell.text for cell in row] == [text]


def test_a_time_is_read_only_if_it_is_shown(tmp_path: Path) -> None:
    at = DAY.replace(hour=10)
    for number_format, text in (
        ("mmm-yy", "2018-10"),
        ("d/m/yyyy", "2018-10-09"),
        ("d/m/yyyy h:mm", "2018-10-09T10:00:00"),
    ):
        (row,) = read_cells(a_cell(tmp_path, at, number_format), [])
        assert row[0].text == text


@pytest.mark.parametrize(("number_format", "text"), [("d-mmm", "10-09"), ("mmmm", "10")])
def test_a_date_without_a_year_is_reported(
    seeds: Seeds, tmp_path: Path, number_format: str, text: str
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["slug", "name.es", "kind", "visitorCountries", "sources", "date"])
    sheet.append(["xv-uno", "Uno", "INTERNSHIP", "hnd (PEER)", "iom", DAY])
    sheet["F2"].number_format = number_format
    path = tmp_path / "t.xlsx"
    book.save(path)
    first, _count = refused(seeds, path, "exchange-visits")
    assert first.startswith(
        f'{path.name}:Sheet!F2: "{text}" in column "date" is not a date; allowed: 2018,'
    )


def test_cells_of_a_template_keep_the_text_that_is_typed(seeds: Seeds, tmp_path: Path) -> None:
    content = xlsx_template(TYPE_FOLDERS["countries"], "en")
    assert len(content) < 20_000
    path = tmp_path / "countries.xlsx"
    path.write_bytes(content)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    letters = {cell.value: get_column_letter(cell.column or 0) for cell in sheet[1]}
    assert len(letters) == len(columns_of(TYPE_FOLDERS["countries"]))
    assert {sheet.column_dimensions[x].number_format for x in letters.values()} == {"@"}
    row = {
        "Slug": "arx",
        "Name (es)": "Aruba",
        "Other names (en)": "2018-10",
        "ISO 3166-1 alpha-2": "AX",
        "ISO 3166-1 alpha-3": "ARX",
        "ISO 3166-1 numeric": "033",
        "Subregion": "South America",
        "In the region": "yes",
    }
    for name, value in row.items():
        sheet[f"{letters[name]}2"] = value
    book.save(path)
    imported(seeds, path, "countries")
    text = (seeds.folder / "countries/arx.yaml").read_text(encoding="utf-8")
    assert 'isoNumeric: "033"' in text
    assert "  - 2018-10\n" in text


def test_a_number_in_the_format_of_a_date_is_no_day_of_1900() -> None:
    assert cell_text(dt.datetime.fromisoformat("1900-01-18"), "dd/mm/yyyy") == "18"
    assert cell_text(dt.datetime.fromisoformat("1900-02-01"), "dd/mm/yyyy") == "1900-02-01"
