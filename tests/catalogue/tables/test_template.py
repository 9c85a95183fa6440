"""A template's sheet that explains says all that a column may hold, in three languages."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.catalogue.problems import Problem
from graph_service.catalogue.tables.columns import Column, columns_of
from graph_service.catalogue.tables.edge_syntax import facts_of
from graph_service.catalogue.tables.grid import Cell, CellPlace
from graph_service.catalogue.tables.help_sheet import allowed
from graph_service.catalogue.tables.links import link_node
from graph_service.catalogue.tables.template import xlsx_template

SEEDS = Path(__file__).parents[3] / "seeds"
LINKS = [
    pytest.param(column, id=f"{folder}-{column.name}")
    for folder, node_type in TYPE_FOLDERS.items()
    for column in columns_of(node_type)
    if column.edge is not None
]


def explained(folder: str, language: str) -> dict[str, str]:
    sheet = load_workbook(BytesIO(xlsx_template(TYPE_FOLDERS[folder], language))).worksheets[1]
    return {str(row[0].value): str(row[2].value) for row in sheet.iter_rows(min_row=2)}


def test_it_says_what_stands_in_brackets() -> None:
    visits = explained("exchange-visits", "es")
    assert visits["Países visitantes"] == (
        "identificadores de countries/, separados por punto y coma; detrás de cada uno, entre"
        " paréntesis y separado por comas, puede ir role=Aprende/Comparte/Intercambia/Observa"
        ' (obligatorio), basis=Lo dice la fuente/Se deduce/Se supone, note="…", sources=… ….'
        ' Ejemplo: hnd (Aprende, Se deduce, note="…")'
    )
    assert visits["País sede"] == (
        "identificadores de countries/, separados por punto y coma; detrás de cada uno, entre"
        " paréntesis y separado por comas, puede ir basis=Lo dice la fuente/Se deduce/Se supone,"
        ' note="…", sources=… …. Ejemplo: hnd (Se deduce, note="…"). Un guion (-) indica que no'
        " se conoce el lugar; si se deja vacío, vale el único país anfitrión de una visita"
        " presencial"
    )
    assert visits["Fuentes"].endswith(
        'basis=Lo dice la fuente/Se deduce/Se supone, note="…". Ejemplo: seed-iom-es'
        ' (Se deduce, note="…")'
    )
    assert "sources=" not in visits["Fuentes"]


def test_it_says_so_of_a_single_link_and_of_numbers_and_truth() -> None:
    assert explained("institutions", "en")["Country"] == (
        "a slug of countries/; behind it, in brackets and with commas between, may stand"
        ' basis=Stated/Inferred/Assumed, note="…", sources=… …. Example: hnd (Inferred, note="…")'
    )
    transfers = explained("knowledge-transfers", "pt")
    assert (
        "origin=-2…2, target=-2…2, basis=Declarado/Inferido/Suposto"
        in (transfers["Evento: avaliações"])
    )
    assert transfers["Evento: avaliações"].endswith('(origin=2, target=2, Inferido, note="…")')
    practices = explained("good-practices", "en")
    assert "embodies=true/false, basis=" in practices["Operators"]
    assert practices["Operators"].endswith('hnd-cicesct (embodies=true, Inferred, note="…")')


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("column", LINKS)
def test_an_example_is_read_and_names_an_entry(column: Column, language: str) -> None:
    assert column.edge is not None
    text = allowed(column, language)
    for name in facts_of(column.edge):
        assert f"{name}=" in text
    found = re.search(r": (([a-z0-9-]+) \(.*note=\"…\"\))", text)
    assert found is not None
    assert (SEEDS / f"{column.edge.target.folder}/{found[2]}.yaml").exists()
    problems: list[Problem] = []
    link_node(column.edge, Cell(text=found[1], place=CellPlace(file="x")), "x", problems)
    assert problems == []


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_a_hyphen_is_explained_where_it_means_something(language: str) -> None:
    texts = [allowed(c, language) for t in TYPE_FOLDERS.values() for c in columns_of(t)]
    assert len([text for text in texts if "(-)" in text]) == 1


def test_an_event_says_what_it_rests_on() -> None:
    transfers = explained("knowledge-transfers", "es")
    assert transfers["Evento: sustento"] == "uno de: Lo dice la fuente, Se deduce, Se supone"


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "si no se conoce el año"), ("en", "if the year is unknown"),
     ("pt", "se o ano não é conhecido")],
)  # fmt: skip
def test_the_forms_of_dates_are_in_its_language(language: str, words: str) -> None:
    (text,) = {x for x in explained("exchange-visits", language).values() if "XXXX" in x}
    assert f", {words}, XXXX-10-14" in text
    assert ("unknown" in text) is (language == "en")
