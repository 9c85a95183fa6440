"""Values in the wrong form, cell or column: one message each in Spanish, with the remedy."""

import io
from pathlib import Path

import pytest

from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.catalogue.imports.read_tables import Table
from graph_service.console import Console
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import Language, render
from tests.catalogue.seeding import Seeds

from .tables import a_csv

HEADERS = {
    "slug": "Identificador",
    "name": "Nombre (es)",
    "kind": "Tipo",
    "modality": "Modalidad",
    "date": "Fecha",
    "hosts": "Países anfitriones",
    "visitors": "Países visitantes",
    "venue": "País sede",
    "sources": "Fuentes",
}
ROW = {
    "slug": "xv-uno",
    "name": "Visita a San José",
    "kind": "Visita de estudio",
    "modality": "Presencial",
    "date": "2018",
    "hosts": "cri",
    "visitors": "hnd (Aprende)",
    "venue": "",
    "sources": "iom",
}
PLACEHOLDER = "no es un dato: escriba lo que se sabe o deje el campo vacío"
NO_BRACKETS = (
    'G2: "{}" en la columna "Países visitantes", n.º 1 no es un identificador seguido de'
    ' paréntesis; ¿quiso decir "{}"?; se admite: identificador (…)'
)


def problems(
    seeds: Seeds,
    tmp_path: Path,
    cells: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> list[str]:
    """Return the problems of a table with other cells or headers, without the allowed columns."""
    rows = (HEADERS | (headers or {}), ROW | (cells or {}))
    table = a_csv(tmp_path, "".join(f"{','.join(row.values())}\n" for row in rows))
    console = Console(io.StringIO(), language=Language.ES)
    try:
        import_tables(
            [Table(file=table, type=TYPE_FOLDERS["exchange-visits"])], seeds.folder, console
        )
    except CatalogueInvalid as error:
        *lines, _count = render(error.translatable, Language.ES).splitlines()
        before = "; se admite: Identificador"
        return [line.partition(f"{table.name}:")[2].partition(before)[0] for line in lines]
    return []


def test_the_row_itself_is_right(seeds: Seeds, tmp_path: Path) -> None:
    assert problems(seeds, tmp_path) == []
    assert (seeds.folder / "exchange-visits/xv-uno.yaml").exists()


@pytest.mark.parametrize("text", ["N/A", "s/d", "n.d.", "Sin dato", "?", "—"])
def test_a_cell_that_says_that_it_is_empty(seeds: Seeds, tmp_path: Path, text: str) -> None:
    assert problems(seeds, tmp_path, {"date": text, "venue": text}) == [
        f'E2: "{text}" en la columna "Fecha" {PLACEHOLDER}',
        f'H2: "{text}" en la columna "País sede" {PLACEHOLDER}',
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("hnd [Aprende]", "hnd (Aprende)"),
        ("hnd{LEARNER}", "hnd (LEARNER)"),
        ("hnd Aprende", "hnd (Aprende)"),
        ("hnd: learner", "hnd (learner)"),
        ("hnd - aprende", "hnd (aprende)"),
    ],
)
def test_a_role_without_round_brackets(seeds: Seeds, tmp_path: Path, text: str, meant: str) -> None:
    assert problems(seeds, tmp_path, {"visitors": text}) == [NO_BRACKETS.format(text, meant)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "hnd (aprendiz)",
            (
                'no se admite "aprendiz" entre paréntesis en la columna "Países visitantes", n.º 1;'
                ' ¿quiso decir "Aprende"?'
            ),
        ),
        (
            "hnd (papel: Aprende)",
            (
                'no se admite "papel: Aprende" entre paréntesis en la columna "Países visitantes",'
                ' n.º 1; ¿quiso decir "papel=Aprende"?'
            ),
        ),
        (
            "hnd ()",
            (
                '"hnd ()" en la columna "Países visitantes", n.º 1: quite el paréntesis vacío;'
                ' ¿quiso decir "hnd"?'
            ),
        ),
        (
            "(Aprende)",
            'falta el identificador antes del paréntesis en la columna "Países visitantes", n.º 1',
        ),
    ],
)
def test_brackets_with_a_mistake(seeds: Seeds, tmp_path: Path, text: str, expected: str) -> None:
    (found,) = problems(seeds, tmp_path, {"visitors": text})
    assert found.partition("; se admite")[0] == f"G2: {expected}"


@pytest.mark.parametrize("text", ["N/A", "https://oim.int/x"])
def test_no_slug_is_made_of_what_is_none(seeds: Seeds, tmp_path: Path, text: str) -> None:
    (found,) = problems(seeds, tmp_path, {"slug": text})
    assert found.startswith(f'A2: "{text}" no es un identificador válido; se admite')


def test_a_column_that_is_not_one_may_be_deleted(seeds: Seeds, tmp_path: Path) -> None:
    (found,) = problems(seeds, tmp_path, headers={"venue": "N.º"})
    assert found.startswith('H1: columna desconocida: "N.º"; cámbiele el nombre o elimínela')


def test_a_role_that_is_not_one_is_reported_once(seeds: Seeds, tmp_path: Path) -> None:
    (found,) = problems(seeds, tmp_path, {"visitors": "hnd: aprendices"})
    assert found.startswith('G2: no existe ningún país con el identificador "hnd: aprendices"')


def test_exchanged_terms_name_their_columns(seeds: Seeds, tmp_path: Path) -> None:
    found = problems(seeds, tmp_path, {"kind": "Presencial", "modality": "Visita de estudio"})
    message = (
        '{}2: "{}" en la columna "{}" es un valor de la columna "{}": está en la columna equivocada'
    )
    assert [line.partition("; se admite")[0] for line in found] == [
        message.format("C", "Presencial", "Tipo", "Modalidad"),
        message.format("D", "Visita de estudio", "Modalidad", "Tipo"),
    ]


def test_a_number_suggests_no_entry(seeds: Seeds, tmp_path: Path) -> None:
    """2018 is not a typing error in Ecuador's code 218."""
    (found,) = problems(seeds, tmp_path, {"hosts": "2018"})
    assert found.startswith('F2: no existe ningún país con el identificador "2018"')
    assert "quiso decir" not in found


@pytest.mark.parametrize(
    ("column", "header", "meant"),
    [
        ("name", "Nombre", "Nombre (es)"),
        ("name", "Name", "Name (en)"),
        ("date", "Fehca", "Fecha"),
        ("slug", "Identificado", "Identificador"),
        ("sources", "Fuentes [remplazar]", "Fuentes [reemplazar]"),
        ("kind", "Tipo [reemplaza]", "Tipo"),
        ("sources", "Fuentes (reemplazar)", "Fuentes [reemplazar]"),
        ("slug", "ID", "Identificador"),
        ("name", "Título", "Nombre (es)"),
        ("date", "Año", "Fecha"),
        ("sources", "Referencias", "Fuentes"),
    ],
)
def test_a_header_with_a_mistake_is_the_only_message(
    seeds: Seeds, tmp_path: Path, column: str, header: str, meant: str
) -> None:
    """Its cells are not missing, and are checked."""
    place = "ABCDEFGHI"[list(HEADERS).index(column)]
    assert problems(seeds, tmp_path, headers={column: header}) == [
        f'{place}1: columna desconocida: "{header}"; ¿quiso decir "{meant}"?'
    ]
    found = problems(seeds, tmp_path, {"date": "ayer"}, {column: header})
    assert {line.partition(" ")[0] for line in found} == {f"{place}1:", "E2:"}


def test_the_column_that_was_meant_may_be_there(seeds: Seeds, tmp_path: Path) -> None:
    (found,) = problems(seeds, tmp_path, headers={"venue": "Nombre"})
    assert found == 'H1: columna desconocida: "Nombre"; ¿quiso decir "Nombre (es)"?'
