"""Sheets and tables as people send them: one message in Spanish, with the cause and the remedy."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.catalogue.imports.read_tables import Table
from graph_service.console import Console
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import Language, render
from tests.catalogue.seeding import Seeds
from tests.catalogue.tables.tables import imported

HEADERS = ["Identificador", "Nombre (es)", "Tipo", "Nivel", "País", "Fundada", "Fuentes"]
FIRST = ["a", "Mesa A", "Ministerio", "Nacional", "hnd", "2018", "iom"]
SECOND = ["b", "Mesa B", "Ministerio", "Nacional", "hnd", "2019", "iom"]
SAVE_AS = "ábralo en una hoja de cálculo y guárdelo como .xlsx (libro de Excel) o como CSV UTF-8"
TRANSFER = [
    *("Identificador", "Nombre (es)", "Sustento", "Práctica", "Países de origen"),
    *("Países receptores", "Fuentes", "Evento: posición", "Evento: etapa", "Evento: fecha"),
]
KT = ["kt", "T", "Lo dice la fuente", "p", "hnd", "pan", "iom"]


def problems(seeds: Seeds, table: Path, folder: str = "institutions") -> list[str]:
    """Return the problems of a table in Spanish; an empty list if it was imported."""
    try:
        imported(seeds, table, folder)
    except CatalogueInvalid as error:
        *lines, _count = render(error.translatable, Language.ES).splitlines()
        return [line.replace(f"{table.parent}/", "") for line in lines]
    return []


def workbook(tmp_path: Path, change: Callable[[Workbook, Worksheet], object]) -> Path:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "datos"
    for row in (HEADERS, FIRST, SECOND):
        sheet.append(row)
    change(book, sheet)
    path = tmp_path / "tabla.xlsx"
    book.save(path)
    return path


def _hide_row(_book: Workbook, sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def _hide_column(_book: Workbook, sheet: Worksheet) -> None:
    sheet.column_dimensions["F"].hidden = True


def _collapse(_book: Workbook, sheet: Worksheet) -> None:
    sheet.row_dimensions.group(2, 3, hidden=True)


def _filter(_book: Workbook, sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:G3"
    sheet.auto_filter.add_filter_column(0, ["a"])
    sheet.row_dimensions[3].hidden = True


def _hide_sheet(state: str) -> Callable[[Workbook, Worksheet], object]:
    def change(book: Workbook, _sheet: Worksheet) -> None:
        other = book.create_sheet("viejos")
        other.append(HEADERS)
        other.append(["c", *SECOND[1:]])
        other.sheet_state = state

    return change


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda _book, sheet: sheet.merge_cells("E2:E3"),
            (
                "datos!E2: hay celdas combinadas (E2:E3): sepárelas y escriba el valor en cada"
                " celda; un título sobre los encabezados, elimínelo"
            ),
        ),
        (
            _hide_row,
            "datos!A3: hay filas ocultas (3): muéstrelas para importarlas, o elimínelas",
        ),
        (
            _collapse,
            "datos!A2: hay filas ocultas (2, 3): muéstrelas para importarlas, o elimínelas",
        ),
        (
            _filter,
            "datos!A3: un filtro oculta filas (3): quite el filtro para importarlas, o elimínelas",
        ),
        (
            _hide_column,
            (
                "datos!F2: la columna F está oculta, pero tiene datos: muéstrela para importarla, o"
                " vacíela"
            ),
        ),
        (
            _hide_sheet("hidden"),
            "viejos!A1: la hoja viejos está oculta: muéstrela para importarla, o elimínela",
        ),
        (
            _hide_sheet("veryHidden"),
            "viejos!A1: la hoja viejos está oculta: muéstrela para importarla, o elimínela",
        ),
    ],
)
def test_hidden_content_of_a_workbook_is_rejected(
    seeds: Seeds,
    tmp_path: Path,
    change: Callable[[Workbook, Worksheet], object],
    expected: str,
) -> None:
    assert problems(seeds, workbook(tmp_path, change)) == [f"tabla.xlsx:{expected}"]
    assert not (seeds.folder / "institutions").exists()


def _harmless(book: Workbook, sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:G3"
    sheet.append([])
    sheet.row_dimensions[4].hidden = True
    sheet.row_dimensions[9].hidden = True
    sheet.cell(row=1, column=8, value="Sigla")
    sheet.column_dimensions["H"].hidden = True
    sheet.column_dimensions["J"].hidden = True
    book.create_sheet("vacía").sheet_state = "hidden"
    ayuda = book.create_sheet("Ayuda")
    ayuda.append(["Columna"])
    ayuda.merge_cells("A1:B1")
    ayuda.sheet_state = "hidden"


def test_hidden_rows_and_columns_without_data_are_harmless(seeds: Seeds, tmp_path: Path) -> None:
    assert problems(seeds, workbook(tmp_path, _harmless)) == []
    assert len(list((seeds.folder / "institutions").iterdir())) == 2


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("agreements", "agreements (Acuerdos)"),
        ("exchange-visits", "exchange-visits (Visitas y encuentros)"),
        ("knowledge-transfers", "knowledge-transfers (Transferencias)"),
    ],
)
def test_the_right_type_is_named(seeds: Seeds, tmp_path: Path, folder: str, name: str) -> None:
    table = workbook(tmp_path, lambda _book, _sheet: None)
    assert problems(seeds, table, folder) == [
        (
            "tabla.xlsx:datos!A1: estas son las columnas de institutions (Instituciones), no de"
            f" {name}: impórtela con --type institutions"
        )
    ]


def _title(book: Workbook, sheet: Worksheet) -> None:
    sheet.insert_rows(1)
    sheet["A1"] = "Instituciones de Honduras"
    sheet.merge_cells("A1:G1")


def _tall_title(book: Workbook, sheet: Worksheet) -> None:
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Instituciones"
    sheet.merge_cells("A1:D2")
    sheet["E1"] = "2018"
    sheet.merge_cells("E1:G1")


@pytest.mark.parametrize(("change", "row"), [(_title, 2), (_tall_title, 3)])
def test_a_merged_title_is_one_problem(
    seeds: Seeds, tmp_path: Path, change: Callable[[Workbook, Worksheet], object], row: int
) -> None:
    assert problems(seeds, workbook(tmp_path, change)) == [
        (
            f"tabla.xlsx:datos!A1: los encabezados están en la fila {row}: elimine las filas que"
            " están encima"
        )
    ]


def test_comments_of_cells_are_not_lost_in_silence(seeds: Seeds, tmp_path: Path) -> None:
    def comment(_book: Workbook, sheet: Worksheet) -> None:
        for cell in ("B2", "F3"):
            sheet[cell].comment = Comment("Según la OIM, fue en 2017.", "SG")

    stream = io.StringIO()
    table = workbook(tmp_path, comment)
    tables = [Table(file=table, type=TYPE_FOLDERS["institutions"])]
    assert import_tables(tables, seeds.folder, Console(stream, language=Language.ES)) == 0
    first, *_rest = stream.getvalue().splitlines()
    assert first.partition("tabla.xlsx:")[2] == (
        "datos!B2: 2 celdas tienen comentarios, que no se importan (B2, F3): si tratan de las"
        " entradas, escríbalos en una columna, como «Nota del editor»"
    )


def csv_file(tmp_path: Path, content: str | bytes, name: str = "tabla.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines(*rows: list[str], delimiter: str = ",") -> str:
    return "".join(delimiter.join(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            lines(HEADERS, ["a", "Mesa de Honduras, Panamá", *FIRST[2:]]),
            (
                "H2: hay más valores que encabezados: ponga entre comillas los textos que contienen"
                " el separador"
            ),
        ),
        (
            lines(HEADERS, FIRST, [";".join(SECOND)]),
            (
                "A3: esta línea separa sus valores con «;», y los encabezados van separados con"
                " «,»: use el mismo separador"
            ),
        ),
        (
            lines(HEADERS, ["a", '"Mesa', *FIRST[2:]], SECOND),
            '1:1: no es CSV en la línea 2: faltan las comillas (") de cierre',
        ),
        (
            lines(HEADERS, FIRST, ["b", '"Mesa" B', *SECOND[2:]]),
            (
                '1:1: no es CSV en la línea 3: texto después de las comillas (") de cierre:'
                " dentro de un"
                " texto, escriba las comillas dos veces"
            ),
        ),
        (
            lines(HEADERS, ["<<<<<<< HEAD"], FIRST, ["======="], SECOND, [">>>>>>> b"]),
            (
                "A2: git dejó un conflicto en las líneas 2 a 6: conserve una de las dos versiones y"
                " borre las líneas que empiezan con <<<<<<<, ======= y >>>>>>>"
            ),
        ),
        (
            lines(HEADERS, FIRST).encode("utf-16"),
            "1:1: está en UTF-16 («texto Unicode»); guárdelo como «CSV UTF-8»",
        ),
        (
            lines(HEADERS, FIRST).encode("latin-1"),
            "1:1: no está en UTF-8; guárdelo como «CSV UTF-8»",
        ),
        (
            b"PK\x03\x04",
            (
                "1:1: no es un archivo CSV, sino un libro de Excel, un documento de Word o"
                " un archivo"
                " comprimido: guárdelo como «CSV UTF-8»"
            ),
        ),
    ],
)
def test_a_csv_file_with_a_mistake(
    seeds: Seeds, tmp_path: Path, content: str | bytes, expected: str
) -> None:
    assert problems(seeds, csv_file(tmp_path, content)) == [f"tabla.csv:{expected}"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("first", ["", "sep={}\n"])
def test_the_separators_of_csv(seeds: Seeds, tmp_path: Path, delimiter: str, first: str) -> None:
    table = csv_file(tmp_path, first.format(delimiter) + lines(HEADERS, FIRST, delimiter=delimiter))
    assert problems(seeds, table) == []
    assert (seeds.folder / "institutions/a.yaml").exists()


def archive(tmp_path: Path, *names: str) -> bytes:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as opened:
        for name in names:
            opened.writestr(name, "x")
    return (tmp_path / "x.zip").read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "t.xlsx",
            b"\xd0\xcf\x11\xe0" * 9,
            f"es un archivo antiguo de Excel (.xls) o tiene contraseña: {SAVE_AS}",
        ),
        (
            "t.xlsx",
            b"Identificador,Nombre\n",
            "es un texto con la extensión .xlsx: si es CSV, cámbiele el nombre a .csv",
        ),
        (
            "t.xlsx",
            b"\n<html><table>",
            f"es una página web o un archivo XML con la extensión .xlsx: {SAVE_AS}",
        ),
        (
            "t.xlsx",
            b"PK\x03\x04 cut off",
            "el libro está dañado: vuelva a guardarlo o a enviarlo",
        ),
        (
            "~$t.xlsx",
            b"\x03ana",
            "no es una tabla: Excel creó este archivo mientras t.xlsx estaba abierto",
        ),
        ("t.xls", b"x", f"es una tabla en el formato .xls: {SAVE_AS}"),
        ("t.ods", b"x", f"es una tabla en el formato .ods: {SAVE_AS}"),
        ("t.tsv", b"x", f"es una tabla en el formato .tsv: {SAVE_AS}"),
        ("t.docx", b"x", "no es una tabla; se permiten .csv y .xlsx"),
    ],
)
def test_a_file_of_another_format(
    seeds: Seeds, tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    table = csv_file(tmp_path, content, name)
    assert problems(seeds, table) == [f"{name}:1:1: {expected}"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["mimetype", "content.xml"], f"es un archivo de OpenDocument (.ods): {SAVE_AS}"),
        (
            ["[Content_Types].xml", "word/document.xml"],
            "es un documento de Word: copie su tabla en una hoja de cálculo",
        ),
    ],
)
def test_another_document_with_the_extension(
    seeds: Seeds, tmp_path: Path, names: list[str], expected: str
) -> None:
    table = csv_file(tmp_path, archive(tmp_path, *names), "t.xlsx")
    assert problems(seeds, table) == [f"t.xlsx:1:1: {expected}"]


@pytest.mark.parametrize(
    "error", ["#N/A", "#N/D", "#REF!", "#¡REF!", "#¿NOMBRE?", "#¡VALOR!", "#¡DIV/0!", "#####"]
)
def test_an_error_of_a_formula_is_reported_once(seeds: Seeds, tmp_path: Path, error: str) -> None:
    table = csv_file(tmp_path, lines(HEADERS, [*FIRST[:2], error, *FIRST[3:]]))
    assert problems(seeds, table) == [
        f'tabla.csv:C2: "{error}" es un error de fórmula: escriba el valor o deje la celda vacía'
    ]


def test_a_formula_in_the_slug_is_reported_once(seeds: Seeds, tmp_path: Path) -> None:
    table = csv_file(tmp_path, lines(HEADERS, ["=B2", *FIRST[1:]]))
    assert problems(seeds, table) == ['tabla.csv:A2: "=B2" es una fórmula; escriba su valor']


def test_a_title_may_start_with_a_number_sign(seeds: Seeds, tmp_path: Path) -> None:
    table = csv_file(tmp_path, lines(HEADERS, ["a", "#AquíEstoy", *FIRST[2:]]))
    assert problems(seeds, table) == []


def test_a_row_that_repeats_the_entry_of_an_event_is_reported_once(
    seeds: Seeds, tmp_path: Path
) -> None:
    seeds.institution("i", "hnd")
    seeds.practice("p", "[i]", "countries: [hnd]\n")
    table = csv_file(
        tmp_path,
        lines(TRANSFER, [*KT, "1", "Visitada", "2018"], ["kt", "Otro", *KT[2:], "2", "", ""]),
    )
    found = [p for p in problems(seeds, table, "knowledge-transfers") if "esta fila" in p]
    assert len(found) <= 1


def test_a_day_that_is_stored_as_a_number(seeds: Seeds, tmp_path: Path) -> None:
    table = csv_file(tmp_path, lines(HEADERS, [*FIRST[:5], "43382", "iom"]))
    (problem,) = problems(seeds, table)
    assert '"43382"' in problem
    assert '¿quiso decir "2018-10-09"?' in problem
