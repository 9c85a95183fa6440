"""The fields of to-one relations and of edges."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from graph_service.compiler.fields import names
from graph_service.compiler.fields.planner import Row
from graph_service.compiler.fields.properties import property_fields
from graph_service.compiler.fields.type_system import Field, ObjectType, listed, nullable
from graph_service.compiler.ir.sources import EdgeSources, Hop, Joined
from graph_service.compiler.ir.values import Value
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import Facts, NodeType
from graph_service.model.derived_edges import list_keys
from graph_service.model.edge_properties import EDGE_PROPERTIES
from graph_service.model.graph import RELATIONS, Relation
from graph_service.model.types import SOURCE


def hop_of(relation: Relation) -> Hop:
    """Return the hop of a relation."""
    labels = tuple(t.name for t in relation.targets)
    keys = tuple(list_keys(relation.edge).items()) if relation.is_long else ()
    is_whole, back = relation.is_whole, relation.is_whole_back
    return Hop(relation.edge, relation.outgoing, labels, is_whole, keys, back)


def relation_targets() -> tuple[tuple[str, Facts | None], ...]:
    """Return each combination of target type and edge properties of to-many relations."""
    found = {
        names.relation(names.target(relation), relation.facts): (
            names.target(relation),
            relation.facts,
        )
        for relations in RELATIONS.values()
        for relation in relations.values()
        if not relation.one and not relation.plain
    }
    return tuple(found.values())


def plan_node(
    source: Hop | Joined, types: Sequence[NodeType], row: Row, selected: Selected
) -> Value:
    """Plan the first node of a source, of one of these types; null if there is none."""
    with row.planner.nesting.deeper():
        return row.one(source, lambda own: own.node_of(types, selected.selections))


def plan_sources(source: Hop | EdgeSources, row: Row, selected: Selected) -> Value:
    """Plan a plain list of sources."""
    with row.planner.nesting.deeper():
        return row.many(source, lambda own: own.node(SOURCE, selected.selections))


def _edge_property_fields(facts: Facts | None) -> tuple[Field[Row], ...]:
    own = (facts.properties if facts else ()) + EDGE_PROPERTIES
    return tuple(field for prop in own for field in property_fields(prop, "edge"))


def edge_fields(facts: Facts | None) -> tuple[Field[Row], ...]:
    """Return the fields of an edge, its own properties first."""
    sources = Field[Row](
        "sources",
        listed("Source"),
        "The sources of this statement; by default those of the entry that states it.",
        partial(plan_sources, EdgeSources()),
    )
    return (*_edge_property_fields(facts), sources)


def _plan_cited(row: Row, selected: Selected) -> Value:
    with row.planner.nesting.deeper():
        return row.node(SOURCE, selected.selections)


CITATION = ObjectType[Row](
    "Citation",
    "A source that an entry cites, with the words of the source that are cited.",
    (Field("source", "Source!", "The source.", _plan_cited), *_edge_property_fields(None)),
)


def _plan_citations(relation: Relation, row: Row, selected: Selected) -> Value:
    return row.many(hop_of(relation), lambda own: own.object(CITATION, selected.selections))


def citation_fields(relation: Relation) -> tuple[Field[Row], ...]:
    """Return the fields of an entry's relation to its sources: a list of them, and of citations."""
    return (
        Field(
            relation.name,
            listed(names.target(relation)),
            relation.description,
            partial(plan_sources, hop_of(relation)),
        ),
        Field(
            "citations",
            listed(CITATION.name),
            "The sources cited, each with what is cited of it.",
            partial(_plan_citations, relation),
        ),
    )


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
TYPES = (*EDGE_FACTS.values(), CITATION)


def _plan_edge(relation: Relation, row: Row, selected: Selected) -> Value:
    edge = EDGE_FACTS[relation.facts]
    return row.one(hop_of(relation), lambda own: own.object(edge, selected.selections))


def one_fields(relation: Relation) -> tuple[Field[Row], ...]:
    """Return the fields of a to-one relation: its node, and its edge."""
    return (
        Field(
            relation.name,
            nullable(names.target(relation), required=relation.required),
            relation.description,
            partial(plan_node, hop_of(relation), relation.targets),
        ),
        Field(
            relation.edge_field,
            nullable(names.edge_facts(relation.facts), required=relation.required),
            f"The properties and sources of the edge to `{relation.name}`.",
            partial(_plan_edge, relation),
        ),
    )
