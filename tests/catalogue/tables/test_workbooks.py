"""Workbooks: all of their sheets are read, dates as they are shown, and texts as they are typed."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

from tests.catalogue.seeding import Seeds

from .tables import a_template, a_workbook, imported, refused

HEADER = ("Identificador", "Nombre (es)", "Esquema")
DAY = dt.datetime.fromisoformat("2018-10-09")


def written(seeds: Seeds) -> list[str]:
    return sorted(path.stem for path in (seeds.folder / "topics").iterdir())


def fill(sheet: Worksheet, row: dict[str, str]) -> None:
    """Write the cells of a template's second row, by their headers."""
    columns = {cell.value: cell.column for cell in sheet[1]}
    for name, value in row.items():
        sheet.cell(row=2, column=columns[name] or 0, value=value)


def test_every_sheet_that_is_not_empty_is_read(seeds: Seeds, tmp_path: Path) -> None:
    table = a_workbook(
        tmp_path,
        uno=[HEADER, ("t-uno", "Uno", "SUBJECT")],
        nada=[],
        dos=[(), ("Scheme", "Slug", "Name (es)"), ("SUBJECT", "t-dos", "Dos")],
        sin_filas=[HEADER],
    )
    book = load_workbook(table)
    book.create_chartsheet("gráfico").add_chart(BarChart())
    book.save(table)
    imported(seeds, table)
    assert written(seeds) == ["t-dos", "t-uno"]


def test_a_workbook_with_only_a_chart_is_empty(seeds: Seeds, tmp_path: Path) -> None:
    table = a_workbook(tmp_path, nada=[])
    book = load_workbook(table)
    book.create_chartsheet("gráfico").add_chart(BarChart())
    book.remove(book.worksheets[0])
    book.save(table)
    assert "the table is empty" in refused(seeds, table)[0]


@pytest.mark.parametrize(
    ("language", "titles", "headers"),
    [
        ("es", ["Temas", "Ayuda"], HEADER),
        ("en", ["Topics", "Help"], ("Slug", "Name (es)", "Scheme")),
        ("pt", ["Temas", "Ajuda"], ("Identificador", "Nome (es)", "Esquema")),
    ],
)
def test_the_help_sheet_of_a_template_is_not_read(
    seeds: Seeds, tmp_path: Path, language: str, titles: list[str], headers: tuple[str, ...]
) -> None:
    table = a_template(tmp_path, "topics", language)
    book = load_workbook(table)
    assert book.sheetnames[:2] == titles
    fill(book.worksheets[0], dict(zip(headers, ("t-uno", "Uno", "SUBJECT"), strict=True)))
    book.save(table)
    imported(seeds, table)
    assert written(seeds) == ["t-uno"]


def test_every_kind_of_formula_is_refused(seeds: Seeds, tmp_path: Path) -> None:
    table = a_workbook(tmp_path, temas=[HEADER, ("t-uno", None, "SUBJECT")])
    book = load_workbook(table)
    sheet = book["temas"]
    sheet["B2"] = ArrayFormula("B2", "=UPPER(A1:A2)")
    sheet["C2"] = DataTableFormula("C2", r1="A1", r2="A2")
    sheet["D1"] = "Nombre (en)"
    sheet["D2"] = "=A1"
    sheet["D2"].data_type = "s"  # typed into a cell of text
    book.save(table)
    assert [line.partition('"')[2] for line in refused(seeds, table)[:-1]] == [
        '=UPPER(A1:A2)" is a formula; write its value',
        '=TABLE(A1,A2)" is a formula; write its value',
        '=A1" is a formula; write its value',
    ]


FORMATS = {
    "mmm-yy": "2018-10",
    "YYYY-MM": "2018-10",
    "[$-C0A]mmm-yy;@": "2018-10",
    '[$-340A]mmmm" de "yyyy;@': "2018-10",
    "yyyy": "2018",
    '"día "\\d_dyyyy': "2018",
    "mm-dd-yy": "2018-10-09",
    "d/m/yyyy": "2018-10-09",
    "[$-F800]dddd, mmmm dd, yyyy": "2018-10-09",
    "yyyy-mm-dd h:mm:ss": "2018-10-09",
}


def test_a_date_is_read_as_it_is_shown(seeds: Seeds, tmp_path: Path) -> None:
    """If a month is typed, Excel invents a day, and shows only the month."""
    header = ("slug", "name.es", "kind", "hostCountries", "sources", "date")
    rows = [(f"xv-{n}", f"Visita {n}", "MEETING", "cri", "iom") for n in range(len(FORMATS))]
    table = a_workbook(tmp_path, visitas=[header, *rows])
    book = load_workbook(table)
    for number, number_format in enumerate(FORMATS, start=2):
        cell = book["visitas"].cell(row=number, column=6)
        cell.value, cell.number_format = DAY, number_format
    book.save(table)
    imported(seeds, table)
    files = [seeds.folder / f"exchange-visits/xv-{n}.yaml" for n in range(len(FORMATS))]
    dates = [YAML(typ="base").load(file)["date"] for file in files]
    assert dict(zip(FORMATS, dates, strict=True)) == FORMATS


def test_cells_of_a_template_keep_the_text_that_is_typed(seeds: Seeds, tmp_path: Path) -> None:
    table = a_template(tmp_path, "countries", "en")
    book = load_workbook(table)
    sheet = book.worksheets[0]
    letters = [get_column_letter(number) for number in range(1, sheet.max_column + 1)]
    assert {sheet.column_dimensions[letter].number_format for letter in letters} == {"@"}
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
    fill(sheet, row)
    book.save(table)
    imported(seeds, table)
    text = (seeds.folder / "countries/arx.yaml").read_text(encoding="utf-8")
    assert 'isoNumeric: "033"' in text
    assert "  - 2018-10\n" in text
