"""Sheets in another arrangement have one message, in Spanish."""

import io
from pathlib import Path

import pytest

from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.catalogue.imports.read_tables import Table
from graph_service.console import Console
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds

from .tables import Rows, a_workbook, imported

HEADERS = ("Identificador", "Nombre (es)", "Tipo", "Países anfitriones", "Fuentes")
ONE = ("xv-uno", "Pasantía", "Pasantía", "cri", "iom")
TWO = ("xv-dos", "Otra", "Pasantía", "gtm", "iom")
TURNED = (
    "Visitas!A1: los campos están en la primera columna: gire la tabla (copiar y luego pegado"
    " especial, transponer), de modo que los encabezados estén en la primera fila y cada entrada"
    " tenga una fila"
)


def refused(seeds: Seeds, table: Path) -> list[str]:
    """Import an invalid table of visits, and return the messages in Spanish."""
    console = Console(io.StringIO(), language=Language.ES)
    tables = [Table(file=table, type=TYPE_FOLDERS["exchange-visits"])]
    with pytest.raises(CatalogueInvalid) as raised:
        import_tables(tables, seeds.folder, console, updating=False, confirmed=False)
    message = raised.value.translatable
    assert not isinstance(message, str)
    lines = message.render(Language.ES).splitlines()
    return [line.partition("tabla.xlsx:")[2] for line in lines[:-1]]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (list(zip(HEADERS, ONE, strict=True)), TURNED),
        (list(zip(HEADERS, ONE, TWO, strict=True)), TURNED),
        (
            [("Visitas de 2018",), HEADERS, ONE],
            "Visitas!A1: los encabezados están en la fila 2: elimine las filas que están encima",
        ),
        (
            [("Visitas de 2018",), (), HEADERS, ONE],
            "Visitas!A1: los encabezados están en la fila 3: elimine las filas que están encima",
        ),
        (
            [HEADERS, ONE, ("Total", None, None, 1)],
            "Visitas!A3: esta fila es un total, no una entrada: elimínela",
        ),
        (
            [HEADERS, ONE, (None, "TOTAL: 1")],
            "Visitas!B3: esta fila es un total, no una entrada: elimínela",
        ),
        (
            [HEADERS, ("texto", "Texto", "Elija de la lista", "códigos", "obligatorio"), ONE],
            (
                "Visitas!A2: esta fila explica qué se escribe en las columnas; no es una entrada:"
                " elimínela"
            ),
        ),
        (
            [HEADERS, ("ejemplo", "Ej.: Visita a Lima", "Pasantía", "per", "iom"), ONE],
            "Visitas!A2: esta fila es un ejemplo: elimínela",
        ),
        (
            [HEADERS, ("slug", "name.es", "kind", "hostCountries", "sources"), ONE],
            "Visitas!A2: esta fila repite los encabezados: elimínela",
        ),
        (
            [
                HEADERS,
                ONE,
                (),
                ("Identificador", "Nombre (es)", "Nivel", "País"),
                ("x", "X"),
                ("y",),
            ],
            (
                "Visitas!A4: aquí empieza una tabla de institutions (Instituciones): póngala en"
                " otra hoja e impórtela con --type institutions"
            ),
        ),
        (
            [HEADERS, ONE, ONE],
            'Visitas!A3: segunda fila de "xv-uno"; la primera está en Visitas!A2: deje una sola',
        ),
    ],
)
def test_one_message(seeds: Seeds, tmp_path: Path, rows: Rows, expected: str) -> None:
    assert refused(seeds, a_workbook(tmp_path, Visitas=rows)) == [expected]


DATED = ("Identificador", "Nombre (es)", "Tipo", "Fecha", "Participantes", "Fuentes")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            ("xv-dos", "Pasantía", "2018", "12", "iom", None),
            (
                "Visitas!C3: los valores de esta fila están una columna a la izquierda de sus"
                " encabezados: inserte la celda que falta"
            ),
        ),
        (
            ("xv-dos", "Visita", "de 2018", "Pasantía", "2018", "12"),
            (
                "Visitas!C3: los valores de esta fila están una columna a la derecha de sus"
                " encabezados: elimine la celda que sobra"
            ),
        ),
    ],
)
def test_a_row_beside_its_headers(
    seeds: Seeds, tmp_path: Path, row: tuple[str | None, ...], expected: str
) -> None:
    first = ("xv-uno", "Visita", "Pasantía", "2018", "12", "iom")
    assert refused(seeds, a_workbook(tmp_path, Visitas=[DATED, first, row])) == [expected]


def test_two_wrong_values_are_no_shift(seeds: Seeds, tmp_path: Path) -> None:
    row = ("xv-uno", "Visita", "Viaje", "ayer", "12", "iom")
    found = refused(seeds, a_workbook(tmp_path, Visitas=[DATED, row]))
    assert [line.partition(":")[0] for line in found] == ["Visitas!C2", "Visitas!D2"]


def test_rows_that_are_no_totals(seeds: Seeds, tmp_path: Path) -> None:
    """A slug may begin with the word, and a name may be one."""
    table = a_workbook(tmp_path, Visitas=[HEADERS, ("total-uno", "Total", *ONE[2:])])
    assert imported(seeds, table, "exchange-visits") == 0
