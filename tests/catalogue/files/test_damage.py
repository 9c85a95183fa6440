"""Files that other programs damaged: one message in Spanish, with the cause."""

import pytest

from graph_service.catalogue.entries import Entry
from graph_service.model.enums import TopicScheme
from graph_service.model.types import TOPIC
from tests.catalogue.checks.spanish import errors
from tests.catalogue.files.test_writing import round_trip
from tests.catalogue.seeding import Seeds

FILE = "institutions/i.yaml"
ENTRY = """\
# yaml-language-server: $schema=../../schema/seeds/institutions.schema.json
name:
  es: Comisión
kind: AGENCY
level: NATIONAL
founded: 2018-10
country: hnd
formerNames:
  - La comisión
sources:
  - iom
"""
CONFLICT = (
    "git dejó un conflicto en las líneas {} a {}: conserve una de las dos versiones y borre las"
    " líneas que empiezan con <<<<<<<, ======= y >>>>>>>"
)


def changed(old: str, new: str) -> str:
    assert old in ENTRY
    return ENTRY.replace(old, new)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            changed("kind: AGENCY\n", "<<<<<<< HEAD\nkind: AGENCY\n=======\nkind: X\n>>>>>>> b\n"),
            "4:1: " + CONFLICT.format(4, 8),
        ),
        (
            changed("  - La comisión\n", "<<<<<<< HEAD\n  - La\n=======\n  - El\n>>>>>>> b\n"),
            "9:1: " + CONFLICT.format(9, 13),
        ),
        (
            ENTRY + "note: >-\n<<<<<<< HEAD\n  Uno\n||||||| base\n=======\n  Dos\n>>>>>>> 1a2b3c\n",
            "13:1: " + CONFLICT.format(13, 18),
        ),
        (
            ENTRY + ">>>>>>> rama\n",
            (
                "12:1: git dejó una marca de un conflicto: conserve una de las dos versiones y"
                " borre esta línea"
            ),
        ),
        (
            changed("2018-10", "“2018-10”").replace("hnd", "«hnd»"),
            '6:10: comillas tipográficas (“ ”) en 2 valores: use comillas rectas (") o ninguna',
        ),
        (
            changed("es: Comisión", "es: “Comisión: la primera”"),
            (
                "3:16: no es YAML: las comillas tipográficas (“ ”) no sirven aquí: use comillas"
                ' rectas (")'
            ),
        ),
        (
            changed("  es:", "\u00a0 es:"),
            (
                "3:1: 1 línea con un espacio especial (U+00A0) junto a un campo: cámbielo por"
                " uno normal"
            ),
        ),
        (
            changed("kind: ", "kind:\u00a0").replace("level: ", "level:\u2003"),
            (
                "4:6: 2 líneas con espacios especiales (U+00A0) junto a los campos: cámbielos por"
                " espacios normales"
            ),
        ),
        (changed("kind: ", "kind:"), "4:1: no es YAML: falta un espacio después de los dos puntos"),
        (
            changed("  - La", "\t- La"),
            "9:1: no es YAML: un tabulador; use espacios para sangrar",
        ),
        (
            changed("es: Comisión", 'es: "Comisión'),
            "3:7: no es YAML: faltan las comillas de cierre",
        ),
        (
            changed("es: Comisión", "es: Comisión #3 de Honduras"),
            (
                '3:7: "#3 de Honduras" es un comentario y no se lee: ponga todo el texto entre'
                " comillas,"
                " o un espacio después de #"
            ),
        ),
        (f"```yaml\n{ENTRY}```\n", "1:1: el archivo está entre líneas con ```: bórrelas"),
        (
            ENTRY + ENTRY,
            (
                "13:1: aquí los campos empiezan otra vez (7 están repetidos): si son dos"
                " entradas, cada"
                " una va en su propio archivo"
            ),
        ),
        (
            changed("  - La", "  -La"),
            (
                '9:3: "-La comisión" en formerNames no es una lista; ¿quiso decir "[La comisión]"?;'
                " se admite: una lista: cada valor en su línea, después de un guion y un espacio"
            ),
        ),
        (
            changed("\n  - iom", " iom, iom2"),
            (
                '10:10: "iom, iom2" en sources no es una lista; ¿quiso decir "[iom, iom2]"?;'
                " se admite: una lista: cada valor en su línea, después de un guion y un espacio"
            ),
        ),
        (
            ENTRY.encode("utf-16"),
            "1:1: el archivo está en UTF-16; guárdelo como UTF-8",
        ),
        (
            ENTRY.encode("utf-16-be"),
            "1:1: el archivo está en UTF-16; guárdelo como UTF-8",
        ),
        (
            ENTRY.encode("latin-1"),
            "3:13: el byte 0xf3 no es UTF-8; guarde el archivo como UTF-8",
        ),
    ],
)
def test_one_message_with_the_cause(seeds: Seeds, content: str | bytes, expected: str) -> None:
    seeds.put(FILE, content if isinstance(content, bytes) else content.encode())
    assert errors(seeds) == [f"{FILE}:{expected}"]


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"PK\x03\x04\x14\x00", "un libro de Excel, un documento de Word o un archivo comprimido"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "un documento antiguo de Excel o Word"),
        (b"%PDF-1.7", "un documento PDF"),
        (b"{\\rtf1\\ansi", "un documento RTF"),
        (b"\x89PNG\r\n", "una imagen"),
        (b"<!DOCTYPE html>", "una página web"),
        (b"<?xml version", "un archivo XML"),
    ],
)
def test_a_renamed_document(seeds: Seeds, start: bytes, name: str) -> None:
    seeds.put(FILE, start)
    assert errors(seeds) == [
        f"{FILE}:1:1: no es un texto, sino {name}: guárdelo como texto sin formato"
    ]


@pytest.mark.parametrize(
    "content",
    [
        changed("\n", "\r\n"),
        "\ufeff" + ENTRY,
        changed("kind: AGENCY", "kind:\tAGENCY  \t"),
        changed("kind: AGENCY", "kind: AGENCY # of the state"),
        changed("Comisión", "'Comisión #3'"),
        ENTRY + "note: |\n  Uno #2\n  =======\n  <<<<<<< dos\n  Tema:\u00a0tres\n",
    ],
)
def test_harmless_characters(seeds: Seeds, content: str) -> None:
    seeds.put(FILE, content.encode())
    assert errors(seeds) == []


@pytest.mark.parametrize("text", ["“Protocolo”", "«x»", "Uno #2", "#1", "<<<<<<< x", "a\u00a0b"])
def test_texts_of_the_graph_survive_in_files(text: str) -> None:
    entry = Entry(
        type=TOPIC, slug="t", values={"name": {"es": text}, "scheme": TopicScheme.SUBJECT}
    )
    assert round_trip(entry).values == entry.values


def test_an_entry_in_the_folder_of_another_type(seeds: Seeds) -> None:
    seeds.institution("a", "hnd")
    seeds.practice("p", "[a]", "countries: [hnd]\n")
    visit = "hostCountries: [hnd]\nvisitorCountries: [{slug: pan, role: LEARNER}]\nplace: X\n"
    seeds.put("institutions/xv.yaml", f"name: {{es: V}}\nkind: INTERNSHIP\nsources: [iom]\n{visit}")
    seeds.transfer(
        "kt",
        "p",
        "originCountries: [hnd]\ntargetCountries: [pan]\nvisits: [xv]\n"
        "events: [{stage: VISITED, position: 1}]\n",
    )
    assert errors(seeds) == [
        (
            "institutions/xv.yaml:1:1: los campos son los de otro tipo (visita de intercambio):"
            " pase el"
            " archivo a exchange-visits/"
        )
    ]


def test_a_misspelt_field_does_not_make_it_another_type(seeds: Seeds) -> None:
    seeds.put(FILE, changed("founded", "date"))
    assert [line.partition(" (")[0] for line in errors(seeds)] == [
        f'{FILE}:6:1: "date" es un campo de exchange-visits'
    ]
