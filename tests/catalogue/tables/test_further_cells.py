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
