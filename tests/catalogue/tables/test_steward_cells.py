"""Cells of new stewards: each mistake once, at its cell, in the words of the sheet."""

from pathlib import Path

import pytest

from tests.catalogue.seeding import Seeds

from .steward_rows import VISIT, messages

NUMBER = "se admite: un número entero de 1 a 1000000"
KINDS = (
    "Pasantía, Visita de estudio, Misión de expertos, Encuentro binacional, Reunión, Plenaria,"
    " Seminario / taller / congreso, Capacitación, Actividad de campaña de prevención"
)
SLUG = "se admite: a-z, 0-9 y guiones, 200 caracteres como máximo"
COUNTRIES = (
    "se admite: un identificador de countries (Países), de los que muestra la hoja"
    " «Identificadores» de una plantilla"
)


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("Participantes", "12.0", f'E2: "12.0" en {{}}; ¿quiso decir "12"?; {NUMBER}'),
        ("Participantes", "1.200", f'E2: "1.200" en {{}}; ¿quiso decir "1200"?; {NUMBER}'),
        ("Participantes", "doce", f'E2: "doce" en {{}}; ¿quiso decir "12"?; {NUMBER}'),
        (
            "Participantes",
            "Treinta y dos personas",
            f'E2: "Treinta y dos personas" en {{}}; ¿quiso decir "32"?; {NUMBER}',
        ),
        ("Participantes", "dos o tres", f'E2: "dos o tres" en {{}}; {NUMBER}'),
        ("Participantes", "unos 25", f'E2: "unos 25" en {{}}; ¿quiso decir "25"?; {NUMBER}'),
        ("Participantes", "+ de 30", f'E2: "+ de 30" en {{}}; ¿quiso decir "30"?; {NUMBER}'),
        ("Participantes", "20-25", f'E2: "20-25" en {{}}; {NUMBER}'),
        ("Participantes", "12,5", f'E2: "12,5" en {{}}; {NUMBER}'),
        ("Participantes", "25%", f'E2: "25%" en {{}}; {NUMBER}'),
        (
            "Participantes",
            "12\u200b",
            (
                'E2: "12\\u200b" en {} tiene un carácter que no se ve (U+200B): bórrelo;'
                ' ¿quiso decir "12"?'
            ),
        ),
        (
            "Identificador",
            "xv\u200b-a",
            (
                'A2: "xv\\u200b-a" en {} tiene un carácter que no se ve (U+200B): bórrelo;'
                f' ¿quiso decir "xv-a"?; {SLUG}'
            ),
        ),
        (
            "Fecha",
            "9/10",
            (
                'D2: "9/10" en {} no es una fecha; se admite: también el año, como en 2018-10-09;'
                " si no se conoce, XXXX-10-09"
            ),
        ),
        ("Fecha", "'2019-05", 'D2: "\'2019-05" en {} no es una fecha; ¿quiso decir "2019-05"?'),
        ("Fecha", "25-V-2019", 'D2: "25-V-2019" en {} no es una fecha; ¿quiso decir "2019-05-25"?'),
        ("Fecha", "201905", 'D2: "201905" en {} no es una fecha; ¿quiso decir "2019-05"?'),
        ("Tipo", "", f'C2: falta el campo "Tipo"; se admite: {KINDS}'),
        ("Nombre (es)", "", 'B2: falta el campo "Nombre (es)"; escriba el título'),
        (
            "Fuentes",
            "",
            (
                'H2: falta el campo "Fuentes"; escriba al menos un elemento: las fuentes citadas,'
                " por su identificador"
            ),
        ),
        (
            "Países anfitriones",
            "Panamá · cri",
            (
                'F2: "Panamá · cri" en {}, n.º 1 nombra dos entradas: "Panamá" es pan y "cri" es'
                " otra; elija una de las dos"
            ),
        ),
        (
            "Países anfitriones",
            "Panamá · xxx",
            f'F2: no existe ningún país con el identificador "xxx", en {{}}, n.º 1; {COUNTRIES}',
        ),
        (
            "Países visitantes",
            "Honduras · pan (Aprende); Perú · per (Aprende)",
            (
                'G2: "Honduras · pan" en {}, n.º 1 nombra dos entradas: "Honduras" es hnd y "pan"'
                " es otra; elija una de las dos"
            ),
        ),
        (
            "Países anfitriones",
            "cri y hnd",
            (
                'F2: no existe ningún país con el identificador "cri y hnd", en {}, n.º 1;'
                f' ¿quiso decir "cri, hnd"?; {COUNTRIES}'
            ),
        ),
        (
            "Países anfitriones",
            "Costa Rica/Panamá",
            (
                'F2: no existe ningún país con el identificador "Costa Rica/Panamá", en {}, n.º 1;'
                f' ¿quiso decir "cri, pan"?; {COUNTRIES}'
            ),
        ),
        (
            "Países anfitriones",
            "i",
            (
                'F2: "i" en {}, n.º 1 es el identificador de otro tipo de entrada (institución);'
                " se admite: un identificador de otro tipo (país); este va en la columna"
                ' "Instituciones anfitrionas"'
            ),
        ),
        (
            "Países visitantes",
            "hnd (Aprende",
            (
                'G2: "hnd (Aprende" en {}, n.º 1 no es un identificador seguido de paréntesis;'
                " se admite: identificador (…)"
            ),
        ),
        (
            "Países visitantes",
            'hnd (Aprende, Cita textual="escribir a ana@example.org")',
            (
                'G2: "ana@example.org" en "Cita textual" de {}, n.º 1 es un correo electrónico:'
                " bórrelo; el catálogo no guarda datos personales"
            ),
        ),
        (
            "Identificador",
            "exchange-visits/xv-a.yaml",
            (
                'A2: "exchange-visits/xv-a.yaml" no es un identificador válido;'
                f' ¿quiso decir "xv-a"?; {SLUG}'
            ),
        ),
        (
            "Identificador",
            "ExchangeVisit:xv-a",
            (
                'A2: "ExchangeVisit:xv-a" no es un identificador válido;'
                f' ¿quiso decir "xv-a"?; {SLUG}'
            ),
        ),
        (
            "Nombre (es)",
            "PasantÃ\u00ada en Costa Rica",
            (
                'B2: "Ã\\xad" en {} es una letra mal codificada: guarde la tabla o el archivo en'
                ' UTF-8; ¿quiso decir "Pasantía en Costa Rica"?'
            ),
        ),
        (
            "Nombre (es)",
            "XXX",
            'B2: "XXX" en {} no es un dato: escriba lo que se sabe o deje el campo vacío',
        ),
        (
            "Nota del editor",
            "[borrar]",
            'I2: marca desconocida "[borrar]" en {}; [vaciar] quita un valor',
        ),
        (
            "Nota del editor",
            "(vaciar)",
            'I2: marca desconocida "(vaciar)" en {}; [vaciar] quita un valor',
        ),
        (
            "Nota del editor",
            "[vaciar]; véase la fuente",
            'I2: marca desconocida "[vaciar]; véase la fuente" en {}; [vaciar] quita un valor',
        ),
        ("Tipo", "[borrar]", 'C2: marca desconocida "[borrar]" en {}; [vaciar] quita un valor'),
        (
            "Fecha",
            "#N/D",
            'D2: "#N/D" es un error de fórmula: escriba el valor o deje la celda vacía',
        ),
    ],
)
def test_a_cell_with_a_mistake(
    seeds: Seeds, tmp_path: Path, column: str, text: str, expected: str
) -> None:
    assert messages(seeds, tmp_path, VISIT | {column: text}) == [
        expected.replace("{}", f'la columna "{column}"')
    ]


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        (
            "Nombre (es)",
            "Visita  a San José",
            'hay dos espacios seguidos en {}; ¿quiso decir "Visita a San José"?',
        ),
        (
            "Nombre (es)",
            "VISITA A SAN JOSÉ",
            "{} está en mayúsculas: escriba en mayúsculas solo las iniciales y las siglas",
        ),
        ("Nombre (es)", "Visita ✅", "hay un pictograma (✅) en {}: bórrelo"),
        (
            "Identificador",
            "12",
            (
                'el identificador "12" es solo un número o una fecha: elija uno que diga de qué'
                " entrada se trata"
            ),
        ),
        (
            "Nota del editor",
            "Sigue a xv-hnd-cri-2099.",
            (
                '"xv-hnd-cri-2099" en {} no es el identificador de ninguna entrada:'
                " corríjalo o escriba la entrada"
            ),
        ),
        (
            "Nota del editor",
            "La ministra Gloria Carrera asistió.",
            (
                '"Gloria Carrera" en {} parece el nombre de una persona: si lo es, escriba en su'
                " lugar el cargo o la institución"
            ),
        ),
    ],
)
def test_a_cell_with_a_likely_mistake(
    seeds: Seeds, tmp_path: Path, column: str, text: str, expected: str
) -> None:
    """The row is imported."""
    cell = f"{'ABCDEFGHI'[list(VISIT).index(column)]}2"
    message = expected.replace("{}", f'la columna "{column}"')
    assert messages(seeds, tmp_path, VISIT | {column: text}) == [f"{cell}: {message}"]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Países anfitriones", "cri,"),
        ("Países anfitriones", "cri\n"),
        ("Nota del editor", "Ver https://example.org/a?utm_source=tw"),
        ("Nota del editor", "La directora Ejecutiva y el juez Segundo de lo Penal asistieron."),
    ],
)
def test_what_is_not_a_mistake(seeds: Seeds, tmp_path: Path, column: str, text: str) -> None:
    assert messages(seeds, tmp_path, VISIT | {column: text}) == []
