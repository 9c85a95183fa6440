"""All sheets of a workbook are read, and a table without entries is reported."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from tests.catalogue.seeding import Seeds

from .tables import Rows, a_template, a_workbook, imported, refused

HEADER = ("Identificador", "Nombre (es)", "Esquema")


def written(seeds: Seeds) -> list[str]:
    return sorted(p.stem for p in (seeds.folder / "topics").iterdir())


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
    imported(seeds, table, "topics")
    assert written(seeds) == ["t-dos", "t-uno"]


@pytest.mark.parametrize(("language", "title"), [("es", "Ayuda"), ("en", "Help"), ("pt", "Ajuda")])
def test_the_help_sheet_is_not_read(
    seeds: Seeds, tmp_path: Path, language: str, title: str
) -> None:
    table = a_template(tmp_path, "topics", language)
    book = load_workbook(table)
    assert book.sheetnames[:2] == ["topics", title]
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    words = {"es": HEADER, "en": ("Slug", "Name (es)", "Scheme")}.get(
        language, ("Identificador", "Nome (es)", "Esquema")
    )
    for name, value in zip(words, ("t-uno", "Uno", "SUBJECT"), strict=True):
        sheet.cell(row=2, column=columns[name] or 0, value=value)
    book.save(table)
    imported(seeds, table, "topics")
    assert written(seeds) == ["t-uno"]


def test_a_table_on_a_sheet_named_help_is_read(seeds: Seeds, tmp_path: Path) -> None:
    imported(seeds, a_workbook(tmp_path, Help=[HEADER, ("t-uno", "Uno", "SUBJECT")]), "topics")
    assert written(seeds) == ["t-uno"]


def test_a_cover_sheet_is_one_error(seeds: Seeds, tmp_path: Path) -> None:
    table = a_workbook(
        tmp_path,
        Portada=[("Catálogo 2018", None, "de la Red"), *([("x", "y", "z")] * 50)],
        temas=[HEADER, ("t-uno", "Uno", "SUBJECT")],
    )
    first, *rest = refused(seeds, table, "topics")
    assert first.startswith(
        "tabla.xlsx:Portada!A1: the first row has no column of topics: start with a header"
        " row, or remove the sheet; allowed: Slug, Name (es), "
    )
    assert rest == ["1 problem in 1 file"]


SUBJET = (
    'tabla.xlsx:dos!C3: unknown value "SUBJET" in column "Esquema"; did you mean "Subject"?;'
    " allowed: Subject, Criterion"
)


def test_problems_name_their_sheet(seeds: Seeds, tmp_path: Path) -> None:
    table = a_workbook(
        tmp_path,
        uno=[HEADER, ("t-uno", "Uno", "SUBJECT")],
        dos=[HEADER, ("t-uno", "Uno", "SUBJECT"), ("t-dos", "Dos", "SUBJET")],
    )
    assert refused(seeds, table, "topics") == [
        'tabla.xlsx:dos!A2: a second row for "t-uno"; the first is at uno!A2: keep one of them',
        SUBJET,
        "2 problems in 1 file",
    ]


def test_a_row_continues_only_an_entry_of_its_own_sheet(seeds: Seeds, tmp_path: Path) -> None:
    header = ("Identificador", "Nombre (es)", "Sustento", "Práctica", "Fuentes",
              "Evento: posición", "Evento: etapa")  # fmt: skip
    seeds.institution("cri-eri", country="cri")
    seeds.practice("gp-eri", "[cri-eri]")
    table = a_workbook(
        tmp_path,
        uno=[header, ("kt-uno", "Uno", "STATED", "gp-eri", "iom", 1, "VISITED")],
        dos=[header, (None, None, None, None, None, 2, "VISITED")],
    )
    assert refused(seeds, table, "knowledge-transfers") == [
        "tabla.xlsx:dos!A2: this row has no slug: write it, or delete the row",
        "1 problem in 1 file",
    ]


NOTHING = "the table is empty: it needs a header row and one row per entry"
NO_ROW = "no rows below the headers: write one row per entry"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", f"t.csv:1:1: {NOTHING}"),
        (b"\xef\xbb\xbf", f"t.csv:1:1: {NOTHING}"),
        (b"\n;;\n \n", f"t.csv:1:1: {NOTHING}"),
        (b"\nslug;name.es;scheme\n", f"t.csv:A2: {NO_ROW}"),
        (b"slug,name.es,scheme\n", f"t.csv:A1: {NO_ROW}"),
        (b"\nslug,name.es,scheme\n,,\n", f"t.csv:A2: {NO_ROW}"),
    ],
)
def test_a_csv_without_entries_is_reported(
    seeds: Seeds, tmp_path: Path, content: bytes, message: str
) -> None:
    table = tmp_path / "t.csv"
    table.write_bytes(content)
    assert refused(seeds, table, "topics") == [message, "1 problem in 1 file"]


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        ({"uno": [], "dos": [(" ",)]}, f"tabla.xlsx:1:1: {NOTHING}"),
        ({"uno": [HEADER], "dos": [HEADER]}, f"tabla.xlsx:uno!A1: {NO_ROW}"),
        ({"Ayuda": [("Columna", "Obligatoria"), ("Tipo", "sí")]}, f"tabla.xlsx:Ayuda!A1: {NO_ROW}"),
    ],
)
def test_a_workbook_without_entries_is_reported(
    seeds: Seeds, tmp_path: Path, sheets: dict[str, Rows], message: str
) -> None:
    assert refused(seeds, a_workbook(tmp_path, **sheets), "topics") == [
        message,
        "1 problem in 1 file",
    ]


def test_a_workbook_with_only_a_chart_is_empty(seeds: Seeds, tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.create_chartsheet("gráfico").add_chart(BarChart())
    table = tmp_path / "tabla.xlsx"
    book.save(table)
    assert refused(seeds, table, "topics")[0] == f"tabla.xlsx:1:1: {NOTHING}"


def test_a_formula_is_quoted_as_it_is_written(seeds: Seeds, tmp_path: Path) -> None:
    table = a_workbook(tmp_path, temas=[HEADER, ("t-uno", None, "SUBJECT")])
    book = load_workbook(table)
    sheet = book["temas"]
    sheet["B2"] = ArrayFormula("B2", "=UPPER(A1:A2)")
    sheet["C2"] = DataTableFormula("C2", r1="A1", r2="A2")
    sheet["D1"] = "Nombre (en)"
    sheet["D2"] = "=A1"
    sheet["D2"].data_type = "s"  # typed into a cell of text
    book.save(table)
    assert [line for line in refused(seeds, table, "topics") if "formula" in line] == [
        'tabla.xlsx:temas!B2: "=UPPER(A1:A2)" is a formula; write its value',
        'tabla.xlsx:temas!C2: "=TABLE(A1,A2)" is a formula; write its value',
        'tabla.xlsx:temas!D2: "=A1" is a formula; write its value',
    ]
