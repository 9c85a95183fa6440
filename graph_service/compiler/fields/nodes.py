"""The object types of nodes, and the interfaces Node and Entry."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from graph_service.compiler.fields import names
from graph_service.compiler.fields.connections import RELATED, relation_field
from graph_service.compiler.fields.localized import LANGUAGE
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.properties import plan_is_translation, property_fields
from graph_service.compiler.fields.relations import citation_fields, one_fields
from graph_service.compiler.fields.releases import (
    CITED_BY,
    HISTORY,
    OF_CHANGE,
    OF_RELEASE,
)
from graph_service.compiler.fields.type_system import (
    Field,
    InterfaceType,
    NamedType,
    ObjectType,
    listed,
)
from graph_service.compiler.fields.vocabularies import origin
from graph_service.compiler.ir.values import Fixed
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES, RELATIONS, SLUG, Relation
from graph_service.model.labels import Labels
from graph_service.model.types import (
    CHANGE,
    COUNTRY,
    GOOD_PRACTICE,
    NODE_TYPES,
    RECORDED,
    RELEASE,
    SOURCE,
)

_SLUG_OF_A_PART = Labels(
    "La parte del id después de los dos puntos.",
    "The part of the id after the colon.",
    "A parte do id depois dos dois-pontos.",
)
_NAMED = COUNTRY.property_of("name")
_NAME, _NAME_LANGUAGE = property_fields(_NAMED)
_IS_TRANSLATION = Field[Row](
    "nameIsTranslation",
    "Boolean!",
    "Whether the text that `name` returns is the editors' translation.",
    partial(plan_is_translation, _NAMED),
    arguments=(LANGUAGE,),
)
_NO_SOURCES = Field[Row](
    "sources",
    listed("Source"),
    "Always empty, as sources and topics cite no sources; every entry has the field.",
    lambda _row, _selected: Fixed([]),
)
ID = Field[Row]("id", "ID!", "The id, `Type:slug`.", cell("{v}.id"))
NODE = InterfaceType("Node", "An object with an id.", (ID,))
ENTRY = InterfaceType(
    names.ENTRY,
    "An entry of the catalogue: a node with a name, a slug and sources.",
    (
        ID,
        *property_fields(SLUG),
        replace(_NAME, description="The name of the entry."),
        _NAME_LANGUAGE,
        _IS_TRANSLATION,
        replace(_NO_SOURCES, description="The sources cited."),
        *(field for prop in RECORDED for field in property_fields(prop)),
        HISTORY,
    ),
    implements=NODE.name,
)

_OTHERS = {
    **{t.name: (_NO_SOURCES,) for t in ENTRY_TYPES if t.cited is None},
    RELEASE.name: (*CITED_BY, OF_RELEASE),
    CHANGE.name: OF_CHANGE,
    GOOD_PRACTICE.name: (RELATED,),
}
"""Further fields of some types."""


def _property_fields(node_type: NodeType, prop: Property) -> tuple[Field[Row], ...]:
    if node_type is SOURCE and prop.name == "name":
        (name,) = property_fields(prop)
        return (
            replace(
                name,
                description=f"{prop.description} The argument `lang` has no effect.",
                arguments=(LANGUAGE,),
            ),
            replace(
                _NAME_LANGUAGE,
                description="The language of the source. The argument `lang` has no effect.",
                plan=cell("{v}.language"),
            ),
            replace(
                _IS_TRANSLATION,
                description="Always false, as titles of sources are not translated.",
                plan=lambda _row, _selected: Fixed(False),
            ),
        )
    if node_type.entry and prop.name == "name":
        return (*property_fields(prop), _IS_TRANSLATION)
    if prop is SLUG and not node_type.entry:
        prop = replace(prop, meaning=_SLUG_OF_A_PART)
    return property_fields(prop)


def _relation_fields(relation: Relation) -> tuple[Field[Row], ...]:
    if relation.one:
        return one_fields(relation)
    if not relation.plain:
        return (relation_field(relation),)
    return citation_fields(relation)


def _node(node_type: NodeType) -> ObjectType[Row]:
    return ObjectType(
        node_type.name,
        f"{node_type.description}{origin(node_type.source)}",
        (
            ID,
            *(
                field
                for prop in PROPERTIES[node_type.name].values()
                for field in _property_fields(node_type, prop)
            ),
            *_OTHERS.get(node_type.name, ()),
            *(
                field
                for relation in RELATIONS[node_type.name].values()
                for field in _relation_fields(relation)
            ),
            *((HISTORY,) if node_type.entry else ()),
        ),
        implements=ENTRY.name if node_type.entry else NODE.name,
    )


NODES = {node_type.name: _node(node_type) for node_type in NODE_TYPES}
"""The object types of nodes, by name."""
TYPES: tuple[NamedType, ...] = (NODE, ENTRY, *NODES.values())
