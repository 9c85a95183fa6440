"""Root fields for nodes: one by its key, several by id, all of a type, and all entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from graph_service.compiler.fields import names
from graph_service.compiler.fields.connections import CONNECTIONS, connection, root_field
from graph_service.compiler.fields.encoders import capitals, same, time, type_names
from graph_service.compiler.fields.paging import POSITION
from graph_service.compiler.fields.planner import Row, param_if_given
from graph_service.compiler.fields.search.field import TYPES_ARGUMENT
from graph_service.compiler.fields.search.lucene import NO_MATCH
from graph_service.compiler.fields.type_system import (
    Argument,
    DirectiveType,
    Field,
    InputField,
    InputType,
    NamedType,
)
from graph_service.compiler.ir.columns import Column, Rows
from graph_service.compiler.ir.conditions import TRUE, Condition, Test
from graph_service.compiler.ir.sources import AllEntries, ByIds, ByKey, Param
from graph_service.compiler.ir.values import Fixed, InOrder, Value
from graph_service.compiler.language.arguments import Leaf, type_of_id
from graph_service.compiler.language.hints import as_text, nearest
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import ENTRY_TYPES, LISTED, PROPERTIES
from graph_service.model.graph import TYPES as NODE_TYPES
from graph_service.model.ids import STORED_SLUG, node_id, split_id
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue
from graph_service.model.types import DETAIL, STAGE_EVENT, UPDATED_AT

MAX_IDS = 100
REPORT_NOT_FOUND = DirectiveType(
    "reportNotFound",
    "Reports an error of code NOT_FOUND, with its path, for each lookup that finds nothing: a node"
    " by its key or id, a release, a vocabulary; and for each id, slug or code in a `where` that no"
    " node has. The data is the same as without it.",
    (),
)


def _former_slug(node_type: NodeType, prop: str) -> Callable[[Json], StoredValue]:
    """Return the encoder of a former slug or id: a phrase for the full-text index."""

    def former_slug(value: Json) -> StoredValue:
        text = str(value)
        if prop == "id":
            label, text = split_id(text)
            if label != node_type.name:
                return NO_MATCH
        return f'"{text}"' if STORED_SLUG.fullmatch(text) else NO_MATCH

    return former_slug


def ids(value: Json) -> Sequence[str]:
    """Check a list of ids.

    Raises:
        ValueError: if there are too many.
    """
    checked = [str(item) for item in value] if isinstance(value, Sequence) else []
    if len(checked) > MAX_IDS:
        raise ValueError(f"{len(checked)} ids are too many; request {MAX_IDS} at a time")
    return checked


def _ids_of(node_type: NodeType) -> Callable[[Json], StoredValue]:
    slug = STORED_SLUG.pattern if not node_type.recorded else ".+"
    is_id = re.compile(node_id(node_type.name, slug)).fullmatch

    def ids_of_type(value: Json) -> StoredValue:
        return [item for item in dict.fromkeys(ids(value)) if is_id(item)]

    return ids_of_type


def _by_key(node_type: NodeType, prop: str, leaf: Leaf, row: Row, selected: Selected) -> Value:
    former = None
    if node_type.entry and prop in ("id", "slug"):
        former = Param(leaf.origin, _former_slug(node_type, prop), prop)
    declared = PROPERTIES[node_type.name].get(prop)
    encode = capitals if declared is not None and declared.is_capitals else same
    source = ByKey(node_type.name, prop, Param(leaf.origin, encode, prop), former)
    found = row.one(source, lambda inner: inner.node(node_type, selected.selections))
    return row.sought(found, leaf.origin, _missing(node_type, prop))


def _missing(node_type: NodeType, prop: str) -> Callable[[Json], str]:
    """Return the message for a key that no node has."""
    form = f" An id is the type and the slug: {node_type.name}:SLUG." if prop == "id" else ""
    return lambda key: f"No {node_type.noun} has the {prop} {as_text(key)}.{form}"


def _missing_id(key: Json) -> str:
    name, slug = split_id(str(key))
    if not slug:
        return f"{as_text(key)} is not an id: an id is a type and a slug, as in Country:hnd."
    if name not in NODE_TYPES:
        hint = nearest(name, NODE_TYPES)
        return f"There is no type {as_text(name)}.{hint} The types are: {', '.join(NODE_TYPES)}."
    return f"No {NODE_TYPES[name].noun} has the id {as_text(key)}."


def _plan_one(node_type: NodeType, row: Row, selected: Selected) -> Value:
    """Plan the node of a type with the key in `by`."""
    by = selected.arguments["by"]
    if isinstance(by, Mapping):
        for prop, leaf in by.items():
            if isinstance(leaf, Leaf):
                return _by_key(node_type, prop, leaf, row, selected)
    return Fixed(None)


def _plan_node(row: Row, selected: Selected) -> Value:
    leaf = selected.leaf("id")
    node_type = NODE_TYPES.get(type_of_id(str(leaf.value)))
    if node_type is None:
        return row.sought(Fixed(None), leaf.origin, _missing_id)
    return _by_key(node_type, "id", leaf, row, selected)


def _plan_nodes(row: Row, selected: Selected) -> Value:
    """Plan a read for each type in the ids."""
    leaf = selected.leaf("ids")
    values = leaf.value if isinstance(leaf.value, Sequence) else ()
    reads: dict[str, tuple[Rows, Column, Value]] = {}
    for name in sorted({type_of_id(str(item)) for item in values} - {""}):
        inner = row.inner()
        value = inner.node(NODE_TYPES[name], selected.selections)
        requested = inner.columns.expr("{k}")
        source = ByIds(name, Param(leaf.origin, _ids_of(NODE_TYPES[name]), "ids"))
        reads[name] = (row.read(source, inner), requested, value)
    requested_ids = Param(leaf.origin, ids, "ids")
    row.planner.checks.append(requested_ids)
    return InOrder(requested_ids, reads, _missing_id if row.planner.reports_missing else None)


def _codes(node_type: NodeType) -> list[Property]:
    return [p for p in PROPERTIES[node_type.name].values() if p.code]


def _by(node_type: NodeType) -> InputType:
    return InputType(
        names.by(node_type.name),
        f"The key of one {node_type.noun}. Set exactly one field.",
        (
            InputField("id", "ID", "The id, `Type:slug`; former slugs work too."),
            *(InputField(p.name, "String", p.description) for p in _codes(node_type)),
        ),
        one_of=True,
    )


def _root_fields(node_type: NodeType) -> tuple[Field[Row], ...]:
    """Return the root fields for one and for many nodes of a type."""
    if node_type.root is None:
        return ()
    one, many = node_type.root
    *keys, last = ("`id`", *(f"`{p.name}`" for p in _codes(node_type)))
    return (
        Field(
            one,
            node_type.name,
            f"Look up one {node_type.noun} by {', '.join(keys)} or {last}.",
            partial(_plan_one, node_type),
            arguments=(Argument("by", f"{names.by(node_type.name)}!", "The key to look up."),),
        ),
        root_field(many, node_type),
    )


_ENTRIES = CONNECTIONS[names.ENTRY]
_ENTRY_LABELS = tuple(sorted(node_type.name for node_type in ENTRY_TYPES))


def _plan_entries(row: Row, selected: Selected) -> Value:
    source = AllEntries(_ENTRY_LABELS, param_if_given(selected, "types", type_names))
    since = param_if_given(selected, "updatedSince", time)
    only: Condition = TRUE
    if since is not None:
        only = Test(f"{{v}}.{UPDATED_AT.name} >= {{0}}", (since,))
    found = connection(row, source, ENTRY_TYPES, selected, order=(), only=only)
    return found.object(_ENTRIES, selected.selections)


FIELDS = (
    Field[Row](
        "node",
        "Node",
        "Look up one node of any type by id; former slugs work too.",
        _plan_node,
        arguments=(Argument("id", "ID!", "The id, `Type:slug`."),),
    ),
    Field[Row](
        "nodes",
        "[Node]!",
        "Look up nodes of any type by id, in the order of the ids; null if there is no such node.",
        _plan_nodes,
        arguments=(Argument("ids", "[ID!]!", "The ids, `Type:slug`; at most 100."),),
    ),
    *(field for node_type in NODE_TYPES.values() for field in _root_fields(node_type)),
    root_field("stageEvents", STAGE_EVENT),
    root_field("details", DETAIL),
    Field(
        "entries",
        f"{_ENTRIES.name}!",
        (
            "List the entries of all types, sorted by id. A page takes the same time wherever it is"
            " in the list, so this suits sitemaps and copies of the catalogue of any size."
        ),
        _plan_entries,
        arguments=(
            TYPES_ARGUMENT,
            Argument(
                "updatedSince",
                "DateTime",
                "Returns only entries that were added or changed at this time or later.",
            ),
            *POSITION,
        ),
    ),
)
TYPES: tuple[NamedType, ...] = tuple(_by(t) for t in LISTED if t.root)
