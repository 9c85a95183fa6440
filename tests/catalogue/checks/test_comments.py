"""Personal data in the comments of files, in Spanish."""

import pytest

from graph_service.catalogue.checks.findings import examine
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds

DELETE = "bórrelo; los comentarios quedan en la carpeta, que otros leen"


def found(seeds: Seeds) -> list[str]:
    findings = examine(seeds.folder)
    likely = [p for p in findings.warnings if p.rule == "personal-data-likely"]
    return [
        f"{p.place.line}:{p.place.column}: {p.without_place(Language.ES)}"
        for p in (*findings.errors, *likely)
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("# autor: N. N.\n", f'5:1: "autor: N. N." en un comentario es un dato personal: {DELETE}'),
        (
            "note: Una nota. # llamar al cel. 9999-8888\nnoteLanguage: ES\n",
            f'5:17: "9999-8888" en un comentario es un dato personal: {DELETE}',
        ),
        (
            "# preguntar a Karla Ruiz\n",
            f'5:1: "Karla Ruiz" en un comentario parece un dato personal: si lo es, {DELETE}',
        ),
    ],
)
def test_personal_data_in_a_comment(seeds: Seeds, more: str, expected: str) -> None:
    seeds.institution("i", more=more)
    assert found(seeds) == [expected]


@pytest.mark.parametrize(
    "more",
    [
        "# falta la fecha\n",
        "note: >-\n  Línea\n  # Ana\nnoteLanguage: ES\n",
        'otherNames: {es: ["Mesa # autor"]}\n',
    ],
)
def test_other_comments_and_texts(seeds: Seeds, more: str) -> None:
    seeds.institution("i", more=more)
    assert found(seeds) == []


def test_a_text_with_a_number_sign_is_reported_once(seeds: Seeds) -> None:
    seeds.institution("i", more='note: "Sede # Lic. Ana López"\nnoteLanguage: ES\n')
    (problem,) = found(seeds)
    assert problem.startswith('5:7: "Lic. Ana López" en note nombra a una persona')


CUT_OFF = (
    "porque # después de un espacio inicia un comentario: si es parte del texto, ponga todo el"
    " texto entre comillas"
)


def cut_off(seeds: Seeds) -> list[str]:
    weak = [p for p in examine(seeds.folder).warnings if p.rule == "typography"]
    return [f"{p.place.line}:{p.place.column}: {p.without_place(Language.ES)}" for p in weak]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            "note: La Resolución # 123 sigue\nnoteLanguage: ES\n",
            f'5:21: note termina antes de "# 123 sigue", {CUT_OFF}',
        ),
        (
            "otherNames:\n  es:\n    - Mesa (la # tercera)\n",
            f'7:16: otherNames.es[1] termina antes de "# tercera)", {CUT_OFF}',
        ),
        (
            "note: Una nota larga\n  de la Resolución # 123\nnoteLanguage: ES\n",
            f'6:20: note termina antes de "# 123", {CUT_OFF}',
        ),
    ],
)
def test_a_text_that_a_comment_cuts_off(seeds: Seeds, more: str, expected: str) -> None:
    seeds.institution("i", more=more)
    assert cut_off(seeds) == [expected]


@pytest.mark.parametrize(
    "more",
    [
        "otherNames: {es: [Mesa]}  # ver la ley\n",
        "otherNames:\n  es:\n    - Mesa  # ISO 3166\n",
        "otherNames:\n  es:\n    - Mesa  # 2018 en la ley\n",
        'otherNames:\n  es:\n    - "Mesa # 3"  # 3 en la ley\n',
        "formerSlugs: []  # 3 desde 2018\n",
        "note: Una nota.\n# 3\nnoteLanguage: ES\n",
    ],
)
def test_remarks_cut_no_text_off(seeds: Seeds, more: str) -> None:
    seeds.institution("i", more=more)
    assert cut_off(seeds) == []
