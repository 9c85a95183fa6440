"""Every label of a field or a term, in any language, leads to its name."""

import pytest

from graph_service.catalogue.suggest.names import (
    DATE_LABELS,
    LANGUAGE_LABELS,
    address_key,
    labels_of,
    likely_field,
    likely_term,
    link_labels,
    name_key,
    term_name,
)
from graph_service.model.declare import Edge, NodeType
from graph_service.model.edges import EDGES
from graph_service.model.enums import VOCABULARIES
from graph_service.model.graph import LISTED
from graph_service.model.types import EXCHANGE_VISIT
from graph_service.model.vocabulary import Vocabulary


@pytest.mark.parametrize("node_type", LISTED, ids=lambda node_type: node_type.name)
def test_labels_of_fields(node_type: NodeType) -> None:
    labels = labels_of(node_type)
    assert {label: likely_field(label, labels) for each in labels.values() for label in each} == {
        label: name for name, each in labels.items() for label in each
    }


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: f"{edge.source.name}.{edge.forward}")
def test_labels_of_the_fields_of_a_link(edge: Edge) -> None:
    for name, label in link_labels(edge).items():
        assert {likely_field(text, link_labels(edge)) for text in (name, *label)} == {name}


def test_the_parts_of_dates_and_texts_have_labels() -> None:
    assert (*DATE_LABELS,) == EXCHANGE_VISIT.property_of("date").kind.parts
    assert (*LANGUAGE_LABELS,) == EXCHANGE_VISIT.property_of("name").kind.parts


@pytest.mark.parametrize("enum", VOCABULARIES, ids=lambda enum: enum.__name__)
def test_labels_of_terms(enum: type[Vocabulary]) -> None:
    for term in enum.writable():
        assert {term_name(enum, text) for text in (term.name, *term.value.label)} == {term.name}
        assert {likely_term(enum, text) for text in (term.name, *term.value.label)} == {term.name}


def test_keys_of_names_and_addresses() -> None:
    assert name_key(" «Líneas de\tdenuncia».") == "lineas de denuncia"
    assert address_key("HTTPS://WWW.IOM.int/a/?utm_source=x&id=2#f") == "iom.int/a?id=2"
    assert address_key("http://[") == "http://["
