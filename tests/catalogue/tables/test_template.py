"""The help sheet of a template explains each column in three languages."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph_service.catalogue.problems import CellPlace, Problem
from graph_service.catalogue.tables.cells import Cell
from graph_service.catalogue.tables.columns import Column, columns_of
from graph_service.catalogue.tables.links import link_node
from graph_service.catalogue.tables.template import help_text, xlsx_template
from graph_service.model.edge_properties import properties_of
from graph_service.model.graph import TYPE_FOLDERS

SEEDS = Path(__file__).parents[3] / "seeds"
LINKS = [
    pytest.param(column, id=f"{folder}-{column.name}")
    for folder, node_type in TYPE_FOLDERS.items()
    for column in columns_of(node_type)
    if column.edge is not None
]


def help_of(folder: str, language: str) -> dict[str, str]:
    sheet = load_workbook(
        BytesIO(xlsx_template([TYPE_FOLDERS[folder]], language, {}, ()))
    ).worksheets[1]
    return {str(row[0].value): str(row[3].value) for row in sheet.iter_rows(min_row=2)}


def test_the_properties_in_brackets_are_explained() -> None:
    visits = help_of("exchange-visits", "es")
    assert visits["Países visitantes"] == (
        "identificadores de countries/, separados por punto y coma; después de cada uno puede ir,"
        " entre paréntesis y separado por comas: Papel=Aprende/Comparte/Intercambia/Acompaña"
        "/Observa (obligatorio), Sustento del papel=Lo dice la fuente/Se deduce/Se supone,"
        ' Sustento=Lo dice la fuente/Se deduce/Se supone, Cita textual="…", Nota del'
        ' editor.es/en/pt="…", Fuentes=… …. Ejemplo: hnd (Aprende,'
        ' Se deduce, Nota del editor.es="…")'
    )
    assert visits["País sede"] == (
        "identificadores de countries/, separados por punto y coma; después de cada uno puede ir,"
        " entre paréntesis y separado por comas: Sustento=Lo dice la fuente/Se deduce/Se supone,"
        ' Cita textual="…", Nota del editor.es/en/pt="…",'
        ' Fuentes=… …. Ejemplo: hnd (Se deduce, Nota del editor.es="…"). Un guion (-) indica que no'
        " se conoce el lugar; si se deja vacío, vale el único país anfitrión de una visita"
        " presencial"
    )
    assert visits["Fuentes"].endswith(
        'Sustento=Lo dice la fuente/Se deduce/Se supone, Cita textual="…", Nota del'
        ' editor.es/en/pt="…". Ejemplo: seed-iom-es'
        ' (Se deduce, Nota del editor.es="…")'
    )
    assert "Fuentes=" not in visits["Fuentes"]


def test_single_links_numbers_and_booleans_are_explained() -> None:
    assert help_of("institutions", "en")["Country"] == (
        "a slug of countries/; after it, you can add in brackets, separated by commas:"
        ' Basis=Stated/Inferred/Assumed, Quote="…", Editor\'s note.es/en/pt="…",'
        " Sources=… …. Example: hnd (Inferred,"
        ' Editor\'s note.en="…")'
    )
    practices = help_of("good-practices", "en")
    assert "Embodies the practice=yes/no, Since=EDTF, Until=EDTF, Basis=" in practices["Operators"]
    assert practices["Operators"].endswith('hnd-cicesct (Inferred, Editor\'s note.en="…")')


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("column", LINKS)
def test_every_example_can_be_read_and_names_an_entry(column: Column, language: str) -> None:
    assert column.edge is not None
    text = help_text(column, language)
    for prop in properties_of(column.edge):
        languages = ".es/en/pt" if prop.kind.has_languages else ""
        assert f"{prop.label.in_language(language)}{languages}=" in text
    found = re.search(r": (([a-z0-9-]+) \([^()]*=\"…\"\))", text)
    assert found is not None
    assert (SEEDS / f"{column.edge.target.folder}/{found[2]}.yaml").exists()
    problems: list[Problem] = []
    link_node(column.edge, Cell(text=found[1], place=CellPlace(file="x")), "x", problems)
    assert problems == []


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_the_hyphen_is_explained_for_the_column_that_allows_it(language: str) -> None:
    texts = [help_text(c, language) for t in TYPE_FOLDERS.values() for c in columns_of(t)]
    assert len([text for text in texts if "(-)" in text]) == 1


def test_the_basis_of_an_event_is_explained() -> None:
    transfers = help_of("knowledge-transfers", "es")
    assert transfers["Evento: sustento"] == "uno de: Lo dice la fuente, Se deduce, Se supone"


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "si no se conoce el año"), ("en", "if the year is unknown"),
     ("pt", "se o ano não é conhecido")],
)  # fmt: skip
def test_the_forms_of_dates_are_translated(language: str, words: str) -> None:
    (text,) = {x for x in help_of("exchange-visits", language).values() if "XXXX" in x}
    assert f", {words}, XXXX-10-14" in text
    assert ("unknown" in text) is (language == "en")
