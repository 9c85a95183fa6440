"""Facets: the values of a field among the nodes of a list, with the number of nodes for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import cast

from graph_service.compiler.fields import names
from graph_service.compiler.fields.leaves import label, language_of
from graph_service.compiler.fields.paging import Connection, checked_size
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.properties import shown_text
from graph_service.compiler.fields.relations import hop_of
from graph_service.compiler.fields.type_system import (
    Argument,
    EnumType,
    Field,
    NamedType,
    ObjectType,
    listed,
)
from graph_service.compiler.fields.wheres import where_condition
from graph_service.compiler.ir.columns import Column, Columns, Expr, Facet
from graph_service.compiler.ir.origins import Constant, Items, Origin
from graph_service.compiler.ir.reads import Hop, Page, Param, both
from graph_service.compiler.ir.values import Cell, Fixed, Many, Part, Several, Value
from graph_service.compiler.language.arguments import ArgumentTree
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import Property
from graph_service.model.graph import CITED_BY, FACETS, LISTED, Relation
from graph_service.model.json import Json
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import COUNTED, by_kind
from graph_service.model.storage import StoredValue
from graph_service.model.vocabulary import Vocabulary

DEFAULT_VALUES = 100
MAX_VALUES = 1000
_YEAR = "CASE WHEN {v}.%sEarliest.year = {v}.%sLatest.year THEN {v}.%sLatest.year END"


def values_size(value: Json) -> int:
    """Return the number of values to list."""
    allowed = f"a facet lists 0 to {MAX_VALUES} values"
    return checked_size(value, DEFAULT_VALUES, MAX_VALUES, allowed)


def most_values(value: Json) -> StoredValue:
    """Return the number of values to read for several selected lists of them."""
    sizes = value if isinstance(value, list) else []
    return max((values_size(size) for size in sizes), default=0)


@dataclass(frozen=True)
class _Counted:
    """How a field is counted.

    Attributes:
        via: the expression or edge from a node to its values.
        many: whether the expression returns a list.
        value: the expression of a value as text, with {v} for the value.
        label: returns the expression of a label in a language, and its converter.
    """

    via: Expr | Hop
    many: bool
    value: str
    label: Callable[[str], tuple[str, Callable[[Json], Json]]]


def _terms(prop: Property) -> _Counted:
    enum = prop.vocabulary
    return _Counted(
        Expr(f"{{v}}.{prop.name}"), prop.many, "{v}", lambda lang: ("{v}", term_label(enum, lang))
    )


def _years(prop: Property) -> _Counted:
    year = Expr(_YEAR.replace("%s", prop.name))
    return _Counted(year, False, "{v}", lambda _: ("{v}", str))


_COUNTED = by_kind({Kind.ENUM: _terms, Kind.DATE: _years}, COUNTED)


def _counted(by: Property | Relation) -> _Counted:
    if isinstance(by, Property):
        return _COUNTED[by.kind](by)
    name = by.target.property_of("name")
    return _Counted(hop_of(by), False, "{v}.slug", lambda lang: (shown_text(name, lang), str))


def term_label(enum: type[Vocabulary], language: str) -> Callable[[Json], Json]:
    """Return a function from the name of a term to its label."""
    by_name: Mapping[str, str] = {term.name: term.label(language) for term in enum}
    return lambda name: by_name[str(name)]


@dataclass(frozen=True, eq=False)
class _Value(Row):
    """The row of one value."""

    counted: _Counted


@dataclass(frozen=True, eq=False)
class _Facet(Row):
    """The row of a facet: the number of values, and a list of the first values.

    Attributes:
        by: the name of the counted field.
        value: the row of a value.
        total: the column of the number of values.
        first: the column of the first values.
        firsts: the argument `first` of each selected list of values.
    """

    by: str
    value: _Value
    total: Column
    first: Column
    firsts: list[Origin] = field(default_factory=list)


def _plan_label(value: _Value, selected: Selected) -> Value:
    return value.cell(*value.counted.label(language_of(selected)))


FACET_VALUE = ObjectType[_Value](
    "FacetValue",
    "A value of a facet, with its count.",
    (
        Field(
            "value",
            "String!",
            "The value: an enum value, the slug of an entry, or a year.",
            lambda value, _: value.cell(value.counted.value, str),
        ),
        label(_plan_label),
        Field("count", "Int!", "The number of items in the list that have the value.", cell("{k}")),
    ),
)


def _plan_values(facet: _Facet, selected: Selected) -> Value:
    leaf = selected.leaf("first")
    first = leaf.origin if leaf else Constant(None)
    facet.firsts.append(first)
    size = Param(first, values_size, "first")
    page = Page(size=size, limit=size, after=None, before=None, backward=False)
    value = facet.value.object(FACET_VALUE, selected.selections)
    return Many(facet.first, facet.value.columns, value, page)


FACET = ObjectType[_Facet](
    "Facet",
    "The values of one field in a list, with their counts.",
    (
        Field("field", "String!", "The name of the field.", lambda facet, _: Fixed(facet.by)),
        Field(
            "totalCount",
            "Int!",
            "The number of different values.",
            lambda facet, _: Cell(facet.total),
        ),
        Field(
            "values",
            listed("FacetValue"),
            "The values, the most frequent first; ties are sorted by value.",
            _plan_values,
            arguments=(
                Argument(
                    "first",
                    "Int",
                    "Returns the first n values, 0 to 1000; 100 by default.",
                ),
            ),
        ),
    ),
)


def _without(where: ArgumentTree | None, key: str) -> ArgumentTree | None:
    """Return a `where` without the filter of a field, at the top level and inside `and`."""
    if not isinstance(where, Mapping):
        return where
    return {
        name: [rest for item in tree if (rest := _without(item, key)) is not None]
        if name == "and" and isinstance(tree, Sequence)
        else tree
        for name, tree in where.items()
        if name != key
    }


def _plan_facet(by: str, of: Connection, selected: Selected) -> Value:
    """Plan a facet, which ignores the filter of its own field."""
    tree = of.arguments.get("where")
    others = _without(tree, by)
    where = of.where if others == tree else both(where_condition(of.edge.types, others), of.only)
    counted = _counted(FACETS[of.edge.types[0].name][by])
    columns, row = Columns(), _Value(of.planner, Columns(), counted)
    # Not Cypher: the cell of a Facet has these two values, in this order.
    total, first = columns.expr("0: number of values"), columns.expr("1: first values")
    facet = _Facet(of.planner, columns, by, row, total, first)
    value = facet.object(FACET, selected.selections)
    limit = Param(Items(tuple(facet.firsts)), most_values, "first")
    column = Facet(of.source, where, counted.via, counted.many, counted.value, row.columns, limit)
    return Part(of.columns.add(column), columns, value)


def facets_field(type_name: str) -> Field[Connection]:
    """Return the field `facets` of a connection."""
    return Field(
        "facets",
        listed("Facet"),
        (
            "Counts of values over the whole list, not only the page. Each facet ignores the filter"
            " on its own field (at the top level of `where` and in `and`) and applies all others."
            " Dates are counted by year; items without a value are not counted."
        ),
        lambda of, selected: Several(
            [_plan_facet(by, of, selected) for by in selected.names("by")]
        ),
        arguments=(
            Argument(
                "by",
                f"[{names.facet(type_name)}!]!",
                "The fields to count by; facets are returned in this order.",
            ),
        ),
    )


def _enum(type_name: str, counted: Mapping[str, Property | Relation]) -> EnumType:
    name = names.facet(type_name)
    return EnumType(
        enum=cast("type[Enum]", Enum(name, {field: field for field in counted})),
        description=f"The fields that lists of {names.plural(type_name)} can be counted by.",
        meanings={field: by.description for field, by in counted.items()},
        structural=True,
    )


def _common() -> Mapping[str, Property | Relation]:
    """Return the fields that all types citing sources can be counted by."""
    first, *others = (FACETS[node_type.name] for node_type in CITED_BY.targets)
    return {name: by for name, by in first.items() if all(name in other for other in others)}


TYPES: tuple[NamedType, ...] = (
    *(_enum(node_type.name, FACETS[node_type.name]) for node_type in LISTED),
    _enum(names.ENTRY, _common()),
    FACET,
    FACET_VALUE,
)
