"""Sheets of new stewards: each mistake once, at its cell, in the words of the sheet."""

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

from .steward_rows import COUNTRY, SECOND, TRANSFER, VISIT, messages
from .tables import a_csv, a_workbook, refused

STAGES = (
    "Identificada, Solicitada, Documentada, Presentada, Visitada, Viabilidad analizada, Decidida,"
    " Planificada, Adaptada, Personal capacitado, En prueba piloto, Implementada, Sostenida,"
    " Extendida a más lugares, Interrumpida, Nunca comenzó"
)


def test_a_duplicate_names_the_cell_of_the_other(seeds: Seeds, tmp_path: Path) -> None:
    (found,) = messages(seeds, tmp_path, VISIT, VISIT | {"Identificador": "xv-dos"})
    assert found.startswith("B3: xv-dos y xv-uno (B2) parecen ser lo mismo: ")


def test_a_gap_of_positions_is_listed_on_import(seeds: Seeds, tmp_path: Path) -> None:
    found = messages(
        seeds,
        tmp_path,
        TRANSFER,
        SECOND | {"Evento: posición": "9"},
        folder="knowledge-transfers",
    )
    assert found == [
        (
            "A2: faltan los eventos de estas posiciones: 2, 3, 4, 5, 6, 7, 8; las posiciones van"
            " desde 1, sin saltos"
        )
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"Evento: etapa": "", "Evento: posición": "2"},
            f'I3: falta el campo "Evento: etapa"; se admite: {STAGES}',
        ),
        (
            {"Evento: etapa": "Decidida", "Evento: posición": ""},
            (
                'H3: falta el campo "Evento: posición"; escriba la posición entre los eventos de la'
                " transferencia, desde 1"
            ),
        ),
    ],
)
def test_an_event_lacks_a_value(
    seeds: Seeds, tmp_path: Path, cells: dict[str, str], expected: str
) -> None:
    second = SECOND | {"Evento: etapa": "", "Nombre (es)": ""} | cells
    found = messages(seeds, tmp_path, TRANSFER, second, folder="knowledge-transfers")
    assert found == [expected]


def test_a_repeated_position_names_its_row(seeds: Seeds, tmp_path: Path) -> None:
    second = SECOND | {"Evento: posición": "1"}
    assert messages(seeds, tmp_path, TRANSFER, second, folder="knowledge-transfers") == [
        (
            'H3: "1" aparece por segunda vez en la columna "Evento: posición"; ya está en la'
            " fila 2: deje uno solo"
        )
    ]


def test_an_event_apart_from_its_transfer(seeds: Seeds, tmp_path: Path) -> None:
    other = TRANSFER | {"Identificador": "kt-dos", "Países receptores": "per"}
    event = SECOND | {"Identificador": "kt"}
    assert messages(seeds, tmp_path, TRANSFER, other, event, folder="knowledge-transfers") == [
        (
            'A4: esta fila añade un evento a "kt": póngala debajo de las filas de esa entrada'
            " (fila 2)"
        )
    ]


def test_a_country_twice_in_a_cell(seeds: Seeds, tmp_path: Path) -> None:
    row = VISIT | {"Países anfitriones": "cri; cri"}
    assert messages(seeds, tmp_path, row) == [
        'F2: "cri" está repetido en la columna "Países anfitriones": deje uno solo'
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"Países anfitriones": ""},
            (
                'A2: no hay nada en la columna "Instituciones anfitrionas", la columna "Países'
                ' anfitriones": llene al menos un campo, si se conoce'
            ),
        ),
        (
            {"Países anfitriones": "hnd"},
            (
                'G2: hnd está en la columna "Países visitantes" y también en la columna "Países'
                ' anfitriones": quite uno, salvo que ambos sean ciertos'
            ),
        ),
    ],
)
def test_a_new_visit_by_nobody_or_to_itself_is_listed(
    seeds: Seeds, tmp_path: Path, cells: dict[str, str], expected: str
) -> None:
    assert messages(seeds, tmp_path, VISIT | cells) == [expected]


def test_a_missing_column_is_one_problem(seeds: Seeds, tmp_path: Path) -> None:
    rows = [VISIT | {"Identificador": f"xv-{number}"} for number in "abc"]
    for row in rows:
        del row["Fuentes"]
    found = [line for line in messages(seeds, tmp_path, *rows) if "columna" in line]
    assert found == [
        (
            'A1: falta la columna "Fuentes"; escriba al menos un elemento: las fuentes citadas,'
            " por su identificador"
        )
    ]


def test_an_update_of_no_entry(seeds: Seeds, tmp_path: Path) -> None:
    seeds.visit("xv-hnd-cri-2018", "hostCountries: [cri]\n")
    row = {"Identificador": "xv-hnd-cri-2017", "Lugar": "San José"}
    assert messages(seeds, tmp_path, row, updating=True) == [
        (
            'A2: no existe ninguna visita de intercambio con el identificador "xv-hnd-cri-2017"; si'
            ' es una entrada nueva, llene también la columna "Nombre (es)", la columna "Tipo", la'
            ' columna "Fuentes"; ¿quiso decir "xv-hnd-cri-2018"?'
        )
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            dict.fromkeys(VISIT, "") | {"Identificador": "Fuente: elaboración propia"},
            (
                'A3: "Fuente: elaboración propia" no es un identificador válido, y en su fila'
                ' están vacías la columna "Nombre (es)", la columna "Tipo", la columna "Fuentes":'
                " si no es una entrada, elimínela"
            ),
        ),
        (
            dict.fromkeys(VISIT, "") | {"Identificador": "N.º de visitas", "Nombre (es)": "1"},
            (
                'A3: "N.º de visitas" no es un identificador válido, y en su fila están'
                ' vacías la columna "Tipo", la columna "Fuentes": si no es una entrada, elimínela'
            ),
        ),
        ({name: name for name in VISIT}, "A3: esta fila repite los encabezados: elimínela"),
        (
            VISIT | {"Identificador": ""},
            "A3: en esta fila falta el identificador: escríbalo o elimine la fila",
        ),
    ],
)
def test_a_row_that_is_not_an_entry(
    seeds: Seeds, tmp_path: Path, row: dict[str, str], expected: str
) -> None:
    assert messages(seeds, tmp_path, VISIT, row) == [expected]


@pytest.mark.parametrize("mark", ['"', "”", "ídem", "Idem.", "- ” -"])
def test_a_ditto_mark(seeds: Seeds, tmp_path: Path, mark: str) -> None:
    row = VISIT | {"Identificador": "xv-dos", "Fecha": "2019", "Tipo": mark, "Fuentes": mark}
    assert messages(seeds, tmp_path, VISIT, row) == [
        (
            f'C3: "{mark}" en la columna "Tipo" remite a la celda de arriba: escriba su valor;'
            ' ¿quiso decir "Visita de estudio"?'
        ),
        (
            f'H3: "{mark}" en la columna "Fuentes" remite a la celda de arriba: escriba su valor;'
            ' ¿quiso decir "iom"?'
        ),
    ]


def test_a_boolean_suggests_a_word(seeds: Seeds, tmp_path: Path) -> None:
    row = COUNTRY | {"En la región": "X"}
    assert messages(seeds, tmp_path, row, folder="countries") == [
        'G2: "X" en la columna "En la región"; ¿quiso decir "sí"?; se admite: sí, no'
    ]


def test_an_address_that_is_there_names_its_column(seeds: Seeds, tmp_path: Path) -> None:
    seeds.put(
        "sources/oim-2020.yaml",
        "name: Informe\npublisher: OIM\nurl: https://www.iom.int/x\nlanguage: ES\n"
        "readExtent: FULL\n",
    )
    row = {
        "Identificador": "oim-otra",
        "Nombre": "Otro",
        "Publicado por": "OIM",
        "Dirección web": "http://iom.int/x/",
        "Idioma": "Español",
        "Lectura de la fuente": "Completa",
    }
    (found,) = messages(seeds, tmp_path, row, folder="sources")
    assert found.startswith(
        'D2: "http://iom.int/x/" en la columna "Dirección web" es la misma página que la de la'
        " fuente oim-2020 ("
    )


@pytest.mark.parametrize("end", ["*", " *", ":", " [reemplazar]"])
def test_decorated_headers(seeds: Seeds, tmp_path: Path, end: str) -> None:
    decorated = {
        name + (end if name == "Fuentes" or "[" not in end else ""): VISIT[name] for name in VISIT
    }
    assert messages(seeds, tmp_path, decorated) == []


def test_a_sheet_of_another_type(seeds: Seeds, tmp_path: Path) -> None:
    other = (
        ["Identificador", "Nombre (es)", "Nivel", "Fuentes", "Sigla"],
        ["x", "X", "Nacional", "iom", "X"],
    )
    book = a_workbook(tmp_path, visitas=[[*VISIT], [*VISIT.values()]], instituciones=other)
    with pytest.raises(CatalogueInvalid) as refused:
        import_tables(
            [Table(file=book, type=TYPE_FOLDERS["exchange-visits"])],
            seeds.folder,
            Console(io.StringIO(), language=Language.ES),
        )
    first, *_count = render(refused.value.translatable, Language.ES).splitlines()
    assert first.endswith(
        "instituciones!A1: estas son las columnas de institutions (Instituciones), no de"
        " exchange-visits (Visitas y encuentros): impórtela con --type institutions"
    )


def _in_curly_quotes(row: dict[str, str]) -> dict[str, str]:
    return {name: f"“{text}”" if text and "(" not in text else text for name, text in row.items()}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [_in_curly_quotes(VISIT | {"Identificador": f"xv-{n}"}) for n in "abc"],
            "A2: comillas tipográficas (“ ”) en los valores de 3 filas (la primera es “xv-a”)",
        ),
        (
            [VISIT | {"Fuentes": "“iom”"}],
            "H2: comillas tipográficas (“ ”) en los valores de 1 fila (“iom”)",
        ),
        (
            [{f"“{name}”": text for name, text in VISIT.items()}],
            "A1: comillas tipográficas (“ ”) en los valores de 1 fila (“Identificador”)",
        ),
    ],
)
def test_values_in_curly_quotes_are_reported_once(
    seeds: Seeds, tmp_path: Path, rows: list[dict[str, str]], expected: str
) -> None:
    assert messages(seeds, tmp_path, *rows) == [
        f'{expected}: bórrelas o cámbielas por comillas rectas (")'
    ]


def test_a_separator_between_curly_quotes(seeds: Seeds, tmp_path: Path) -> None:
    values = [*(VISIT | {"Nombre (es)": "“Visita; larga”"}).values()]
    table = a_csv(tmp_path, f"{';'.join(VISIT)}\n{';'.join(values)}\n")
    (found,) = refused(seeds, table, "exchange-visits")[:-1]
    assert found == (
        "tabla.csv:B2: typographic quotes (“ ”) around values, in 1 row (“Visita): delete them, or"
        ' replace them by straight ones (")'
    )


@pytest.mark.parametrize("name", ["Costa Rica", "Un nombre de antes"])
def test_a_name_before_a_slug_may_be_an_old_one(seeds: Seeds, tmp_path: Path, name: str) -> None:
    row = VISIT | {"Países anfitriones": f"{name} · cri"}
    assert messages(seeds, tmp_path, row) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"Fecha": "", "Fecha: qué indica": "a más tardar"},
            (
                'J2: en la columna "Fecha" falta la fecha: hay un calificador sin ella; escríbala o'
                " quítelo"
            ),
        ),
        (
            {"Fecha: qué indica": "antes"},
            (
                'J2: valor desconocido "antes" en la columna "Fecha: qué indica"; ¿quiso decir "a'
                ' más tardar"?; se admite: fecha del hecho, a más tardar, mencionado por una fuente'
                " de esa fecha, en algún momento del periodo, fecha de la publicación"
            ),
        ),
    ],
)
def test_what_a_date_says_is_in_the_words_of_the_sheet(
    seeds: Seeds, tmp_path: Path, cells: dict[str, str], expected: str
) -> None:
    assert messages(seeds, tmp_path, VISIT | cells) == [expected]


def test_the_stages_of_events_are_in_the_words_of_the_sheet(seeds: Seeds, tmp_path: Path) -> None:
    first = TRANSFER | {"Evento: etapa": "Implementada"}
    second = SECOND | {"Evento: etapa": "Visitada"}
    (found,) = messages(seeds, tmp_path, first, second, folder="knowledge-transfers")
    assert found.startswith("I3: Visitada en la columna")
    assert "sigue a Implementada, de la posición 1" in found
