"""The label of a field, in any language → its name in files: "Países anfitriones" → hostCountries.

A name counts as written with or without accents, capitals, blanks, hyphens and underscores:
`paisesAnfitriones` and `países_anfitriones` are the same label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from graph_service.catalogue.problems import nearest
from graph_service.model.declare import Edge, NodeType
from graph_service.model.edge_properties import BASIS, properties_of
from graph_service.model.graph import SLUG, edges_of, written
from graph_service.model.labels import Labels
from graph_service.model.text import fold

DATE_LABELS = {
    "edtf": Labels("Fecha", "Date", "Data"),
    "qualifier": Labels("Qué indica", "Qualifier", "Qualificador"),
}
"""The labels of the fields of a date."""
LANGUAGE_LABELS = {
    "es": Labels("Español", "Spanish", "Espanhol"),
    "en": Labels("Inglés", "English", "Inglês"),
    "pt": Labels("Portugués", "Portuguese", "Português"),
}
"""The labels of the languages of a text."""


def labels_of(node_type: NodeType) -> Mapping[str, Labels]:
    """Return the labels of the fields that files of a type, or parts of entries, may have.

    >>> from graph_service.model.types import TOPIC
    >>> labels_of(TOPIC)["name"].es
    'Nombre'
    """
    labels = {prop.name: prop.label for prop in written(node_type)}
    labels |= {edge.forward: edge.label for edge in edges_of(node_type)}
    return labels if node_type.entry else labels | {BASIS.name: BASIS.label}


def link_labels(edge: Edge) -> Mapping[str, Labels]:
    """Return the labels of the fields of a link, the slug of its target first."""
    return {SLUG.name: SLUG.label} | {prop.name: prop.label for prop in properties_of(edge)}


def likely_field(name: str, labels: Mapping[str, Labels]) -> str | None:
    """Return the field that a name probably means: by name, by label, or by likeness.

    >>> from graph_service.model.types import EXCHANGE_VISIT
    >>> likely_field("paisesAnfitriones", labels_of(EXCHANGE_VISIT))
    'hostCountries'
    """
    by_text = dict(_texts(labels.items()))
    text = _plain(name)
    if text in by_text:
        return by_text[text]
    near = nearest(text, by_text)
    return by_text[near] if near is not None else None


def _texts(labels: Iterable[tuple[str, Labels]]) -> Iterator[tuple[str, str]]:
    # The fields' own names come last, as they win where a label is the same.
    for name, label in labels:
        for text in label:
            yield _plain(text), name
            yield _plain(text.partition("(")[0]), name  # "Ejes (4P)"
    for name, _label in labels:
        yield _plain(name), name


def _plain(name: str) -> str:
    """Fold a name, and split it into words: "paísesAnfitriones" → "paises anfitriones"."""
    spaced = re.sub(r"(?<=[a-záéíóúñ])(?=[A-ZÁÉÍÓÚÑ])|[-_]", " ", name)
    return fold(spaced)
