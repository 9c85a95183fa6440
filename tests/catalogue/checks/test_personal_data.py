"""Personal data, as institutions of the region write it, and texts that only look like it."""

from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from graph_service.catalogue.checks.findings import examine
from graph_service.catalogue.checks.personal_data.find import find
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds
from tests.catalogue.tables.tables import a_csv, refused


class _Example(TypedDict):
    text: str
    found: str


class _Examples(TypedDict):
    certain: list[_Example]
    likely: list[_Example]
    none: list[str]


EXAMPLES: _Examples = yaml.safe_load(
    (Path(__file__).parent / "data" / "personal_data.yaml").read_text(encoding="utf-8")
)


def found(text: str) -> list[tuple[str, bool]]:
    return [(text[m.start : m.end], m.is_certain) for m in find(text)]


@pytest.mark.parametrize("example", EXAMPLES["certain"], ids=lambda example: example["text"])
def test_certain_personal_data(example: _Example) -> None:
    assert found(example["text"]) == [(example["found"], True)]


@pytest.mark.parametrize("example", EXAMPLES["likely"], ids=lambda example: example["text"])
def test_likely_personal_data(example: _Example) -> None:
    assert found(example["text"]) == [(example["found"], False)]


@pytest.mark.parametrize("text", EXAMPLES["none"])
def test_texts_without_personal_data(text: str) -> None:
    assert found(text) == []


def test_there_are_enough_examples() -> None:
    assert len(EXAMPLES["certain"]) + len(EXAMPLES["likely"]) >= 60
    assert len(EXAMPLES["none"]) >= 60


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Escriba a ana@mp.gob.gt",
            '"ana@mp.gob.gt" en note es un correo electrónico: bórrelo; el',
        ),
        ("Tel. 2234-5678", '"2234-5678" en note es un número de teléfono: bórrelo; solo se anotan'),
        ("DUI 01234567-8", '"DUI 01234567-8" en note es un número de documento de identidad: bórr'),
        ("Lic. Ana López", '"Lic. Ana López" en note nombra a una persona: escriba en su lugar el'),
        ("la víctima, de 15 años", '"víctima, de 15 años" en note describe a una víctima: bórrelo'),
    ],
)
def test_personal_data_is_an_error(seeds: Seeds, note: str, expected: str) -> None:
    seeds.institution("i", more=f'note: "{note}"\n')
    problem = seeds.problem()
    assert (problem.rule, problem.place.line, problem.place.column) == ("personal-data", 5, 7)
    assert problem.without_place(Language.ES).startswith(expected)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("según '@juan_perez'", '"@juan_perez" en note parece la cuenta de alguien: escriba en su'),
        ("Sede 2234-5678", '"2234-5678" en note parece un número de teléfono: si lo es, bórrelo'),
        ("el 8-765-1234", '"8-765-1234" en note parece un número de documento de identidad: si lo'),
        ("Habló Ana López", '"Ana López" en note parece el nombre de una persona: si lo es, escri'),
        ("mujer de 30 años", '"mujer de 30 años" en note parece describir a una persona: si es as'),
    ],
)
def test_likely_personal_data_is_a_weak_spot(seeds: Seeds, note: str, expected: str) -> None:
    seeds.institution("i", more=f'note: "{note}"\n')
    assert seeds.problems() == []
    (warning,) = [p for p in examine(seeds.folder).warnings if p.rule == "personal-data-likely"]
    assert warning.without_place(Language.ES).startswith(expected)


def test_a_person_in_the_title_of_a_source_is_a_weak_spot(seeds: Seeds) -> None:
    seeds.put(
        "sources/s.yaml",
        'name: "La Licda. Ana López inauguró el refugio"\npublisher: OIM\nlanguage: ES\n'
        "readExtent: FULL\n",
    )
    assert seeds.problems() == []
    (warning,) = [p for p in examine(seeds.folder).warnings if p.rule == "personal-data-likely"]
    assert warning.value == "Licda. Ana López"


def test_personal_data_in_a_table_is_reported_with_its_cell(seeds: Seeds, tmp_path: Path) -> None:
    table = a_csv(
        tmp_path,
        "Identificador;Nombre (es);Nombre (en);Tipo;Nivel;Fuentes;Nota del editor\n"
        "a;Mesa de trabajo;Board, tel. 2234-5678;AGENCY;NATIONAL;iom;Enlace: Lic. Pérez\n",
    )
    assert [line.partition(": ")[0] for line in refused(seeds, table, "institutions")] == [
        "tabla.csv:C2",
        "tabla.csv:G2",
        "2 problems in 1 file",
    ]
