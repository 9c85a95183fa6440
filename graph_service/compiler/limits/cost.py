"""What a plan costs to be read, about in values.

A value of a row costs 1, and a row comes as often as its page is long, for every row that it is
nested in: what is nested multiplies. What has to be looked for weighs more, as often as there are
rows around it; what is looked for among all entries of a type weighs as if there were 100. And each
list, count, facet and quantifier weighs once for being planned by the database, whatever it finds.

Sizes of pages may come with the request. So the cost of a plan is a formula, worked out once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph_service.compiler.ir.columns import (
    Beyond,
    Column,
    Columns,
    Count,
    End,
    Expr,
    Facet,
    Read,
    Rows,
    Typed,
)
from graph_service.compiler.ir.origins import Constant, Variables, read
from graph_service.compiler.ir.reads import Condition, Param, Related, Source, parts_of
from graph_service.compiler.ir.values import Known, Many, Object, Value

VALUE = 1
LIST = COUNT = 10
QUANTIFIER = 20
FACET = 50
COMPARISON = 3
PLANNED = 1_000
"""Neo4j takes 15 to 30 ms to plan a part of a statement, and a microsecond to read a value."""


@dataclass(frozen=True)
class Cost:
    """A formula: something fixed, something for each row of pages, and the most of some others."""

    fixed: int = 0
    pages: tuple[tuple[Param, Cost], ...] = ()
    most: tuple[tuple[Cost, ...], ...] = ()

    def of(self, variables: Variables) -> int:
        """Return the cost of a request; sizes of pages have been checked."""
        total = self.fixed
        for param, row in self.pages:
            total += _size(param, variables) * row.of(variables)
        for costs in self.most:
            total += max(cost.of(variables) for cost in costs)
        return total

    def is_fixed(self) -> bool:
        """Whether it is the same for all requests."""
        return not self.pages and not self.most


def cost_of(columns: Columns, value: Object) -> Cost:
    """Return the cost of a plan, by what it reads and what it answers with."""
    answers = [member.value for member in value.members]
    known = sum(v.most * _width(v) for v in answers if isinstance(v, Known))
    return _sum([Cost(PLANNED * _planned(columns) + known), _columns(columns)])


def _width(value: Value) -> int:
    """Count what the model answers by itself of one item."""
    match value:
        case Object(members):
            return sum(_width(member.value) for member in members)
        case Known(value=inner) | Many(value=inner):
            return _width(inner)
    return VALUE


def _size(param: Param, variables: Variables) -> int:
    match param.encode(read(param.origin, variables)):
        case list() as ids:
            return len(ids)
        case int() as size:
            return size
    raise TypeError(f"{param.argument} is no size")


def _sum(costs: Iterable[Cost]) -> Cost:
    costs = list(costs)
    return Cost(
        sum(cost.fixed for cost in costs),
        tuple(page for cost in costs for page in cost.pages),
        tuple(most for cost in costs for most in cost.most),
    )


def _times(row: Cost, size: Param | int) -> Cost:
    """Return the cost of rows."""
    if isinstance(size, Param):
        if not isinstance(size.origin, Constant):
            return Cost(pages=((size, row),))
        try:
            size = _size(size, {})
        except ValueError:
            return Cost()  # out of range: refused whatever it costs
    return Cost(
        row.fixed * size,
        tuple((param, _times(inner, size)) for param, inner in row.pages),
        tuple(tuple(_times(cost, size) for cost in costs) for costs in row.most),
    )


def _columns(columns: Columns) -> Cost:
    return _sum(_column(column) for column in columns.ordered)


def _column(column: Column) -> Cost:
    """Return the cost of what a row has."""
    match column:
        case Rows(read):
            return _read(read)
        case Count(source, where):
            return _looked_for(source, COUNT + _condition(where))
        case Beyond(source, where):
            return _looked_for(source, LIST + _condition(where))
        case Facet(source, where, limit=limit, columns=values):
            looked = _looked_for(source, FACET + _condition(where))
            return _sum([looked, _times(_columns(values), limit)])
        case End(columns=columns):
            return _columns(columns)
        case Typed(by_label):
            return _most([_columns(columns) for _, columns in by_label])
        case Expr():
            return Cost(VALUE)


def _most(costs: list[Cost]) -> Cost:
    """Return the cost of one of several, which is not known."""
    if all(cost.is_fixed() for cost in costs):
        return Cost(max((cost.fixed for cost in costs), default=0))
    return Cost(most=(tuple(costs),))


def _read(read: Read) -> Cost:
    size = read.source.rows if read.page is None else read.page.size
    looked = _looked_for(read.source, read.source.weight + _condition(read.where))
    return _sum([looked, _times(_columns(read.columns), size)])


def _looked_for(source: Source, once: int) -> Cost:
    return Cost(once * source.looked_at)


def _condition(condition: Condition) -> int:
    return sum(
        QUANTIFIER if isinstance(part, Related) else COMPARISON for part in parts_of(condition)
    )


def _planned(columns: Columns) -> int:
    """Count what a statement has to be planned for."""
    return sum(map(_planned_column, columns.ordered))


def _planned_column(column: Column) -> int:
    match column:
        case Rows(read):
            return 1 + _quantifiers(read.where) + _planned(read.columns)
        case Count(where=where) | Beyond(where=where) | Facet(where=where):
            return 1 + _quantifiers(where)
        case End(columns=inner):
            return _planned(inner)
        case Typed(by_label):
            return sum(_planned(inner) for _, inner in by_label)
        case Expr():
            return 0


def _quantifiers(condition: Condition) -> int:
    return sum(isinstance(part, Related) for part in parts_of(condition))
