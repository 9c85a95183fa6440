"""Conditions on one property."""

from __future__ import annotations

from graph_service.api.types.shapes import Field, InputShape, Shape
from graph_service.model.declare import Property
from graph_service.model.edge_properties import EDGE_PROPERTIES
from graph_service.model.edges import EDGES
from graph_service.model.graph import PROPERTIES

NULL = "A comparison with null is false; all that is given must hold."
FOLDED = "Case and accents don't count, except in codes (`slug`, ISO codes, URLs)."


def filter_of(prop: Property) -> str | None:
    """Name the filter of a property; None where it can't be filtered by."""
    return prop.kind.filter_name(prop) if prop.kind.is_filtered and not prop.remark else None


def filter_fields(properties: tuple[Property, ...]) -> tuple[Field, ...]:
    """Give the fields that filter by properties."""
    return tuple(
        Field(name=prop.name, type=filter_type, description=prop.description)
        for prop in properties
        if (filter_type := filter_of(prop)) is not None
    )


def _input(name: str, description: str, **fields: str) -> InputShape:
    """Make a filter; a name that Python keeps for itself is written with an underscore."""
    return InputShape(
        name=name,
        description=description,
        fields=tuple(
            Field(name=key.removesuffix("_"), type=value, description=_MEANINGS.get(key))
            for key, value in fields.items()
        ),
    )


_MEANINGS = {
    "during": "Could have been then: the spans overlap (EDTF).",
    "within": "Was then for certain: the span lies inside (EDTF); not by a date of publication.",
    "before": "Ended before the first day of it (EDTF).",
    "after": "Began after the last day of it (EDTF).",
    "lang": "Compare what is shown in this language; without it, any language.",
    "has": "One of the values is this.",
    "hasAny": "One of the values is one of these.",
    "hasAll": "All of these are among the values.",
    "startsWith": "It begins with this.",
}


def filter_shapes() -> tuple[Shape, ...]:
    """Give all filters that properties need."""
    enums = {
        prop.kind.filter_name(prop): _enum(prop)
        for prop in _properties()
        if prop.enum is not None and not prop.remark
    }
    return (*_PLAIN, *enums.values())


def _properties() -> tuple[Property, ...]:
    own = [prop for properties in PROPERTIES.values() for prop in properties.values()]
    facts = [prop for edge in EDGES if edge.facts for prop in edge.facts.properties]
    return (*own, *EDGE_PROPERTIES, *facts)


def _enum(prop: Property) -> InputShape:
    name, value = prop.kind.filter_name(prop), prop.kind.graphql_type(prop)
    if prop.many:
        return _input(
            name,
            f"Conditions on a list of {value}. {NULL}",
            has=value,
            hasAny=f"[{value}!]",
            hasAll=f"[{value}!]",
            isEmpty="Boolean",
        )
    return _input(
        name,
        f"Conditions on a {value}. {NULL}",
        eq=value,
        in_=f"[{value}!]",
        isNull="Boolean",
    )


_PLAIN = (
    _input("IdFilter", f"Conditions on an id. {NULL}", eq="ID", in_="[ID!]"),
    _input(
        "TextFilter",
        f"Conditions on a text in several languages. {FOLDED} {NULL}",
        eq="String",
        in_="[String!]",
        contains="String",
        startsWith="String",
        isNull="Boolean",
        lang="Language",
    ),
    _input(
        "StringFilter",
        f"Conditions on a text. {FOLDED} {NULL}",
        eq="String",
        in_="[String!]",
        contains="String",
        startsWith="String",
        isNull="Boolean",
    ),
    _input(
        "StringListFilter",
        f"Conditions on a list of texts; `contains`: one of them has this in it. {FOLDED} {NULL}",
        has="String",
        hasAny="[String!]",
        contains="String",
        isEmpty="Boolean",
    ),
    _input(
        "IntFilter",
        f"Conditions on a number. {NULL}",
        eq="Int",
        in_="[Int!]",
        lt="Int",
        lte="Int",
        gt="Int",
        gte="Int",
        isNull="Boolean",
    ),
    _input(
        "BooleanFilter",
        f"Conditions on yes or no. {NULL}",
        eq="Boolean",
        isNull="Boolean",
    ),
    _input(
        "PartialDateFilter",
        f"Conditions on a date; a bound that is open or unknown never matches. {NULL}",
        during="String",
        within="String",
        before="String",
        after="String",
        isNull="Boolean",
    ),
)
