"""Enums, dates, and the small types that all others share."""

from __future__ import annotations

from enum import Enum

from graph_service.api.types import names
from graph_service.api.types.shapes import (
    Argument,
    EnumShape,
    Field,
    ObjectShape,
    Shape,
    listed,
    nullable,
)
from graph_service.model.declare import Facts, Property
from graph_service.model.edge_properties import EDGE_PROPERTIES
from graph_service.model.enums import VOCABULARIES, Language
from graph_service.model.graph import ENTRY_TYPES, RELATIONS
from graph_service.model.vocabulary import Vocabulary


class Direction(Enum):
    """The direction of a sort."""

    ASC = "ASC"
    DESC = "DESC"


# Its values are the names of the types.
EntryType = Enum(  # type: ignore[misc] # mypy wants members that stand in the text
    "EntryType", {t.enum_name: t.name for t in ENTRY_TYPES}
)

LANGUAGE = Argument(
    name="lang",
    type="Language!",
    default=Language.ES,
    description="What is missing in it is shown in Spanish, else English, else Portuguese.",
)


LABEL = Field(name="label", type="String!", description="How it is shown.", arguments=(LANGUAGE,))


def type_of(prop: Property) -> str:
    """Give the GraphQL type that a property is answered in."""
    bare = prop.kind.graphql_type(prop)
    if prop.many or prop.kind.is_list:
        return listed(bare)
    return nullable(bare, required=prop.required)


def fields_of(prop: Property) -> tuple[Field, ...]:
    """Give the fields of a property: two for a text, which has languages."""
    if not prop.kind.has_languages:
        return (Field(name=prop.name, type=type_of(prop), description=prop.description),)
    return (
        Field(
            name=prop.name,
            type=type_of(prop),
            description=prop.description,
            arguments=(LANGUAGE,),
        ),
        Field(
            name=f"{prop.name}Language",
            type=nullable("Language", required=prop.required),
            description=f"The language that {prop.name}(lang:) answers in.",
            arguments=(LANGUAGE,),
        ),
    )


EDGE_SOURCES = Field(
    name="sources",
    type=listed("Source"),
    description="The sources of this statement; where it has none of its own, those of its entry.",
)


def edge_fields(facts: Facts | None) -> tuple[Field, ...]:
    """Give the fields of an edge, its own facts first."""
    own = (facts.properties if facts else ()) + EDGE_PROPERTIES
    return (*(field for prop in own for field in fields_of(prop)), EDGE_SOURCES)


def enum_shapes() -> tuple[Shape, ...]:
    """Give all enums."""
    return (
        *(_vocabulary(v) for v in VOCABULARIES),
        EnumShape(
            enum=Direction,
            description="The direction of a sort. Nulls come last in both; ñ sorts as n.",
            meanings={},
        ),
        EnumShape(
            enum=EntryType,
            description="The types of entries.",
            meanings={t.enum_name: t.description for t in ENTRY_TYPES},
        ),
    )


def _vocabulary(vocabulary: type[Vocabulary]) -> EnumShape:
    return EnumShape(
        enum=vocabulary,
        description=f"{vocabulary.__doc__} Source: {vocabulary.__source__}.",
        meanings={
            member.name: f"{member.value.label.en}: {member.value.description}"
            for member in vocabulary
        },
    )


PARTIAL_DATE = ObjectShape(
    name="PartialDate",
    description="A date as precise as its source gives it. A bound is null if open or unknown.",
    fields=(
        Field(name="edtf", type="String!", description="The date in EDTF (ISO 8601-2)."),
        Field(name="earliest", type="Date", description="The first day that it can mean."),
        Field(name="latest", type="Date", description="The last day that it can mean."),
        Field(name="year", type="Int", description="The year, when both bounds lie in one."),
        Field(name="precision", type="DatePrecision!", description="How precise it is."),
        Field(name="qualifier", type="DateQualifier!", description="How it is to be understood."),
    ),
)
PAGE_INFO = ObjectShape(
    name="PageInfo",
    description="Where a page lies in its connection.",
    fields=(
        Field(name="hasNextPage", type="Boolean!", description="Whether more come after it."),
        Field(name="hasPreviousPage", type="Boolean!", description="Whether more come before it."),
        Field(name="startCursor", type="String", description="For `before`; null if it is empty."),
        Field(name="endCursor", type="String", description="For `after`; null if it is empty."),
    ),
)
TYPE_COUNT = ObjectShape(
    name="TypeCount",
    description="The number of entries of a type.",
    fields=(
        Field(name="type", type="EntryType!", description="The type."),
        Field(name="count", type="Int!", description="How many there are."),
    ),
)


def _edge_facts(facts: Facts | None) -> ObjectShape:
    return ObjectShape(
        name=names.edge_facts(facts),
        description="What is known of an edge to one other node.",
        fields=edge_fields(facts),
    )


def leaf_shapes() -> tuple[Shape, ...]:
    """Give the small types that all others share."""
    kinds = {
        names.edge_facts(relation.facts): relation.facts
        for relations in RELATIONS.values()
        for relation in relations.values()
        if relation.one
    }
    return (PARTIAL_DATE, PAGE_INFO, TYPE_COUNT, *(_edge_facts(facts) for facts in kinds.values()))
