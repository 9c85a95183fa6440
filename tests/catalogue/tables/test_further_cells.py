"""Further mistakes of stewards in sheets: one message each, in Spanish."""

from pathlib import Path

import pytest

from tests.catalogue.seeding import Seeds

from .steward_rows import COUNTRY, TRANSFER, VISIT, messages

BRACKETS = 'G2: "{}" en la columna "Países visitantes", n.º 1 no es un identificador seguido de'


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        (
            "Países visitantes",
            "hnd (Aprende) pan (Par)",
            f'{BRACKETS} paréntesis; ¿quiso decir "hnd (Aprende); pan (Par)"?',
        ),
        (
            "Países visitantes",
            "hnd (Aprende) (Se deduce)",
            f'{BRACKETS} paréntesis; ¿quiso decir "hnd (Aprende, Se deduce)"?',
        ),
        (
            "Países visitantes",
            "hnd / Aprende",
            f'{BRACKETS} paréntesis; ¿quiso decir "hnd (Aprende)"?',
        ),
        (
            "Países visitantes",
            "Costa Rica (cri)",
            f'{BRACKETS} paréntesis; ¿quiso decir "cri"?',
        ),
        (
            "Países anfitriones",
            "cri (San José)",
            (
                'F2: no se admite "San José" entre paréntesis en la columna "Países anfitriones",'
                ' n.º 1; ¿quiso decir "Nota del editor="San José""?'
            ),
        ),
        (
            "Países visitantes",
            "hnd=Aprende",
            f'{BRACKETS} paréntesis; ¿quiso decir "hnd (Aprende)"?',
        ),
        ("Participantes", "#12", 'E2: "{}" en la columna "Participantes"; ¿quiso decir "12"?'),
        ("Fecha", "2O18", 'D2: "{}" en la columna "Fecha" no es una fecha; ¿quiso decir "2018"?'),
        (
            "Países visitantes",
            "todos",
            (
                'G2: no existe ningún país con el identificador "{}", en la columna "Países'
                ' visitantes", n.º 1'
            ),
        ),
        (
            "Identificador",
            "-xv-uno",
            (
                'A2: el identificador "{}" empieza o termina con un guion, o tiene dos seguidos:'
                ' quítelos; ¿quiso decir "xv-uno"?'
            ),
        ),
        (
            "Nombre (es)",
            "1. Visita a San José",
            (
                'B2: la columna "Nombre (es)" empieza con el número de una lista: quítelo; ¿quiso'
                ' decir "Visita a San José"?'
            ),
        ),
        (
            "Nombre (es)",
            "Visita a San José (borrador)",
            (
                'B2: "(borrador)" en la columna "Nombre (es)" no es parte del nombre: quítelo;'
                ' ¿quiso decir "Visita a San José"?'
            ),
        ),
        (
            "Países anfitriones",
            "Costa Rica (anfitrión)",
            (
                'F2: no se admite "anfitrión" entre paréntesis en la columna "Países anfitriones",'
                ' n.º 1; ¿quiso decir "cri"?'
            ),
        ),
        (
            "Países visitantes",
            "Honduras (visitante)",
            (
                'G2: no se admite "visitante" entre paréntesis en la columna "Países visitantes",'
                ' n.º 1; ¿quiso decir "hnd (Aprende)"?'
            ),
        ),
        (
            "Nombre (es)",
            "2018-10-09",
            (
                'B2: "{}" en la columna "Nombre (es)" no es un nombre: escriba cómo'
                " se llama la entrada"
            ),
        ),
        (
            "Nombre (es)",
            "true",
            (
                'B2: "{}" en la columna "Nombre (es)" no es un nombre: escriba cómo'
                " se llama la entrada"
            ),
        ),
        (
            "Nombre (es)",
            "Ver arriba",
            (
                'B2: "{}" en la columna "Nombre (es)" no es un dato: escriba lo'
                " que se sabe o deje el"
                " campo vacío"
            ),
        ),
        ("Identificador", "-", 'A2: "-" no es un identificador válido'),
    ],
)
def test_in_a_cell(seeds: Seeds, tmp_path: Path, column: str, text: str, expected: str) -> None:
    (line,) = messages(seeds, tmp_path, VISIT | {column: text})
    assert line.partition("; se admite")[0] == expected.replace("{}", text)


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        (
            "Evento: etapa",
            "Visitada; Decidida",
            'I2: "{}" en la columna "{}" son 2 valores, pero el campo admite uno solo: elíjalo',
        ),
        ("Evento: posición", "Primero", 'H2: "{}" en la columna "{}"; ¿quiso decir "1"?'),
        ("Evento: posición", "1°", 'H2: "{}" en la columna "{}"; ¿quiso decir "1"?'),
        (
            "Práctica",
            "p; p-dos",
            'D2: "{}" en la columna "{}" son 2 entradas, pero el campo admite una sola: elíjala',
        ),
    ],
)
def test_in_a_cell_of_a_transfer(
    seeds: Seeds, tmp_path: Path, column: str, text: str, expected: str
) -> None:
    seeds.institution("j", "hnd")
    seeds.practice("p-dos", "[j]", "countries: [hnd]\n")
    row = TRANSFER | {column: text}
    (line,) = messages(seeds, tmp_path, row, folder="knowledge-transfers")
    assert line.partition("; se admite")[0] == expected.format(text, column)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Fecha (dd/mm/aaaa)", '; ¿quiso decir "Fecha"?'),
        ("Fecha de la visita", '; ¿quiso decir "Fecha"?'),
        (
            "Fecha de inicio",
            '; escriba el primer y el último día en "Fecha", como en 2018-10-09/2018-10-12',
        ),
        ("Hasta", '; escriba el primer y el último día en "Fecha", como en 2018-10-09/2018-10-12'),
    ],
)
def test_the_header_of_a_date(seeds: Seeds, tmp_path: Path, header: str, expected: str) -> None:
    row = {header if name == "Fecha" else name: cell for name, cell in VISIT.items()}
    (line,) = messages(seeds, tmp_path, row)
    assert line.partition("; se admite")[0] == f'D1: columna desconocida: "{header}"{expected}'


@pytest.mark.parametrize(
    ("name", "header"), [("Nombre (es)", "Nombre de la visita"), ("Tipo", "Tipo de visita")]
)
def test_a_header_that_names_the_type(seeds: Seeds, tmp_path: Path, name: str, header: str) -> None:
    row = {header if key == name else key: cell for key, cell in VISIT.items()}
    (line,) = messages(seeds, tmp_path, row)
    assert line[2:].partition("; se admite")[0] == (
        f': columna desconocida: "{header}"; ¿quiso decir "{name}"?'
    )


def test_a_column_without_a_header(seeds: Seeds, tmp_path: Path) -> None:
    row = {"" if name == "Participantes" else name: cell for name, cell in VISIT.items()}
    assert messages(seeds, tmp_path, row) == ["E2: un valor en una columna sin nombre"]


def test_headers_in_a_wrong_encoding(seeds: Seeds, tmp_path: Path) -> None:
    broken = [
        {name.encode().decode("latin-1"): cell.encode().decode("latin-1")}
        for name, cell in VISIT.items()
    ]
    row = {name: cell for pair in broken for name, cell in pair.items()}
    (line,) = messages(seeds, tmp_path, row)
    assert line == (
        'F1: los encabezados tienen letras mal codificadas ("PaÃ\\xadses anfitriones"): vuelva a'
        " exportar la tabla como «CSV UTF-8» desde el programa en que se veía bien"
    )


def test_the_beginning_of_a_name(seeds: Seeds, tmp_path: Path) -> None:
    seeds.institution("unidad", "hnd", more="otherNames: {es: [Unidad Especial de Fronteras]}\n")
    row = VISIT | {"Instituciones anfitrionas": "Unidad Especial"}
    (line,) = messages(seeds, tmp_path, row)
    assert line.partition("; se admite")[0] == (
        'J2: no existe ninguna institución con el identificador "Unidad Especial", en la columna'
        ' "Instituciones anfitrionas", n.º 1; ¿quiso decir "unidad"?'
    )


def test_sources_in_two_columns(seeds: Seeds, tmp_path: Path) -> None:
    row = {"Fuente 1" if name == "Fuentes" else name: cell for name, cell in VISIT.items()}
    first, second = messages(seeds, tmp_path, row | {"Fuente 2": "iom"})
    assert first.startswith('H1: columna desconocida: "Fuente 1"; ¿quiso decir "Fuentes"?')
    assert second == (
        'J1: columna desconocida: "Fuente 2"; escriba todos los valores en "Fuentes", separados con'
        " punto y coma"
    )


@pytest.mark.parametrize("updating", [True, False])
def test_a_row_with_a_former_slug(seeds: Seeds, tmp_path: Path, updating: bool) -> None:
    seeds.visit("xv-nuevo", "hostCountries: [cri]\nformerSlugs: [xv-viejo]\n")
    whole = VISIT | {"Identificador": "xv-viejo"}
    row = {"Identificador": "xv-viejo", "Lugar": "San José"} if updating else whole
    assert messages(seeds, tmp_path, row, updating=updating) == [
        (
            'A2: "xv-viejo" es un identificador anterior de xv-nuevo: para cambiar esa entrada,'
            ' escriba el actual; para una nueva, elija otro; ¿quiso decir "xv-nuevo"?'
        )
    ]


@pytest.mark.parametrize(
    ("column", "text", "meant"),
    [("ISO 3166-1 numérico", "58", "058"), ("En la región", "✓", "sí")],
)
def test_what_a_spreadsheet_changed(
    seeds: Seeds, tmp_path: Path, column: str, text: str, meant: str
) -> None:
    (line,) = messages(seeds, tmp_path, COUNTRY | {column: text}, folder="countries")
    assert f'"{text}" en la columna "{column}"; ¿quiso decir "{meant}"?' in line
