"""The model in Neo4j: a type is a label, an edge a relationship type, and kinds store values.

schema/MODEL.md has an example of each kind as it is stored. Neo4j Browser shows `name`. Every node
has `id`; an entry also has `joinedWords`: words of its texts that punctuation joins to others,
which search would miss.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .declare import NodeType, Property
from .graph import PROPERTIES
from .ids import node_id
from .kinds.base import Stored as Stored
from .kinds.base import StoredValue as StoredValue
from .kinds.base import Value as Value
from .kinds.texts import suffix as suffix
from .text import joined_words

STORAGE_VERSION = 3
"""Raised when a stored graph of the version before can't be read any more."""
JOINED_WORDS = "joinedWords"
UNDO_LOG = "UndoLog"
"""Label of nodes beside the model: what a load changed, until it is undone or long ago."""
UNFINISHED = "UnfinishedFill"
"""Label of the mark of a graph that is being filled: it is no catalogue yet."""


def stored(prop: Property, value: Value) -> Mapping[str, StoredValue]:
    """Return the stored properties of one property's value.

    Raises:
        TypeError: when the value is not of the property's kind.
    """
    return prop.kind.store(prop, value)


def stored_names(prop: Property) -> tuple[str, ...]:
    """Return the names that a property is stored under."""
    return (*prop.kind.columns(prop), *prop.kind.key_names(prop))


def stored_node(
    node_type: NodeType, slug: str, values: Mapping[str, Value]
) -> dict[str, StoredValue]:
    """Give the stored properties of a node, without those that are null.

    Raises:
        TypeError: when a value is not of its property's kind.
    """
    found: dict[str, StoredValue] = {"id": node_id(node_type.name, slug), "slug": slug}
    for name, value in values.items():
        prop = PROPERTIES[node_type.name][name]
        found |= prop.kind.store(prop, value)
    if node_type.entry:
        names = (prop.kind.key_names(prop)[:1] for prop in node_type.properties)
        keys = [found.get(name) for first in names for name in first]
        found[JOINED_WORDS] = joined_words([str(key) for key in keys if key])
    return {name: value for name, value in found.items() if value is not None}


def restored(prop: Property, properties: Stored) -> Value | None:
    """Return the value of a property from stored properties; None if there is none.

    Raises:
        ValueError: when what is stored is not what `stored` writes: it was changed by hand.
    """
    return prop.kind.restore(prop, properties)


def restored_values(props: Iterable[Property], properties: Stored) -> dict[str, Value]:
    """Return the values that there are, in the order of the properties.

    Raises:
        ValueError: as `restored` does.
    """
    found = ((prop.name, prop.kind.restore(prop, properties)) for prop in props)
    return {name: value for name, value in found if value is not None}
