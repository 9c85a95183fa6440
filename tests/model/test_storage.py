"""Storage: stored properties, their names and their keys."""

import datetime as dt

import pytest

from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier, Theme
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES
from graph_service.model.indexes import constraint_statements
from graph_service.model.storage import (
    Stored,
    Value,
    as_checksummed,
    stored,
    stored_names,
    stored_node,
)
from graph_service.model.types import (
    CHANGE,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    INSTITUTION,
    RELEASE,
    SOURCE,
    TOPIC,
)

VALUES: dict[str, Value] = {
    "name": {"es": "a"},
    "date": PartialDate(date=parse_edtf("2018"), qualifier=DateQualifier.AT),
    "place": "Lima",
    "agenda": {"es": ["a"]},
    "note": {"es": "a"},
}


def test_a_text_is_stored_for_reading_filtering_and_sorting() -> None:
    found = stored(GOOD_PRACTICE.property_of("name"), {"en": "Local teams", "es": "Niñez  y Más"})
    assert found == {
        "name": "Niñez  y Más",
        "nameEs": "Niñez  y Más",
        "nameEn": "Local teams",
        "namePt": None,
        "z_nameKey": "\nninez y mas\nlocal teams\n",
        "z_nameKeyEs": "ninez y mas",
        "z_nameKeyEn": "local teams",
        "z_nameKeyPt": "ninez y mas",
    }


@pytest.mark.parametrize("name", VALUES)
def test_neo4j_browser_shows_the_name_first_and_the_keys_last(name: str) -> None:
    """It sorts the properties of a node by the codes of their characters."""
    values = {name: VALUES[name], "name": {"es": "Visita", "en": "Visit"}}
    found = stored_node(EXCHANGE_VISIT, "x", values)
    assert found["Name"] == "Visita · Visit"
    columns = {x for p in EXCHANGE_VISIT.properties for x in p.kind.columns(p)}
    inside = sorted(found.keys() - columns - {"id", "slug", "Name"})
    assert {"z_nameKeyEs", "z_nameStems", "z_searchRank"} <= set(inside)
    assert min(found) == "Name"
    assert sorted(found)[-len(inside) :] == inside


def test_codes_and_remarks_have_no_keys() -> None:
    assert stored(SOURCE.property_of("url"), "https://example.org") == {
        "url": "https://example.org"
    }
    assert stored(INSTITUTION.property_of("note"), {"en": "Ñ"}) == {
        "note": "Ñ",
        "noteEs": None,
        "noteEn": "Ñ",
        "notePt": None,
    }
    assert stored(INSTITUTION.property_of("disputed"), {"pt": ["Ñ"]}) == {
        "disputed": ["Ñ"],
        "disputedEs": None,
        "disputedEn": None,
        "disputedPt": ["Ñ"],
    }
    assert stored(INSTITUTION.property_of("acronym"), "Ñ") == {
        "acronym": "Ñ",
        "z_acronymKey": "\nn\n",
    }


def test_lists_and_enums() -> None:
    themes = [Theme.PREVENTION, Theme.PROTECTION]
    assert stored(GOOD_PRACTICE.property_of("themes"), themes) == {
        "themes": ["PREVENTION", "PROTECTION"]
    }
    assert stored(INSTITUTION.property_of("formerNames"), ["Ébano", "B"]) == {
        "formerNames": ["Ébano", "B"],
        "z_formerNamesKey": "\nebano\nb\n",
    }
    assert stored(INSTITUTION.property_of("formerNames"), []) == {
        "formerNames": [],
        "z_formerNamesKey": None,
    }


def test_lists_of_texts_are_stored_for_each_language_and_together() -> None:
    names: Value = {"pt": ["Abrigo", "Refúgio"], "es": ["Refugio", "Abrigo"]}
    assert stored(TOPIC.property_of("otherNames"), names) == {
        "otherNames": ["Refugio", "Abrigo", "Refúgio"],
        "otherNamesEs": ["Refugio", "Abrigo"],
        "otherNamesEn": None,
        "otherNamesPt": ["Abrigo", "Refúgio"],
        "z_otherNamesKey": "\nrefugio\nabrigo\nrefugio\n",
    }
    assert {*stored(TOPIC.property_of("otherNames"), {}).values()} == {None}


def test_search_stores_labels_in_their_languages() -> None:
    values: dict[str, Value] = {
        "name": {"en": "Shelter"},
        "otherNames": {"es": ["Albergues"], "pt": ["Casas de passagem"]},
        "includes": {"en": ["Housing"]},
    }
    found = stored_node(TOPIC, "x", values)
    assert found["z_labelKeys"] == "es_alberg pt_cas_passag"
    assert found["z_nameStems"] == "en_shelter es_alberg pt_cas pt_passag"
    assert found["z_narrowerKeys"] == "en_hous"


def test_a_value_of_another_kind_is_rejected() -> None:
    with pytest.raises(TypeError, match="date"):
        stored(EXCHANGE_VISIT.property_of("date"), "2018")
    for value in (["a"], {"es": "a"}):
        with pytest.raises(TypeError, match="otherNames"):
            stored(TOPIC.property_of("otherNames"), value)


@pytest.mark.parametrize("name", VALUES)
def test_stored_names_match_the_stored_properties(name: str) -> None:
    prop = EXCHANGE_VISIT.property_of(name)
    assert set(stored(prop, VALUES[name])) == set(stored_names(prop))


def test_the_counts_of_a_release() -> None:
    prop = RELEASE.property_of("counts")
    assert set(stored(prop, {"Topic": 1})) == set(stored_names(prop))


def test_texts_that_loads_record_have_no_keys() -> None:
    name = CHANGE.property_of("name")
    assert stored(name, {"en": "Hotline"}) == {
        "name": "Hotline",
        "nameEs": None,
        "nameEn": "Hotline",
        "namePt": None,
    }
    assert set(stored_names(name)) == {"name", "nameEs", "nameEn", "namePt"}


def test_properties_recorded_by_loads_are_indexed_for_reads() -> None:
    statements = constraint_statements()
    assert {"Change_number", "Change_entryId", "Change_currentId"} <= statements.keys()
    for node_type in ENTRY_TYPES:
        label = node_type.name
        assert statements[f"{label}_updatedAt"] == (
            f"CREATE RANGE INDEX {label}_updatedAt IF NOT EXISTS FOR (n:{label}) ON (n.updatedAt)"
        )


def test_checksums_tell_a_first_day_by_hand_apart() -> None:
    reported: Stored = {"date": "2018-10", "dateQualifier": "REPORTED"}
    first: Stored = {"dateEarliest": dt.date(2018, 10, 1)}
    assert as_checksummed(reported) == {**reported, **first}  # as 1.0.0 stored it
    assert as_checksummed({**reported, **first}) == {**reported, "dateEarliest": None}
    others: tuple[Stored, ...] = (
        {**reported, "dateEarliest": dt.date(2018, 9, 1)},
        {**reported, "date": "no date"},
        {**reported, **first, "dateQualifier": "AT"},
        {"name": "x"},
    )
    for as_stored in others:
        assert as_checksummed(as_stored) == as_stored


def test_what_lists_are_counted_by_is_indexed() -> None:
    statements = constraint_statements()
    assert statements["GoodPractice_themes"].endswith("FOR (n:GoodPractice) ON (n.themes)")
    assert statements["GoodPractice_startedLatest"].endswith("ON (n.startedLatest)")


def test_every_type_has_unique_ids_and_slugs() -> None:
    statements = "\n".join(constraint_statements().values())
    for label in PROPERTIES:
        for name in ("id", "slug"):
            assert f"FOR (n:{label}) REQUIRE n.{name} IS UNIQUE" in statements
