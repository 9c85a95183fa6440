"""Storage in Neo4j: types are labels, edges are relationships, and kinds store the values.

schema/MODEL.md shows how each kind is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from .declare import NodeType, Property
from .edtf import PartialDate
from .graph import CATALOGUE_TYPES, EDGE_TYPES, PROPERTIES, properties_of
from .ids import node_id
from .kinds.base import Stored as Stored
from .kinds.base import StoredValue as StoredValue
from .kinds.base import Value as Value
from .kinds.texts import key_of as key_of
from .kinds.texts import suffix as suffix
from .search_text import SEARCH_DERIVED, STEMS, detail_stems, search_texts
from .types import DETAIL, NODE_TYPES

STORAGE_VERSION = 15
"""Incremented when graphs of the previous version can no longer be read."""
OLDEST_VERSION = 12
"""Of 1.0.0, whose graphs are upgraded by a load; its checksums remain, see `as_checksummed`."""
CHECKSUM_BEFORE, ENTRY_BEFORE = "z_checksumBefore", "z_entryBefore"
"""Outside the model, for `seeds undo` and history: of a Release, the checksum of the graph before;
of a Change, the entry before, as its file would be; of a new entry there is none."""
IS_RECORDED = f"release.{CHECKSUM_BEFORE} IS NOT NULL"
"""Whether it is known what a `release` changed, in Cypher."""
WRITTEN = "z_written"
"""Of an entry, an event or an edge: its texts with links, by stored property, as JSON."""
TITLE = "Name"
"""What Neo4j Browser shows first when a node is clicked: it sorts properties by their characters'
codes, capitals first. For the same reason the names of keys, which are last, begin with "z_"."""
CURRENT_ID = "currentId"
"""Of a Change: the id that its entry has now, or had last. A rename updates it in all earlier
changes of the entry, while `entryId` says what the release wrote."""
LOADED_GRAPH = "LoadedGraph"
"""Label of the nodes with the graph as the newest release left it, whatever is changed by hand."""


def stored(prop: Property, value: Value) -> Mapping[str, StoredValue]:
    """Return the stored properties of one property's value.

    Raises:
        TypeError: if the value is not of the property's kind.
    """
    return prop.kind.store(prop, value)


_RECORDED = {*SEARCH_DERIVED}.union(
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


DATES = {
    prop.name: prop
    for held in (
        *map(properties_of, NODE_TYPES),
        *(edge.properties for edge in EDGE_TYPES.values()),
    )
    for prop in held
    if prop.kind.has_precision
}
"""The properties of nodes and edges that are dates, by name: each name is stored in one form."""


def as_checksummed(properties: Stored) -> Stored:
    """Return properties as checksums have them: a date has the first day of its EDTF.

    1.0.0 stored that for all dates, also for those that only bound the time of a fact. So a release
    keeps its checksum, by which it is cited.

    >>> as_checksummed({"date": "2018", "dateQualifier": "REPORTED"})["dateEarliest"]
    datetime.date(2018, 1, 1)
    """
    found: dict[str, StoredValue] = {}
    for name in DATES.keys() & properties.keys():
        with suppress(ValueError):  # if it was changed by hand
            value = restored(DATES[name], properties)
            if isinstance(value, PartialDate) and value.earliest != value.date.earliest:
                first, stored_first = value.date.earliest, properties.get(f"{name}Earliest")
                if stored_first in (None, first):  # swapped: a first day by hand is told apart
                    found[f"{name}Earliest"] = first if stored_first is None else None
    return {**properties, **found} if found else properties


def stored_names(prop: Property) -> tuple[str, ...]:
    """Return the names that a property is stored under."""
    return (*prop.kind.columns(prop), *prop.kind.key_names(prop))


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
    found[TITLE] = title_of(values)
    if node_type.entry:
        found |= search_texts(node_type, values)
    elif node_type is DETAIL:
        found[STEMS] = detail_stems(values)
    return {name: value for name, value in found.items() if value is not None}


def title_of(values: Mapping[str, Value]) -> str | None:
    """Return the name of a node, in Spanish and English if it has both.

    >>> title_of({"name": {"es": "Niñez", "en": "Childhood"}}), title_of({"name": "Pact"})
    ('Niñez · Childhood', 'Pact')
    """
    name = values.get("name")
    if isinstance(name, Mapping):
        texts = [str(name[x]) for x in ("es", "en") if x in name] or [*map(str, name.values())]
        return " · ".join(dict.fromkeys(texts))
    return name if isinstance(name, str) else None


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
