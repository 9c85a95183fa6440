"""The fields of Query."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graphql import FieldNode, SelectionSetNode

from graph_service.compiler.ir.columns import Columns, Read, Rows
from graph_service.compiler.ir.reads import Newest, Param
from graph_service.compiler.ir.values import Cell, Fields, Introspected, One, Value
from graph_service.compiler.language.select import Selected, Selector
from graph_service.compiler.plan.connections import relation_connection, root_connection
from graph_service.compiler.plan.entities import Entities
from graph_service.compiler.plan.flows import flows
from graph_service.compiler.plan.lookups import node, node_by, nodes
from graph_service.compiler.plan.search import search
from graph_service.compiler.plan.vocabulary import vocabularies
from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.types import NODE_TYPES, RELEASE

ONE = {t.root[0]: t for t in NODE_TYPES if t.root}
MANY = {t.root[1]: t for t in NODE_TYPES if t.root}


@dataclass(frozen=True, eq=False)
class Plan:
    """What an operation reads and answers with.

    Attributes:
        columns: of the one row.
        value: the response's data.
        introspected: fields that graphql-core answers.
        checks: parameters that must be right even if the statement doesn't need them.
    """

    columns: Columns
    value: Fields
    introspected: Sequence[FieldNode]
    checks: Sequence[Param]


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
    return Plan(columns, value, introspected, entities.checks)


def _root_field(entities: Entities, selected: Selected, columns: Columns) -> Value:
    if node_type := MANY.get(selected.name):
        return root_connection(entities, node_type, selected, columns)
    if node_type := ONE.get(selected.name):
        return node_by(entities, node_type, selected, columns)
    return _OTHERS[selected.name](entities, selected, columns)


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


_OTHERS: Mapping[str, Callable[[Entities, Selected, Columns], Value]] = {
    "node": node,
    "nodes": nodes,
    "search": search,
    "transferFlows": flows,
    "visitFlows": flows,
    "vocabulary": vocabularies,
    "catalogue": _catalogue,
}
