"""The labels of vocabulary terms and of types, by which searches find the entries that have them.

Terms and types declare alternative labels (skos:altLabel): the words of the field's glossaries and
thesauri (IOM, UNODC, EIGE, ILO, UNBIS), and of the names of institutions and agreements. Topics,
countries and institutions have theirs in their files.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar

from .declare import NodeType
from .labels import alternatives
from .search_text import TERM_PROPERTIES
from .stems import index_words, label_keys
from .text import FALLBACK
from .types import NODE_TYPES
from .vocabulary import Vocabulary

K = TypeVar("K", bound=Hashable)


def labels_of_term(term: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the labels of a term, each with its language, the preferred ones first.

    A preferred label that lists several words is several labels: "Seminar, workshop or congress".
    """
    for language in FALLBACK:
        for label in re.split(r" / |, | (?:or|o|ou|and|y|e) ", term.label(language)):
            yield language, label
    yield from alternatives(term.value.others)


def labels_of_type(node_type: NodeType) -> Iterator[tuple[str, str]]:
    """Yield what people call the entries of a type, each with its language."""
    yield from alternatives(node_type.others or node_type.legend)


_PROPERTIES = {
    prop.enum: prop.name
    for node_type in NODE_TYPES
    for prop in node_type.properties
    if node_type.entry and prop.name in TERM_PROPERTIES and prop.enum
}


def property_of(term: Vocabulary) -> str:
    """Return the property of entries that has a term."""
    return _PROPERTIES[type(term)]


def _by_label(labels: Iterable[tuple[K, tuple[str, str]]]) -> Mapping[str, tuple[K, ...]]:
    found: dict[str, dict[K, None]] = defaultdict(dict)
    for concept, (language, label) in labels:
        for key in label_keys(index_words(label), language):
            found[key][concept] = None
    return {key: tuple(concepts) for key, concepts in found.items()}


@cache
def _terms() -> Mapping[str, tuple[Vocabulary, ...]]:
    return _by_label(
        (term, label) for enum in _PROPERTIES for term in enum for label in labels_of_term(term)
    )


@cache
def _types() -> Mapping[str, tuple[NodeType, ...]]:
    return _by_label((t, label) for t in NODE_TYPES if t.entry for label in labels_of_type(t))


def load_labels() -> None:
    """Calculate the stems of all labels before they are needed: it takes a sixth of a second."""
    _terms()
    _types()


def terms_labelled(key: str) -> tuple[Vocabulary, ...]:
    """Return the terms that entries are tagged with, by the key of one of their labels."""
    return _terms().get(key, ())


def types_labelled(key: str) -> tuple[NodeType, ...]:
    """Return the types of entries, by the key of what people call them."""
    return _types().get(key, ())
