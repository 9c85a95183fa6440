"""The types of the model, and the interfaces Node and Entry."""

from __future__ import annotations

from dataclasses import replace

from graph_service.api.types import names
from graph_service.api.types.connections import page_arguments
from graph_service.api.types.leaves import LANGUAGE, fields_of
from graph_service.api.types.shapes import (
    Field,
    InterfaceShape,
    ObjectShape,
    Shape,
    listed,
    nullable,
)
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import PROPERTIES, RELATIONS, SLUG, Relation
from graph_service.model.types import NODE_TYPES, SOURCE

ID = Field(name="id", type="ID!", description="Type:slug.")
NAME = Field(name="name", type="String!", description="Its name.", arguments=(LANGUAGE,))
NAME_LANGUAGE = Field(
    name="nameLanguage",
    type="Language!",
    description="The language that name(lang:) answers in.",
    arguments=(LANGUAGE,),
)
SOURCES = Field(name="sources", type=listed("Source"), description="The sources that it cites.")

NODE = InterfaceShape(name="Node", description="Anything that has an id.", fields=(ID,))
ENTRY = InterfaceShape(
    name=names.ENTRY,
    description="An entry of the catalogue: it has a file, a name and sources.",
    fields=(ID, *fields_of(SLUG), NAME, NAME_LANGUAGE, SOURCES),
    implements=NODE.name,
)


def node_shapes() -> tuple[Shape, ...]:
    """Give the interfaces and the types of all nodes."""
    return (NODE, ENTRY, *(_node(node_type) for node_type in NODE_TYPES))


def _node(node_type: NodeType) -> ObjectShape:
    properties = PROPERTIES[node_type.name].values()
    return ObjectShape(
        name=node_type.name,
        description=f"{node_type.description} Source of the concept: {node_type.source}.",
        fields=(
            ID,
            *(field for prop in properties for field in _property_fields(node_type, prop)),
            *(SOURCE_SOURCES if node_type is SOURCE else ()),
            *(
                field
                for relation in RELATIONS[node_type.name].values()
                for field in _relation_fields(relation)
            ),
        ),
        implements=ENTRY.name if node_type.entry else NODE.name,
    )


SOURCE_SOURCES = (
    Field(
        name="sources",
        type=listed("Source"),
        description="Always empty: a source cites none. Here because every entry has the field.",
    ),
)


def _property_fields(node_type: NodeType, prop: Property) -> tuple[Field, ...]:
    if node_type is SOURCE and prop.name == "name":
        return (
            Field(
                name="name",
                type="String!",
                description=f"{prop.description} The same whatever lang says.",
                arguments=(LANGUAGE,),
            ),
            Field(
                name="nameLanguage",
                type="Language!",
                description="The language that it is written in, whatever lang says.",
                arguments=(LANGUAGE,),
            ),
        )
    if prop is SLUG and not node_type.entry:
        prop = replace(prop, description="What stands after the colon in its id.")
    return fields_of(prop)


def _relation_fields(relation: Relation) -> tuple[Field, ...]:
    """Give the fields of a relation: two for a to-one relation, which has its edge beside it."""
    target = names.target(relation)
    if relation.plain:
        return (Field(name=relation.name, type=listed(target), description=relation.description),)
    if relation.one:
        return (
            Field(
                name=relation.name,
                type=nullable(target, required=relation.required),
                description=relation.description,
            ),
            Field(
                name=relation.edge_field,
                type=nullable(names.edge_facts(relation.facts), required=relation.required),
                description=f"The edge to {relation.name}.",
            ),
        )
    return (
        Field(
            name=relation.name,
            type=f"{names.relation_connection(target, relation.facts)}!",
            description=relation.description,
            arguments=page_arguments(target),
        ),
    )
