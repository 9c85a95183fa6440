"""Pages of nodes with their edges, after Relay, with `nodes` beside `edges`."""

from __future__ import annotations

from graph_service.api.types import names
from graph_service.api.types.facets import facets_field
from graph_service.api.types.leaves import edge_fields
from graph_service.api.types.shapes import Argument, Field, ObjectShape, Shape, listed
from graph_service.model.declare import Facts
from graph_service.model.graph import RELATIONS
from graph_service.model.types import NODE_TYPES

CURSOR = Field(
    name="cursor",
    type="String!",
    description="Its place under this order, for `after` and `before`.",
)


def page_arguments(type_name: str) -> tuple[Argument, ...]:
    """Give the arguments of a connection of a type; `first` has a default that SDL can't say."""
    return (
        Argument(name="where", type=names.where(type_name)),
        Argument(
            name="orderBy",
            type=f"[{names.order(type_name)}!]",
            description="What to sort by, the most important first; ties by id.",
        ),
        Argument(
            name="first",
            type="Int",
            description="How many from the start, 0 to 100; 20 if `last` isn't given either.",
        ),
        Argument(name="after", type="String"),
        Argument(
            name="last",
            type="Int",
            description="How many from the end, 0 to 100; not together with `first`.",
        ),
        Argument(name="before", type="String"),
    )


def relation_targets() -> tuple[tuple[str, Facts | None], ...]:
    """Give what to-many relations lead to, each type with each kind of facts once."""
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


def connection_shapes() -> tuple[Shape, ...]:
    """Give all connections and their edges."""
    roots = [t.name for t in NODE_TYPES if t.root]
    return (
        *(shape for name in roots for shape in _root(name)),
        *(shape for name, facts in relation_targets() for shape in _relation(name, facts)),
    )


def _root(name: str) -> tuple[ObjectShape, ObjectShape]:
    return (
        _connection(names.connection(name), name, names.edge(name)),
        ObjectShape(
            name=names.edge(name),
            description=f"One {name} of a page.",
            fields=(CURSOR, _node(name)),
        ),
    )


def _relation(name: str, facts: Facts | None) -> tuple[ObjectShape, ObjectShape]:
    edge = names.relation_edge(name, facts)
    return (
        _connection(names.relation_connection(name, facts), name, edge),
        ObjectShape(
            name=edge,
            description=f"One {name} of a page, with what is known of the edge to it.",
            fields=(CURSOR, _node(name), *edge_fields(facts)),
        ),
    )


def _node(name: str) -> Field:
    return Field(name="node", type=f"{name}!", description="The node.")


def _connection(name: str, node: str, edge: str) -> ObjectShape:
    return ObjectShape(
        name=name,
        description=f"A page of nodes of type {node}.",
        fields=(
            Field(
                name="totalCount",
                type="Int!",
                description="How many there are on all pages together.",
            ),
            Field(name="pageInfo", type="PageInfo!", description="Where the page lies."),
            Field(name="nodes", type=listed(node), description="The nodes of the page."),
            Field(name="edges", type=listed(edge), description="The nodes with their edges."),
            facets_field(node),
        ),
    )
