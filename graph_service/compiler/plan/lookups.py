"""The fields of Query that find nodes by their keys; former slugs answer, too."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from graph_service.compiler.ir.columns import Column, Columns, Read, Rows
from graph_service.compiler.ir.reads import ByIds, ByKey, Param
from graph_service.compiler.ir.values import Fixed, InOrder, One, Value
from graph_service.compiler.language.arguments import Leaf, type_of_id
from graph_service.compiler.language.select import Selected
from graph_service.compiler.plan import encoders
from graph_service.compiler.plan.entities import Entities
from graph_service.model.declare import NodeType
from graph_service.model.graph import TYPES
from graph_service.model.ids import node_id, split_id
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue

_SLUG = re.compile(r"[a-z0-9-]+")
_NO_SLUG = '" "'


def node_by(entities: Entities, node_type: NodeType, selected: Selected, columns: Columns) -> Value:
    """Plan the one node of a type that `by` finds."""
    by = selected.arguments["by"]
    if isinstance(by, Mapping):
        for prop, leaf in by.items():
            if isinstance(leaf, Leaf):
                return _by_key(entities, node_type, prop, leaf, selected, columns)
    return Fixed(None)


def node(entities: Entities, selected: Selected, columns: Columns) -> Value:
    """Plan Query.node."""
    leaf = selected.required_leaf("id")
    node_type = TYPES.get(type_of_id(str(leaf.value)))
    if node_type is None:
        return Fixed(None)
    return _by_key(entities, node_type, "id", leaf, selected, columns)


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
            label, text = split_id(text)
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
    wanted = re.compile(node_id(label, _SLUG.pattern)).fullmatch

    def ids_of_type(value: Json) -> StoredValue:
        return [item for item in dict.fromkeys(ids(value)) if wanted(item)]

    return ids_of_type


def nodes(entities: Entities, selected: Selected, columns: Columns) -> Value:
    """Plan Query.nodes: a read for each type that the ids name."""
    leaf = selected.required_leaf("ids")
    given = leaf.value if isinstance(leaf.value, Sequence) else ()
    reads: dict[str, tuple[Rows, Column, Value]] = {}
    for label in sorted({type_of_id(str(item)) for item in given} - {""}):
        own = Columns()
        value = entities.node(TYPES[label], selected.selections, own)
        requested = own.expr("{k}")
        rows = columns.add(Rows(Read(ByIds(label, Param(leaf.origin, _ids_of(label), "ids")), own)))
        reads[label] = (rows, requested, value)
    asked = Param(leaf.origin, ids, "ids")
    entities.checks.append(asked)
    return InOrder(asked, reads)
