"""Facets of lists: what can be counted, and the counts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import cast

from graph_service.api.types import names
from graph_service.api.types.leaves import LABEL
from graph_service.api.types.shapes import Argument, EnumShape, Field, ObjectShape, Shape, listed
from graph_service.model.declare import Property
from graph_service.model.graph import CITED_BY, FACETS, LISTED, Relation

_FACET = ObjectShape(
    name="Facet",
    description="The values that the nodes of a list have in one field.",
    fields=(
        Field(name="field", type="String!", description="The field."),
        Field(name="totalCount", type="Int!", description="How many different values there are."),
        Field(
            name="values",
            type=listed("FacetValue"),
            description="The values, the most frequent first; then by value.",
            arguments=(
                Argument(
                    name="first",
                    type="Int",
                    description="How many, 0 to 1000; 100 if not given. totalCount tells of more.",
                ),
            ),
        ),
    ),
)
_FACET_VALUE = ObjectShape(
    name="FacetValue",
    description="One value of a facet.",
    fields=(
        Field(
            name="value",
            type="String!",
            description="A value of an enum, the slug of an entry, or a year.",
        ),
        LABEL,
        Field(name="count", type="Int!", description="How many nodes of the list have it."),
    ),
)


def facets_field(type_name: str) -> Field:
    """Give the field of a connection that counts."""
    return Field(
        name="facets",
        type=listed("Facet"),
        description=(
            "Counts over the whole list, not the page. A facet leaves out its own filter (what"
            " `where` says of the same field, at its top and in its `and`) and counts under all the"
            " others. A date counts by its year; a node without a value isn't counted."
        ),
        arguments=(
            Argument(
                name="by",
                type=f"[{names.facet(type_name)}!]!",
                description="The fields to count by, in the order of the answer.",
            ),
        ),
    )


def facet_shapes() -> tuple[Shape, ...]:
    """Give the enums of what can be counted, and the counts."""
    return (
        *(_enum(node_type.name, FACETS[node_type.name]) for node_type in LISTED),
        _enum(names.ENTRY, _common()),
        _FACET,
        _FACET_VALUE,
    )


def _common() -> Mapping[str, Property | Relation]:
    """Give what all types that may cite a source can be counted by."""
    first, *others = (FACETS[node_type.name] for node_type in CITED_BY.targets)
    return {name: by for name, by in first.items() if all(name in other for other in others)}


def _enum(type_name: str, counted: Mapping[str, Property | Relation]) -> EnumShape:
    name = names.facet(type_name)
    return EnumShape(
        enum=cast("type[Enum]", Enum(name, {field: field for field in counted})),
        description=f"What a list of {type_name} can be counted by.",
        meanings={field: by.description for field, by in counted.items()},
    )
