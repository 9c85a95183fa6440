"""Query, and the types that it alone answers with."""

from __future__ import annotations

from graph_service.api.types import names
from graph_service.api.types.connections import page_arguments
from graph_service.api.types.flows import FLOW_FIELDS
from graph_service.api.types.leaves import LABEL
from graph_service.api.types.search import SEARCH
from graph_service.api.types.shapes import Argument, Field, ObjectShape, Shape, listed
from graph_service.model.declare import NodeType
from graph_service.model.types import NODE_TYPES

QUERY = "Query"

_VOCABULARY = ObjectShape(
    name="Vocabulary",
    description="A controlled vocabulary: the values of an enum, with labels and meanings.",
    fields=(
        Field(name="name", type="String!", description="The name of the enum."),
        Field(name="description", type="String!", description="What it is."),
        Field(
            name="source",
            type="String",
            description='Where its terms come from: a standard, a publication, or "own".',
        ),
        Field(
            name="values",
            type=listed("VocabularyValue"),
            description="Its values, in the order that sorting follows.",
        ),
    ),
)
_VOCABULARY_VALUE = ObjectShape(
    name="VocabularyValue",
    description="One value of a vocabulary.",
    fields=(
        Field(name="value", type="String!", description="The value of the enum."),
        LABEL,
        Field(name="description", type="String!", description="What it means, in English."),
    ),
)
_CATALOGUE = ObjectShape(
    name="Catalogue",
    description="The catalogue as a whole.",
    fields=(
        Field(name="release", type="Release!", description="The load that is being answered from."),
        Field(
            name="counts",
            type=listed("TypeCount"),
            description="The number of entries of each type.",
        ),
        Field(name="licence", type="String!", description="The licence of the catalogue."),
    ),
)


def root_shapes() -> tuple[Shape, ...]:
    """Give Query and its own types."""
    return (_VOCABULARY, _VOCABULARY_VALUE, _CATALOGUE, _query())


def _query() -> ObjectShape:
    return ObjectShape(
        name=QUERY,
        description="Everything that can be asked for.",
        fields=(
            Field(
                name="node",
                type="Node",
                description="The node with an id; former slugs answer, too.",
                arguments=(Argument(name="id", type="ID!", description="Type:slug."),),
            ),
            Field(
                name="nodes",
                type="[Node]!",
                description="The nodes with these ids, in their order, null where there is none.",
                arguments=(
                    Argument(name="ids", type="[ID!]!", description="At most 100; each Type:slug."),
                ),
            ),
            *(field for node_type in NODE_TYPES for field in _node_roots(node_type)),
            SEARCH,
            *FLOW_FIELDS,
            Field(
                name="vocabulary",
                type=listed("Vocabulary"),
                description="The controlled vocabularies.",
                arguments=(
                    Argument(
                        name="enum",
                        type="String",
                        description="The name of one; all of them without it.",
                    ),
                ),
            ),
            Field(name="catalogue", type="Catalogue!", description=_CATALOGUE.description),
        ),
    )


def _node_roots(node_type: NodeType) -> tuple[Field, ...]:
    """Give the fields for one and for many of a type."""
    if node_type.root is None:
        return ()
    one, many = node_type.root
    return (
        Field(
            name=one,
            type=node_type.name,
            description=f"One {node_type.name}. {node_type.description}",
            arguments=(
                Argument(name="by", type=f"{names.by(node_type.name)}!", description="Which one."),
            ),
        ),
        Field(
            name=many,
            type=f"{names.connection(node_type.name)}!",
            description=f"Many {node_type.name}. {node_type.description}",
            arguments=page_arguments(node_type.name),
        ),
    )
