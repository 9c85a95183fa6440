"""Text that is struck out, and links behind texts: nothing of it is read or lost in silence."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.catalogue.imports.read_tables import Table
from graph_service.console import Console
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import Language, render
from tests.catalogue.seeding import Seeds

from .tables import Rows, a_workbook

INSTITUTIONS: Rows = [
    ["Identificador", "Nombre (es)", "Tipo", "Nivel", "País", "Fundada", "Fuentes"],
    ["a", "Mesa A", "Ministerio", "Nacional", "hnd", "2018", "iom"],
    ["b", "Mesa B", "Ministerio", "Nacional", "hnd", "2019", "iom"],
]
SOURCES: Rows = [
    ["Identificador", "Nombre", "Publicado por", "Dirección web", "Idioma", "Lectura de la fuente"],
    ["a", "Informe", "OIM", "Informe OIM", "Español", "Completa"],
    ["b", "Ley", "OIM", "https://www.iom.int/ley?a=1&b=ñ", "Español", "Completa"],
]
SHARED = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHARED_STRINGS}"/></Types>'
STRUCK = Font(strike=True)
REMEDY = "borre lo incorrecto, y quite la tachadura de lo correcto"


def lines(
    seeds: Seeds,
    tmp_path: Path,
    change: Callable[[Worksheet], object],
    rows: Rows = INSTITUTIONS,
    folder: str = "institutions",
) -> list[str]:
    """Import a workbook after a change, and return what the steward reads, in Spanish."""
    table = a_workbook(tmp_path, datos=rows)
    book = load_workbook(table)
    change(book["datos"])
    book.save(table)
    return imported(seeds, table, folder)


def imported(seeds: Seeds, table: Path, folder: str = "institutions") -> list[str]:
    """Import a workbook, and return what the steward reads, in Spanish."""
    stream = io.StringIO()
    try:
        import_tables(
            [Table(file=table, type=TYPE_FOLDERS[folder])],
            seeds.folder,
            Console(stream, language=Language.ES),
        )
    except CatalogueInvalid as error:
        stream.write(render(error.translatable, Language.ES))
    *read, _last = stream.getvalue().splitlines()
    return [line.partition("tabla.xlsx:datos!")[2] for line in read if "tabla.xlsx:" in line]


def _cell(sheet: Worksheet) -> None:
    sheet["C2"].font = STRUCK
    sheet["F3"].font = STRUCK
    sheet["F3"] = "2019 o 2020"


def _row(sheet: Worksheet) -> None:
    for cell in sheet[3]:
        cell.font = STRUCK
    sheet["F3"] = None
    sheet["D3"] = "Mundo"


def _header(sheet: Worksheet) -> None:
    sheet["F1"].font = STRUCK


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            _cell,
            [
                f'C2: "Ministerio" está tachado, del todo o en parte: {REMEDY}',
                f'F3: "2019 o 2020" está tachado, del todo o en parte: {REMEDY}',
            ],
        ),
        (_row, ["A3: esta fila está tachada: elimínela, o quítele la tachadura si es correcta"]),
        (_header, [f'F1: "Fundada" está tachado, del todo o en parte: {REMEDY}']),
    ],
)
def test_what_is_struck_out_is_an_error(
    seeds: Seeds, tmp_path: Path, change: Callable[[Worksheet], object], expected: list[str]
) -> None:
    assert lines(seeds, tmp_path, change) == expected
    assert not (seeds.folder / "institutions").exists()


def test_an_empty_cell_may_be_struck_out(seeds: Seeds, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["F2"] = None
        sheet["F2"].font = sheet["J9"].font = STRUCK

    assert lines(seeds, tmp_path, change) == []


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (
            "<r><rPr><strike/></rPr><t>Comisión</t></r><r><t> Mesa A</t></r>",
            [f'B2: "Comisión Mesa A" está tachado, del todo o en parte: {REMEDY}'],
        ),
        ("<r><t>Mesa </t></r><r><rPr><b/></rPr><t>A</t></r>", []),
        ("<r><t>Mesa A</t></r><r><rPr><strike/></rPr><t> </t></r>", []),
    ],
)
def test_a_part_of_a_text_is_struck_out(
    seeds: Seeds, tmp_path: Path, runs: str, expected: list[str]
) -> None:
    """Excel shares its texts; openpyxl writes them into their cells."""
    table = a_workbook(tmp_path, datos=INSTITUTIONS)
    with zipfile.ZipFile(table) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    own, shared = ' t="inlineStr"><is><t>Mesa A</t></is>', ' t="s"><v>0</v>'
    assert own in parts["xl/worksheets/sheet1.xml"]
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SHEET_MAIN_NS}"><si>{runs}</si></sst>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", SHARED)
    with zipfile.ZipFile(table, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text.replace(own, shared))
    assert imported(seeds, table) == expected


def test_an_address_behind_a_text_is_named(seeds: Seeds, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        address = "https://www.iom.int/x?a=1&b=2"
        sheet["D2"].hyperlink = Hyperlink(ref="D2", target=address, location="c")
        sheet["D3"].hyperlink = "http://www.iom.int/ley?a=1&b=%C3%B1"

    assert lines(seeds, tmp_path, change, SOURCES, "sources") == [
        (
            'D2: "Informe OIM" en la columna "Dirección web" es un texto con un enlace, y solo se'
            ' importa el texto: escriba la dirección; ¿quiso decir "https://www.iom.int/x?a=1&b=2#c"?'
        )
    ]


def test_other_links_are_listed(seeds: Seeds, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B2"].hyperlink = "https://mesa.hn/a"
        sheet["B3"].hyperlink = Hyperlink(ref="B3", location="datos!A1")
        sheet["E2"].hyperlink = "mailto:mesa@example.org"

    assert lines(seeds, tmp_path, change) == [
        (
            "B2: 1 celda tiene detrás de su texto un enlace, que no se importa (datos!B2:"
            " https://mesa.hn/a): si es la dirección de una fuente, escríbala en «Dirección web» de"
            " una hoja de fuentes, y cite esa fuente"
        )
    ]
    assert (seeds.folder / "institutions/a.yaml").exists()


def test_an_address_that_links_elsewhere(seeds: Seeds, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D2"] = "https://www.iom.int/nuevo"
        sheet["D2"].hyperlink = "https://www.iom.int/viejo"
        sheet["D2"].value = "https://www.iom.int/nuevo"

    (line,) = lines(seeds, tmp_path, change, SOURCES, "sources")
    assert line.startswith("D2: 1 celda tiene detrás de su texto un enlace, que no se importa")
