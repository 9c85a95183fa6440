"""A workbook with a visit, its hosts and its sources: marked once, corrected and imported.

The entries are fictional. What a person types, which cells are wrong, and the files that should
follow are by hand.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.cli import app_for
from tests.catalogue.records import read
from tests.catalogue.seeding import Seeds

from .tables import a_workbook

VISITS, BODIES, SOURCES = "Visitas y encuentros", "Instituciones", "Fuentes"
Cells = Mapping[tuple[str, int, str], str]
"""Texts by sheet, row and header."""

TYPED: Mapping[str, Sequence[Mapping[str, str]]] = {
    VISITS: [
        {
            "Identificador": "xv-hnd-cri-2019", "Nombre (es)": "Pasantía sobre refugios",
            "Tipo": "Intercambio", "Modalidad": "Presencial", "Fecha": "4 al 8 de marzo de 2019",
            "Participantes": "más de 20", "Asistencia": "Personal de dos refugios",
            "Instituciones anfitrionas": "red-de-refugios; cri-comison",
            "Países anfitriones": "Costa Rica · cri",
            "Países visitantes": "Honduras · hnd (Aprende); deu (Observa",
            "Fuentes": "informe-2019; noticia-2019; iom",
            "Campos deducidos": "Modalidad; Asistencia",
        }
    ],
    BODIES: [
        {
            "Identificador": "cri-comision", "Nombre (es)": "Comisión de refugios", "Sigla": "CR",
            "Tipo": "Órgano de coordinación", "Nivel": "Nacional", "País": "Costa Rica · cri",
            "Fuentes": "ley-2009",
        },
        {
            "Identificador": "cri-red-de-refugios", "Nombre (en)": "Shelter network",
            "Tipo": "Sociedad civil", "País": "cri",
            "Fuentes": "informe-2019 (Se deduce)", "Nota del editor (es)": "PENDIENTE",
        },
    ],
    SOURCES: [
        {
            "Identificador": "informe-2019", "Nombre": "Informe de la pasantía",
            "Publicado por": "Red de refugios", "Dirección web": "https://example.org/informe",
            "Idioma": "castellano", "Publicada": "2019-06", "Lectura de la fuente": "Completa",
        },
        {
            "Identificador": "noticia-2019", "Nombre": "Una pasantía en San José",
            "Publicado por": "El Diario", "Dirección web": "https://example.org/noticia",
            "Idioma": "Español", "Lectura de la fuente": "Completa",
        },
        {
            "Identificador": "ley-2009", "Nombre": "Ley de refugios", "Publicado por": "Asamblea",
            "Dirección web": "www.example.org/ley", "Idioma": "Español",
            "Lectura de la fuente": "Extracto",
        },
    ],
}  # fmt: skip
MISTAKES: Cells = {
    (VISITS, 2, "Tipo"): "valor desconocido \"Intercambio\"",
    (VISITS, 2, "Fecha"): "¿quiso decir \"2019-03-04/2019-03-08\"?",
    (VISITS, 2, "Participantes"): "\"más de 20\" en la columna \"Participantes\"",
    (VISITS, 2, "Instituciones anfitrionas"): "¿quiso decir \"cri-comision\"?",
    (VISITS, 2, "Países visitantes"): "¿quiso decir \"deu (Observa)\"?",
    (BODIES, 3, "Nivel"): "falta el campo \"Nivel\"",
    (BODIES, 3, "Nota del editor (es)"): "no es un dato",
    (SOURCES, 2, "Idioma"): "¿quiso decir \"Español\"?",
    (SOURCES, 4, "Dirección web"): "¿quiso decir \"https://www.example.org/ley\"?",
}  # fmt: skip
CORRECTED: Cells = {
    (VISITS, 2, "Tipo"): "Pasantía",
    (VISITS, 2, "Fecha"): "2019-03-04/2019-03-08",
    (VISITS, 2, "Participantes"): "",
    (VISITS, 2, "Instituciones anfitrionas"): "cri-red-de-refugios; cri-comision",
    (VISITS, 2, "Países visitantes"): "Honduras · hnd (Aprende)",
    (BODIES, 3, "Nivel"): "Nacional",
    (BODIES, 3, "Nota del editor (es)"): "",
    (SOURCES, 2, "Idioma"): "Español",
    (SOURCES, 4, "Dirección web"): "https://www.example.org/ley",
}
EXPECTED = {
    "exchange-visits/xv-hnd-cri-2019": """\
        name: {es: Pasantía sobre refugios}
        kind: INTERNSHIP
        modality: IN_PERSON
        date: 2019-03-04/2019-03-08
        attendance: Personal de dos refugios
        hostInstitutions: [cri-red-de-refugios, cri-comision]
        hostCountries: [cri]
        visitorCountries: [{slug: hnd, role: LEARNER}]
        sources: [informe-2019, noticia-2019, iom]
        inferredFields: [modality, attendance]
        """,
    "institutions/cri-comision": """\
        name: {es: Comisión de refugios}
        acronym: CR
        kind: COORDINATION_BODY
        level: NATIONAL
        country: cri
        sources: [ley-2009]
        """,
    "institutions/cri-red-de-refugios": """\
        name: {en: Shelter network}
        kind: CIVIL_SOCIETY
        level: NATIONAL
        country: cri
        sources: [{slug: informe-2019, basis: INFERRED}]
        """,
    "sources/informe-2019": """\
        name: Informe de la pasantía
        publisher: Red de refugios
        url: https://example.org/informe
        language: ES
        published: 2019-06
        readExtent: FULL
        """,
    "sources/noticia-2019": """\
        name: Una pasantía en San José
        publisher: El Diario
        url: https://example.org/noticia
        language: ES
        readExtent: FULL
        """,
    "sources/ley-2009": """\
        name: Ley de refugios
        publisher: Asamblea
        url: https://www.example.org/ley
        language: ES
        readExtent: EXCERPT
        """,
}


def run(seeds: Seeds, *arguments: str | Path, language: str = "es") -> tuple[int, str]:
    """Run a command, and return its exit status and what it said."""
    words = ["seeds", *map(str, arguments), "--lang", language]
    done = CliRunner().invoke(app_for(), words, env={"SEEDS": str(seeds.folder)})
    assert isinstance(done.exception, SystemExit | None), done.exception
    return done.exit_code, done.output


def write(book: Workbook, cells: Cells) -> None:
    for (title, row, header), text in cells.items():
        sheet = book[title]
        column = {cell.value: cell.column for cell in sheet[1]}[header]
        sheet.cell(row=row, column=column or 0).value = text or None


def texts(book: Workbook) -> Mapping[str, Sequence[Sequence[object]]]:
    return {sheet.title: [*sheet.values] for sheet in book.worksheets}


def comments(book: Workbook) -> dict[tuple[str, int, str], str]:
    """The coloured cells with their comments."""
    return {
        (sheet.title, cell.row or 0, str(sheet.cell(1, cell.column or 0).value)): cell.comment.text
        for sheet in book.worksheets
        for row in sheet
        for cell in row
        if cell.comment and cell.fill.fgColor.rgb == "00FFC7CE"
    }


def drop_downs(sheet: Worksheet) -> dict[str, str]:
    """The list of choices of each column of a sheet."""
    return {
        str(
            sheet[f"{next(iter(drop_down.sqref.ranges)).coord.partition('2')[0]}1"].value
        ): drop_down.formula1
        for drop_down in sheet.data_validations.dataValidation
    }


def contents(seeds: Seeds) -> dict[str, bytes]:
    files = seeds.folder.rglob("*.yaml")
    return {f"{file.parent.name}/{file.stem}": file.read_bytes() for file in files}


@pytest.fixture
def filled(seeds: Seeds, tmp_path: Path) -> Path:
    """The template of all types, with what a person typed, and a comment of hers."""
    path = tmp_path / "catalogo.xlsx"
    assert run(seeds, "template", "-o", path) == (0, "")
    book = load_workbook(path)
    for title, rows in TYPED.items():
        for number, row in enumerate(rows, start=2):
            write(book, {(title, number, header): text for header, text in row.items()})
    book[SOURCES]["A3"].comment = Comment("la del lunes", "Ana")
    book[VISITS]["I2"].comment = Comment("¿o el 9?", "Ana")
    book.save(path)
    return path


def test_a_workbook_is_marked_once_corrected_and_imported(
    seeds: Seeds, tmp_path: Path, filled: Path
) -> None:
    before, marked = contents(seeds), tmp_path / "revisado.xlsx"
    status, said = run(seeds, "import", filled, "--marked", marked)
    assert status == 1
    assert f"Celdas marcadas en {marked}: {len(MISTAKES)}." in said
    assert contents(seeds) == before
    book = load_workbook(marked)
    found = comments(book)
    assert found.keys() == MISTAKES.keys()
    assert all(found[cell].startswith("✗ ") for cell in found)
    assert [text for cell, text in MISTAKES.items() if text not in found[cell]] == []
    assert texts(book) == texts(load_workbook(filled)), "what was typed stays"
    assert drop_downs(book[VISITS]) == drop_downs(load_workbook(filled)[VISITS])
    assert found[VISITS, 2, "Fecha"].endswith("\n\n¿o el 9?")

    write(book, CORRECTED)
    book.save(marked)
    status, said = run(seeds, "import", marked)
    assert status == 0, said
    assert "1 celda tiene un comentario, que no se importa (A3)" in said, "her own; marks aren't"
    after = contents(seeds)
    new = {name: read(seeds.folder / f"{name}.yaml") for name in after.keys() - before.keys()}
    assert new == {
        name: yaml.load(dedent(text), Loader=yaml.CSafeLoader) for name, text in EXPECTED.items()
    }
    assert before.items() <= after.items()
    assert run(seeds, "import", marked, "--update")[0] == 0
    assert contents(seeds) == after


def test_marks_go_once_their_cells_are_right(seeds: Seeds, tmp_path: Path, filled: Path) -> None:
    first, second, third = (tmp_path / f"{number}.xlsx" for number in range(3))
    run(seeds, "import", filled, "--marked", first)
    book = load_workbook(first)
    left = (BODIES, 3, "Nivel")
    write(book, {cell: text for cell, text in CORRECTED.items() if cell != left})
    book.save(first)
    run(seeds, "import", first, "--marked", second, language="en")
    book = load_workbook(second)
    marks = comments(book)
    assert list(marks) == [left]
    assert marks[left].startswith('✗ the field "Nivel" is missing; allowed: Subnational,')
    date = book[VISITS]["I2"]
    assert (date.comment and date.comment.text, date.fill.fill_type) == ("¿o el 9?", None)
    write(book, {left: "Nacional"})
    book.save(second)
    status, said = run(seeds, "import", second, "--marked", third)
    assert status == 0
    assert f"Celdas marcadas en {third}: " in said, "likely mistakes: the comment"
    assert comments(load_workbook(third)) == {}, "they have another colour"


def test_drop_downs_offer_entries_and_what_other_sheets_add(
    seeds: Seeds, tmp_path: Path, filled: Path
) -> None:
    """A list ends with the last slug: ten countries, and what the sheet of countries will have."""
    book = load_workbook(filled)
    lists = drop_downs(book[VISITS])
    assert lists["Instituciones anfitrionas"] == "list_Institution"
    assert lists["Fuentes"] == "list_Source"
    assert lists["Tipo"] == "list_ExchangeKind"
    slugs = book["Identificadores"]
    number = [cell.value for cell in slugs[1]].index("Un país") + 1
    letter = get_column_letter(number)
    assert slugs[f"{letter}11"].value == "Perú · per"
    assert slugs[f"{letter}12"].value == "='Países'!$A2&\"\""
    whole = f"'Identificadores'!${letter}$2:${letter}$211"
    assert book.defined_names["list_Country"].attr_text == (
        f"OFFSET({whole},0,0,MAX(1,SUMPRODUCT(MAX((LEN({whole})>0)*ROW({whole})))-1),1)"
    )
    status, _said = run(seeds, "template", "--filled", "-o", tmp_path / "lleno.xlsx")
    assert status == 0
    full = load_workbook(tmp_path / "lleno.xlsx")
    assert full["Países"].max_row == 11
    assert full["Identificadores"][f"{letter}12"].value == "='Países'!$A12&\"\""


def test_what_has_no_cell_that_can_be_seen_is_marked_at_the_first(
    seeds: Seeds, tmp_path: Path
) -> None:
    """A hidden row and sheet; a problem in the file of an entry that a row updates, at that row."""
    header = ("Identificador", "Nombre (es)", "Esquema")
    table = a_workbook(tmp_path, Temas=[header, ("a", "A", "Materia")], Topics=[header, ("b",)])
    book = load_workbook(table)
    book["Topics"].row_dimensions[2].hidden = True
    book.save(table)
    run(seeds, "import", table, "--marked", tmp_path / "0.xlsx")
    (cell,) = comments(load_workbook(tmp_path / "0.xlsx"))
    assert cell == ("Topics", 1, "Identificador")
    book["Topics"].sheet_state = "hidden"
    book.save(table)
    run(seeds, "import", table, "--marked", tmp_path / "1.xlsx")
    (cell,) = comments(load_workbook(tmp_path / "1.xlsx"))
    assert cell == ("Temas", 1, "Identificador")

    seeds.put("programmes/a.yaml", "name: {es: A}\nsources: [nada]\n")
    table = a_workbook(tmp_path, Programas=[header[:2], ("a", "B")])
    status, _said = run(seeds, "import", table, "--update", "--marked", tmp_path / "2.xlsx")
    assert status == 1
    (marks,) = comments(load_workbook(tmp_path / "2.xlsx")).items()
    assert marks[0] == ("Programas", 2, "Identificador")
    assert "nada" in marks[1]


def test_what_is_not_a_workbook_is_not_marked(seeds: Seeds, tmp_path: Path) -> None:
    table, marked = tmp_path / "tabla.xlsx", tmp_path / "nueva.xlsx"
    table.write_text("Identificador")
    assert run(seeds, "import", table, "--marked", marked)[0] == 1
    assert not marked.exists()
