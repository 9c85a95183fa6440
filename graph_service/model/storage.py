"""Storage in Neo4j: types are labels, edges are relationships, and kinds store the values.

schema/MODEL.md shows how each kind is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .declare import NodeType, Property
from .graph import CATALOGUE_TYPES, PROPERTIES
from .ids import node_id
from .kinds.base import Stored as Stored
from .kinds.base import StoredValue as StoredValue
from .kinds.base import Value as Value
from .kinds.texts import suffix as suffix
from .stems import stems_of
from .text import FALLBACK, fold, joined_words
from .vocabulary import Vocabulary

STORAGE_VERSION = 4
"""Incremented when graphs of the previous version can no longer be read."""
JOINED_WORDS = "joinedWords"
"""Words of an entry's texts that punctuation joins to others, which search would miss."""
NAME_STEMS, STEMS = "nameStems", "stems"
"""Stems of the words in an entry's names, and in all its texts."""
SEARCH_TEXTS = (JOINED_WORDS, NAME_STEMS, STEMS)
"""The stored properties of an entry that only `search` uses."""
_TERMS = ("kind", "modality", "themes", "stage")
_NAMES = ("name", "acronym", "otherNames", "formerNames")
CHANGE_LOG = "ChangeLog"
"""Label of nodes outside the model: what each release changed, for `seeds undo` and history."""
FOLDER_STATE = "FolderState"
"""Label of nodes outside the model: what a load's folder was based on, if it differs from the
release, for the next load of that folder."""
FORMER_LABELS = ("UndoLog",)
"""Labels outside the model of earlier storage versions; the next load removes their nodes."""
CURRENT_ID = "currentId"
"""Of a Change: the id that its entry has now, or had last. A rename updates it in all earlier
changes of the entry, while `entryId` says what the release wrote."""
UNFINISHED = "UnfinishedFill"
"""Label of the node that marks a graph whose first load has not finished."""


def stored(prop: Property, value: Value) -> Mapping[str, StoredValue]:
    """Return the stored properties of one property's value.

    Raises:
        TypeError: if the value is not of the property's kind.
    """
    return prop.kind.store(prop, value)


_RECORDED = frozenset(
    name
    for node_type in CATALOGUE_TYPES
    for prop in PROPERTIES[node_type.name].values()
    if prop.recorded
    for name in prop.kind.columns(prop)
)


def without_recorded(properties: Stored) -> Stored:
    """Return the properties of a catalogue node that its files determine.

    >>> without_recorded({"id": "Topic:a", "addedIn": 1})
    {'id': 'Topic:a'}
    """
    return {name: value for name, value in properties.items() if name not in _RECORDED}


def stored_names(prop: Property) -> tuple[str, ...]:
    """Return the names that a property is stored under."""
    return (*prop.kind.columns(prop), *prop.kind.key_names(prop))


_SEARCH_KEYS: Mapping[str, Mapping[str, bool]] = {
    node_type.name: {
        key: prop.name in _NAMES
        for prop in node_type.properties
        for key in prop.kind.key_names(prop)[:1]
    }
    for node_type in CATALOGUE_TYPES
}
"""By type, the names of the folded keys of its texts, and whether they are names."""


def _term_labels(values: Mapping[str, Value]) -> list[str]:
    """Return the labels of an entry's terms in all languages, folded: "Línea telefónica"."""
    return [
        fold(term.label(language))
        for name, value in values.items()
        if name in _TERMS
        for term in (value if isinstance(value, list | tuple) else (value,))
        if isinstance(term, Vocabulary)
        for language in FALLBACK
    ]


def _search_texts(
    node_type: NodeType, found: Stored, labels: Sequence[str]
) -> dict[str, StoredValue]:
    """Return the texts that search uses, from the folded keys and terms of an entry."""
    is_name = _SEARCH_KEYS[node_type.name]
    keys = {key: str(found[key]) for key in is_name if found.get(key)}
    names = [text for key, text in keys.items() if is_name[key]]
    texts = [text for key, text in keys.items() if not is_name[key]]
    first, others = stems_of(names)
    in_names = {*first, *others}
    in_texts = dict.fromkeys(stem for each in stems_of([*texts, *labels]) for stem in each)
    return {
        JOINED_WORDS: joined_words([*keys.values()]),
        NAME_STEMS: " ".join((*first, *others)) or None,
        STEMS: " ".join(stem for stem in in_texts if stem not in in_names) or None,
    }


def stored_node(
    node_type: NodeType, slug: str, values: Mapping[str, Value]
) -> dict[str, StoredValue]:
    """Return the stored properties of a node, without nulls.

    Raises:
        TypeError: if a value is not of its property's kind.
    """
    found: dict[str, StoredValue] = {"id": node_id(node_type.name, slug), "slug": slug}
    for name, value in values.items():
        prop = PROPERTIES[node_type.name][name]
        found |= prop.kind.store(prop, value)
    if node_type.entry:
        found |= _search_texts(node_type, found, _term_labels(values))
    return {name: value for name, value in found.items() if value is not None}


def restored(prop: Property, properties: Stored) -> Value | None:
    """Return the value of a property from stored properties; None if it has no value.

    Raises:
        ValueError: if `stored` can't have written them: they were changed by hand.
    """
    return prop.kind.restore(prop, properties)


def restored_values(props: Iterable[Property], properties: Stored) -> dict[str, Value]:
    """Return the values that are not null, in the order of the properties.

    Raises:
        ValueError: as `restored` does.
    """
    found = ((prop.name, prop.kind.restore(prop, properties)) for prop in props)
    return {name: value for name, value in found if value is not None}
