"""The fields of to-one relations and of edges."""

from __future__ import annotations

from functools import partial

from graph_service.compiler.fields import names
from graph_service.compiler.fields.planner import Row
from graph_service.compiler.fields.properties import property_fields
from graph_service.compiler.fields.type_system import Field, ObjectType, listed, nullable
from graph_service.compiler.ir.reads import EdgeSources, Hop
from graph_service.compiler.ir.values import Many, One, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import Facts
from graph_service.model.edge_properties import EDGE_PROPERTIES
from graph_service.model.graph import RELATIONS, Relation
from graph_service.model.types import SOURCE


def hop_of(relation: Relation) -> Hop:
    """Return the hop of a relation."""
    return Hop(relation.edge, relation.outgoing, tuple(t.name for t in relation.targets))


def relation_targets() -> tuple[tuple[str, Facts | None], ...]:
    """Return each combination of target type and edge properties of to-many relations."""
    found = {
        names.relation_edge(names.target(relation), relation.facts): (
            names.target(relation),
            relation.facts,
        )
        for relations in RELATIONS.values()
        for relation in relations.values()
        if not relation.one and not relation.plain
    }
    return tuple(found.values())


def plan_sources(source: Hop | EdgeSources, row: Row, selected: Selected) -> Value:
    """Plan a plain list of sources."""
    own = row.inner()
    with row.planner.nesting.deeper():
        value = own.node(SOURCE, selected.selections)
    return Many(row.read(source, own), own.columns, value)


def edge_fields(facts: Facts | None) -> tuple[Field[Row], ...]:
    """Return the fields of an edge, its own properties first."""
    own = (facts.properties if facts else ()) + EDGE_PROPERTIES
    sources = Field[Row](
        "sources",
        listed("Source"),
        "The sources of this statement; by default those of the entry that states it.",
        partial(plan_sources, EdgeSources()),
    )
    return (*(field for prop in own for field in property_fields(prop, "edge")), sources)


EDGE_FACTS = {
    relation.facts: ObjectType[Row](
        names.edge_facts(relation.facts),
        "The properties and sources of an edge.",
        edge_fields(relation.facts),
    )
    for relations in RELATIONS.values()
    for relation in relations.values()
    if relation.one
}
TYPES = tuple(EDGE_FACTS.values())


def _plan_node(relation: Relation, row: Row, selected: Selected) -> Value:
    own = row.inner()
    with row.planner.nesting.deeper():
        value = own.node_of(relation.targets, selected.selections)
    return One(row.read(hop_of(relation), own), value)


def _plan_edge(relation: Relation, row: Row, selected: Selected) -> Value:
    own = row.inner()
    value = own.object(EDGE_FACTS[relation.facts], selected.selections)
    return One(row.read(hop_of(relation), own), value)


def one_fields(relation: Relation) -> tuple[Field[Row], ...]:
    """Return the fields of a to-one relation: its node, and its edge."""
    return (
        Field(
            relation.name,
            nullable(names.target(relation), required=relation.required),
            relation.description,
            partial(_plan_node, relation),
        ),
        Field(
            relation.edge_field,
            nullable(names.edge_facts(relation.facts), required=relation.required),
            f"The properties and sources of the edge to `{relation.name}`.",
            partial(_plan_edge, relation),
        ),
    )
