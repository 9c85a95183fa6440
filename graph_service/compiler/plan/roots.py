"""The fields of Query."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graphql import FieldNode, SelectionSetNode

from graph_service.compiler.arguments import Leaf, type_of_id
from graph_service.compiler.plan import encoders
from graph_service.compiler.plan.connections import relation_connection, root_connection
from graph_service.compiler.plan.entities import Entities
from graph_service.compiler.plan.reads import (
    ByIds,
    ByKey,
    Column,
    Columns,
    Newest,
    Param,
    Read,
    Rows,
)
from graph_service.compiler.plan.values import (
    Cell,
    Fields,
    Fixed,
    InOrder,
    Introspected,
    One,
    Value,
)
from graph_service.compiler.plan.vocabulary import vocabularies
from graph_service.compiler.select import Selected, Selector
from graph_service.model.declare import NodeType
from graph_service.model.graph import TYPES
from graph_service.model.json import Json
from graph_service.model.storage import RELEASE_ORDER, StoredValue
from graph_service.model.types import NODE_TYPES, RELEASE

ONE = {t.root[0]: t for t in NODE_TYPES if t.root}
MANY = {t.root[1]: t for t in NODE_TYPES if t.root}
_SLUG = re.compile(r"[a-z0-9-]+")
_NO_SLUG = '" "'


@dataclass(frozen=True, eq=False)
class Plan:
    """What an operation reads and answers with.

    Attributes:
        columns: of the one row.
        value: the response's data.
        introspected: fields that graphql-core answers.
    """

    columns: Columns
    value: Fields
    introspected: Sequence[FieldNode]


def plan_operation(selector: Selector, root_type: str, selections: SelectionSetNode) -> Plan:
    """Plan an operation's root fields.

    Raises:
        BadUserInput: when arguments can't be combined.
    """
    columns = Columns()
    introspected: list[FieldNode] = []
    entities = Entities(selector, relation_connection)

    def field(selected: Selected) -> Value:
        if selected.name.startswith("__"):
            introspected.extend(selected.nodes)
            return Introspected(selected.key)
        return _root_field(entities, selected, columns)

    value = entities.object(root_type, [selections], field)
    return Plan(columns, value, introspected)


def _root_field(entities: Entities, selected: Selected, columns: Columns) -> Value:
    name = selected.name
    if name in MANY:
        return root_connection(entities, MANY[name], selected, columns)
    if name in ONE:
        by = selected.arguments["by"]
        if isinstance(by, Mapping):
            for prop, leaf in by.items():
                if isinstance(leaf, Leaf):
                    return _by_key(entities, ONE[name], prop, leaf, selected, columns)
        return Fixed(None)
    match name:
        case "node":
            leaf = _leaf(selected, "id")
            node_type = TYPES.get(type_of_id(str(leaf.value)))
            if node_type is None:
                return Fixed(None)
            return _by_key(entities, node_type, "id", leaf, selected, columns)
        case "nodes":
            return _nodes(entities, selected, columns)
        case "vocabulary":
            return vocabularies(entities, selected)
    return _catalogue(entities, selected, columns)


def _leaf(selected: Selected, name: str) -> Leaf:
    argument = selected.arguments[name]
    if not isinstance(argument, Leaf):
        raise TypeError(f"{name} is no scalar")
    return argument


def _by_key(
    entities: Entities,
    node_type: NodeType,
    prop: str,
    leaf: Leaf,
    selected: Selected,
    columns: Columns,
) -> Value:
    former = None
    if node_type.entry and prop in ("id", "slug"):
        former = Param(leaf.origin, _former_slug(node_type, prop), prop)
    own = Columns()
    value = entities.node(node_type, selected.selections, own)
    source = ByKey(node_type.name, prop, Param(leaf.origin, encoders.same, prop), former)
    rows = columns.add(Rows(Read(source, own)))
    return One(rows, value)


def _former_slug(node_type: NodeType, prop: str) -> Callable[[Json], StoredValue]:
    """Give the encoder of a search for a former slug: a phrase for the full-text index."""

    def former_slug(value: Json) -> StoredValue:
        text = str(value)
        if prop == "id":
            label, _, text = text.partition(":")
            if label != node_type.name:
                return _NO_SLUG
        return f'"{text}"' if _SLUG.fullmatch(text) else _NO_SLUG

    return former_slug


def ids(value: Json) -> Sequence[str]:
    """Check a list of ids.

    Raises:
        ValueError: when there are too many.
    """
    found = [str(item) for item in value] if isinstance(value, Sequence) else []
    if len(found) > encoders.IDS_LIMIT:
        raise ValueError(f"{len(found)} ids are too many; ask for {encoders.IDS_LIMIT} at a time")
    return found


def _ids_of(label: str) -> Callable[[Json], StoredValue]:
    def ids_of_type(value: Json) -> StoredValue:
        wanted = dict.fromkeys(ids(value))
        return [
            i for i in wanted if type_of_id(i) == label and _SLUG.fullmatch(i[len(label) + 1 :])
        ]

    return ids_of_type


def _nodes(entities: Entities, selected: Selected, columns: Columns) -> Value:
    """Plan Query.nodes: a read for each type that the ids name."""
    leaf = _leaf(selected, "ids")
    given = leaf.value if isinstance(leaf.value, Sequence) else ()
    reads: dict[str, tuple[Rows, Column, Value]] = {}
    for label in sorted({type_of_id(str(item)) for item in given} - {""}):
        own = Columns()
        value = entities.node(TYPES[label], selected.selections, own)
        requested = own.expr("{k}")
        rows = columns.add(Rows(Read(ByIds(label, Param(leaf.origin, _ids_of(label), "ids")), own)))
        reads[label] = (rows, requested, value)
    return InOrder(Param(leaf.origin, ids, "ids"), reads)


def _catalogue(entities: Entities, selected: Selected, columns: Columns) -> Value:
    """Plan Query.catalogue, over the newest release."""
    own = Columns()

    def field(part: Selected) -> Value:
        match part.name:
            case "release":
                return entities.node(RELEASE, part.selections, own)
            case "counts":
                return entities.counts(part, own)
        return Cell(own.expr("{v}.licence"))

    value = entities.object(selected.type_name, selected.selections, field)
    rows = columns.add(Rows(Read(Newest(RELEASE.name, RELEASE_ORDER), own)))
    return One(rows, value)
