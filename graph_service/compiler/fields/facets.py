"""Facets: the values of a field among the nodes of a list, with the number of nodes for each.

cypher/subqueries.py has an example of the Cypher, and cypher/alternatives.py plans those of a
filtered list apart from its page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeVar, cast

from graph_service.compiler.fields import names
from graph_service.compiler.fields.localized import label, language_of, shown_text, term_label
from graph_service.compiler.fields.paging import Connection, checked_size
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.relations import hop_of
from graph_service.compiler.fields.search.conditions import of_hits
from graph_service.compiler.fields.type_system import (
    Argument,
    EnumType,
    Field,
    NamedType,
    ObjectType,
    brief,
    listed,
)
from graph_service.compiler.fields.wheres import where_condition
from graph_service.compiler.ir.columns import Column, Columns, Facet, Held
from graph_service.compiler.ir.conditions import Condition, every
from graph_service.compiler.ir.origins import Items, Origin
from graph_service.compiler.ir.pages import Page
from graph_service.compiler.ir.sources import Hop, Param
from graph_service.compiler.ir.values import Cell, Fixed, Many, Part, Several, Value
from graph_service.compiler.language.arguments import ArgumentTree
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import Property
from graph_service.model.graph import CITED_BY, FACETS, LISTED, Relation
from graph_service.model.json import Json
from graph_service.model.kinds import COUNTED, Kind, by_kind
from graph_service.model.labels import Labels
from graph_service.model.storage import StoredValue

C = TypeVar("C", bound=Connection)
DEFAULT_VALUES = 100
MAX_VALUES = 1000
_BY = "../"
"""Before the year of the last possible day of a date that has no first one."""
_YEAR = (
    "CASE WHEN {0}.year = {1}.year THEN toString({1}.year)"
    f" WHEN {{0}} IS NULL THEN '{_BY}' + toString({{1}}.year) END"
)
_BY_YEAR = Labels("hasta {year}", "by {year}", "até {year}")


def values_size(value: Json) -> int:
    """Return the number of values to list."""
    allowed = f"a facet lists 0 to {MAX_VALUES} values"
    return checked_size(value, DEFAULT_VALUES, MAX_VALUES, allowed)


def most_values(value: Json) -> StoredValue:
    """Return the number of values to read for several selected lists of them."""
    sizes = value if isinstance(value, list) else []
    return max((values_size(size) for size in sizes), default=0)


@dataclass(frozen=True)
class Counted:
    """How a field is counted.

    Attributes:
        via: the values of a node, or the edge to them.
        value: the expression of a value as text, with {v} for the value.
        label: returns the expression of a label for a field, and its converter.
    """

    via: Held | Hop
    value: str
    label: Callable[[Selected], tuple[str, Callable[[Json], Json]]]


def _held(prop: Property, value: str = "{0}") -> Held:
    return Held(tuple(f"{{v}}.{name}" for name in prop.kind.counted_columns(prop)), value)


def _terms(prop: Property) -> Counted:
    enum = prop.vocabulary
    return Counted(
        _held(prop), "{v}", lambda selected: ("{v}", term_label(enum, language_of(selected)))
    )


def label_of_year(selected: Selected) -> tuple[str, Callable[[Json], Json]]:
    """Return the label of a year, or of what is known to have been by its end."""
    by = _BY_YEAR.in_language(language_of(selected))

    def label(value: Json) -> Json:
        year = str(value)
        return by.format(year=year.removeprefix(_BY)) if year.startswith(_BY) else year

    return "{v}", label


def _years(prop: Property) -> Counted:
    return Counted(_held(prop, _YEAR), "{v}", label_of_year)


_COUNTED = by_kind({Kind.ENUM: _terms, Kind.DATE: _years}, COUNTED)


def _counted(by: Property | Relation) -> Counted:
    if isinstance(by, Property):
        return _COUNTED[by.kind](by)
    name = by.target.property_of("name")
    return Counted(hop_of(by), "{v}.slug", lambda of: (shown_text(name, of), str))


@dataclass(frozen=True, eq=False)
class _Value(Row):
    """The row of one value."""

    counted: Counted


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
    return value.cell(*value.counted.label(selected))


FACET_VALUE = ObjectType[_Value](
    "FacetValue",
    "A value of a facet, with its count.",
    (
        Field(
            "value",
            "String!",
            "An enum value, the slug of an entry, or a year, such as `2018` or `../2018`.",
            lambda value, _: value.cell(value.counted.value, str),
        ),
        label(_plan_label),
        Field("count", "Int!", "The number of items in the list that have the value.", cell("{k}")),
    ),
)


def _plan_values(facet: _Facet, selected: Selected) -> Value:
    first = selected.leaf("first").origin
    facet.firsts.append(first)
    size = Param(first, values_size, "first")
    page = Page(size=size, limit=size, after=None, before=None, backward=False)
    value = facet.value.object(FACET_VALUE, selected.selections)
    return Many(facet.first, facet.value.columns, value, page)


FACET = ObjectType[_Facet](
    "Facet",
    (
        "The values of one field in a list, with their counts over the whole list, not the page."
        " It ignores the filter on its own field (at the top level of `where` and in `and`) and"
        " applies all others. Dates are counted by year, if they are in one year for sure; those"
        " without a first possible day by the year of the last one, such as `../2018`; other dates,"
        " and items without a value, are not counted."
    ),
    (
        Field("field", "String!", "The name of the field.", lambda facet, _: Fixed(facet.by)),
        Field(
            "valueCount",
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
                Argument("first", "Int", "Returns the first n values, 0 to 1000; 100 by default."),
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
    types, without_own = of.edge.types, _without(of.arguments.get("where"), by)
    where = every((where_condition(types, without_own, of.edge.relation), of.only))
    if where == of.where:
        where = of.where  # the same parameters, too
    source, where = of_hits(of.source, where)
    of = replace(of, source=source)
    return plan_counts(by, _counted(FACETS[types[0].name][by]), where, of, selected)


def plan_counts(
    by: str, counted: Counted, where: Condition, of: Connection, selected: Selected
) -> Value:
    """Plan a facet of the nodes that meet a condition."""
    columns, row = Columns(), _Value(of.planner, Columns(), counted)
    # Not Cypher: the cell of a Facet has these two values, in this order.
    total, first = columns.expr("0: number of values"), columns.expr("1: first values")
    facet = _Facet(of.planner, columns, by, row, total, first)
    value = facet.object(FACET, selected.selections)
    limit = Param(Items(tuple(facet.firsts)), most_values, "first")
    column = Facet(of.source, where, counted.via, counted.value, row.columns, limit)
    return Part(of.columns.add(column), columns, value)


def facets_field(type_name: str) -> Field[Connection]:
    """Return the field `facets` of a connection."""
    return counts_field(
        type_name, "Counts of values over the whole list; see `Facet`.", _plan_facet
    )


def counts_field(
    type_name: str, description: str, plan: Callable[[str, C, Selected], Value]
) -> Field[C]:
    """Return the field `facets`, with the plan of a facet by its name."""
    return Field(
        "facets",
        listed("Facet"),
        description,
        lambda of, selected: Several([plan(by, of, selected) for by in selected.names("by")]),
        arguments=(Argument("by", f"[{names.facet(type_name)}!]!"),),
    )


def facet_enum(type_name: str, description: str, meanings: Mapping[str, str]) -> EnumType:
    """Return the enum of the fields that a list can be counted by."""
    name = names.facet(type_name)
    return EnumType(
        enum=cast("type[Enum]", Enum(name, {field: field for field in meanings})),
        description=description,
        meanings=meanings,
        structural=True,
    )


def _enum(type_name: str, counted: Mapping[str, Property | Relation]) -> EnumType:
    return facet_enum(
        type_name,
        f"The fields that lists of {names.plural(type_name)} can be counted by.",
        {field: brief(by.description) for field, by in counted.items()},
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
