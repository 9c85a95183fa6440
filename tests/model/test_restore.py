"""Stored values are restored unchanged, for every kind of property."""

import datetime as dt

import pytest

from graph_service.model.declare import Kind, Property
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier, Level, Theme
from graph_service.model.graph import EDGE_TYPES, PROPERTIES
from graph_service.model.kinds.base import FieldChange
from graph_service.model.storage import Value, restored, restored_values, stored, stored_node
from graph_service.model.types import CHANGE, GOOD_PRACTICE, RELEASE, TOPIC

DATES = ("2018", "2018-10", "2018-10-09/..", "../2018", "XXXX-10-14", "2018-10-09/2018-10-12")


def _samples(prop: Property) -> list[Value]:
    """Return values of a property's kind in each of its forms."""
    match prop.kind:
        case Kind.TEXT:
            return [{"es": "Niñez"}, {"en": "a", "pt": "b"}, {"es": "á", "en": "b", "pt": "ç"}]
        case Kind.TEXTS:
            return [{"es": ["Niñez", "a"]}, {"es": ["a"], "en": ["b"], "pt": ["a", "É"]}]
        case Kind.DATE:
            qualifiers = list(DateQualifier)
            return [
                PartialDate(date=parse_edtf(d), qualifier=qualifiers[i % len(qualifiers)])
                for i, d in enumerate(DATES)
            ]
        case Kind.ENUM:
            assert prop.enum is not None
            terms = list(prop.enum)
            return [terms, terms[:1]] if prop.many else [*terms]
        case Kind.INT:
            return [1, 2]
        case Kind.BOOLEAN:
            return [True, False]
        case Kind.DATETIME:
            return [dt.datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=dt.UTC)]
        case Kind.COUNTS:
            return [{"Topic": 26, "Country": 0}]
        case Kind.FIELD_CHANGES:
            name = FieldChange(name="name", language="es", before="a", after="É")
            owner = FieldChange(name="owners", after="Institution:b")
            return [[name, owner], []]
    return [["a", "É"], []] if prop.many else ["É"]


def _all() -> list[tuple[str, Property]]:
    nodes = [(label, p) for label, by_name in PROPERTIES.items() for p in by_name.values()]
    return nodes + [(e.name, p) for e in EDGE_TYPES.values() for p in e.properties]


@pytest.mark.parametrize(("owner", "prop"), _all(), ids=lambda x: getattr(x, "name", x))
def test_every_property_is_restored(owner: str, prop: Property) -> None:
    for value in _samples(prop):
        found = {k: v for k, v in stored(prop, value).items() if v is not None}
        back = restored(prop, found)
        assert back == value
        assert type(back) is type(value)
    assert restored(prop, {}) is None


def test_a_node_is_restored_in_the_order_of_the_model() -> None:
    values: dict[str, Value] = {
        "slug": "p",
        "name": {"es": "a"},
        "themes": [Theme.PREVENTION],
        "level": Level.NATIONAL,
    }
    backwards = dict(reversed(stored_node(GOOD_PRACTICE, "p", values).items()))
    back = restored_values(PROPERTIES[GOOD_PRACTICE.name].values(), backwards)
    assert list(back.items()) == list(values.items())


@pytest.mark.parametrize(
    ("name", "properties", "part"),
    [
        ("level", {"level": "GALACTIC"}, "level: 'GALACTIC' is not a value of Level"),
        ("themes", {"themes": "PREVENTION"}, "themes: 'PREVENTION' is not of type Enum"),
        ("started", {"started": "soon", "startedQualifier": "AT"}, "'soon' is not a date"),
        ("started", {"started": "2018"}, "started: None is not a value of DateQualifier"),
        ("versions", {"versions": 1}, "versions: 1 is not of type String"),
    ],
)
def test_changes_by_hand_are_rejected(name: str, properties: dict[str, str], part: str) -> None:
    with pytest.raises(ValueError, match=part):
        restored(GOOD_PRACTICE.property_of(name), properties)


def test_a_text_in_place_of_a_list_of_a_language_is_rejected() -> None:
    with pytest.raises(ValueError, match=r"otherNames: .* is not of type Texts"):
        restored(TOPIC.property_of("otherNames"), {"otherNames": ["a"], "otherNamesEs": "a"})


def test_field_changes_of_unequal_length_are_rejected() -> None:
    lists = {"fieldNames": ["name"], "fieldLanguages": [], "fieldsBefore": ["a"], "fieldsAfter": []}
    with pytest.raises(ValueError, match="fields: lists of 1, 0, 1, 0 items"):
        restored(CHANGE.property_of("fields"), lists)


def test_counts_of_unequal_length_are_rejected() -> None:
    with pytest.raises(ValueError, match="counts: 1 types, 2 numbers"):
        restored(
            RELEASE.property_of("counts"), {"countedTypes": ["Topic"], "countedNumbers": [1, 2]}
        )
