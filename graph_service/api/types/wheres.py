"""Conditions on nodes, on their relations, and on the edges between."""

from __future__ import annotations

from graph_service.api.types import names
from graph_service.api.types.connections import relation_targets
from graph_service.api.types.filters import filter_fields
from graph_service.api.types.shapes import Field, InputShape, Shape
from graph_service.model.declare import Facts, NodeType
from graph_service.model.edge_properties import BASIS
from graph_service.model.graph import LISTED, PROPERTIES, RELATIONS, SLUG, Relation
from graph_service.model.types import SOURCE


def where_shapes() -> tuple[Shape, ...]:
    """Give all conditions on nodes, relations and edges."""
    targets = (*relation_targets(), (SOURCE.name, None))
    facts = {names.edge_where(found): found for _, found in targets}
    return (
        *(_where(node_type) for node_type in LISTED),
        _entry_where(),
        *(shape for name, found in targets for shape in _relation(name, found)),
        *(_edge_where(found) for found in facts.values()),
    )


def _combined(name: str) -> tuple[Field, ...]:
    return (
        Field(name="and", type=f"[{name}!]", description="All of these hold."),
        Field(name="or", type=f"[{name}!]", description="One of these holds."),
        Field(name="not", type=name, description="This doesn't hold."),
    )


def _where(node_type: NodeType) -> InputShape:
    name = names.where(node_type.name)
    return InputShape(
        name=name,
        description=f"Conditions on a node of type {node_type.name}; all that are given must hold.",
        fields=(
            *_combined(name),
            Field(name="id", type="IdFilter", description="Type:slug."),
            *filter_fields(tuple(PROPERTIES[node_type.name].values())),
            *(_relation_field(relation) for relation in RELATIONS[node_type.name].values()),
        ),
    )


def _entry_where() -> InputShape:
    name = names.where(names.ENTRY)
    return InputShape(
        name=name,
        description="Conditions on an entry of any type; all that are given must hold.",
        fields=(
            *_combined(name),
            Field(name="id", type="IdFilter", description="Type:slug."),
            *filter_fields((SLUG,)),
            Field(name="name", type="TextFilter", description="Its name."),
        ),
    )


def _relation_field(relation: Relation) -> Field:
    target = names.target(relation)
    return Field(
        name=relation.name,
        type=names.where(target) if relation.one else names.relation_filter(target, relation.facts),
        description=relation.description,
    )


def _relation(target: str, facts: Facts | None) -> tuple[InputShape, InputShape]:
    """Give the conditions on a to-many relation, and on one edge of it with its node."""
    inner = names.relation_where(target, facts)
    return (
        InputShape(
            name=names.relation_filter(target, facts),
            description=f"Conditions on a relation to nodes of type {target}.",
            fields=(
                Field(name="some", type=inner, description="One at least fits."),
                Field(name="none", type=inner, description="None fits."),
                Field(name="all", type=inner, description="All fit; true if there are none."),
                Field(name="single", type=inner, description="Exactly one fits."),
            ),
        ),
        InputShape(
            name=inner,
            description=f"Conditions on a {target} together with the edge to it; {{}} fits all.",
            fields=(
                Field(name="node", type=names.where(target), description="The node fits."),
                Field(name="edge", type=names.edge_where(facts), description="The edge fits."),
            ),
        ),
    )


def _edge_where(facts: Facts | None) -> InputShape:
    name = names.edge_where(facts)
    return InputShape(
        name=name,
        description="Conditions on an edge; all that are given must hold.",
        fields=(
            *_combined(name),
            *filter_fields((*(facts.properties if facts else ()), BASIS)),
            Field(name="sources", type="StringListFilter", description="Slugs of its sources."),
        ),
    )
