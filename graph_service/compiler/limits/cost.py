"""A plan → its cost: an estimate of how many values the database reads.

A value costs 1 for each row of its page and for each row around that: nesting multiplies. Lists,
counts, facets and conditions cost more, for each row around them; over all entries of a type they
cost as much as over 100 rows (`weight` in ir/sources.py). Each list, count, facet and quantifier
also costs PLANNED once. `compiler` compares the sum with MAX_COST.

Page sizes may be variables, so the cost of a plan is a formula, calculated once:

>>> from graph_service.compiler.ir.columns import Read
>>> from graph_service.compiler.ir.sources import AllOf
>>> topic, root = Columns(), Columns()
>>> topics = root.add(Rows(Read(AllOf("Topic"), topic)))
>>> slug = topic.expr("{v}.slug")
>>> cost_of(root, Object([])).of({})  # 1000 to plan, 10 * 100 for a list, 2 * 1 for values
2002
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    SelectionSetNode,
)

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
from graph_service.compiler.ir.conditions import TRUE, Condition, Related, Test, parts_of
from graph_service.compiler.ir.origins import Constant, Variables, read
from graph_service.compiler.ir.pages import SortKey
from graph_service.compiler.ir.sources import ASSUMED_NODES, AllOf, Hits, Param
from graph_service.compiler.ir.values import Cell, Fixed, Known, Many, Object, Sought, Value
from graph_service.compiler.limits.size import merged_fields
from graph_service.model.json import Json

Row = Sequence[Json]
_LABEL = Expr("labels({v})[0]")
VALUE = 1
ORDER_BY_COUNT = 10
QUANTIFIER = 20
FACET = 50
COMPARISON = 3
TEXT = 10
PLANNED = 1_000
"""Neo4j takes 15 to 30 ms to plan a list, count, facet or quantifier, and 1 µs to read a value."""


@dataclass(frozen=True)
class Cost:
    """A formula over the variables of a request.

    Attributes:
        fixed: a constant part.
        pages: parts for each row of a page.
        maxima: parts of which the largest counts.
    """

    fixed: int = 0
    pages: tuple[tuple[Param, Cost], ...] = ()
    maxima: tuple[tuple[Cost, ...], ...] = ()

    def of(self, variables: Variables) -> int:
        """Return the cost of a request, whose page sizes are valid."""
        total = self.fixed
        for param, row in self.pages:
            total += _size_of(param, variables) * row.of(variables)
        for costs in self.maxima:
            total += max(cost.of(variables) for cost in costs)
        return total

    def is_fixed(self) -> bool:
        """Whether all requests cost the same."""
        return not self.pages and not self.maxima


def cost_of(columns: Columns, value: Object) -> Cost:
    """Return the cost of a plan, from its columns and the lists that the model answers."""
    return _sum([Cost(planning(columns, value)), _columns(columns)])


def planning(columns: Columns, value: Object) -> int:
    """Return what a plan costs, however many rows it reads."""
    answers = [m.value.value if isinstance(m.value, Sought) else m.value for m in value.members]
    known = sum(v.max_items * _width(v.value) for v in answers if isinstance(v, Known))
    return PLANNED * _planned(columns) + known


def _width(value: Value) -> int:
    """Count the values of one item in a list that the model answers."""
    match value:
        case Object(members):
            return sum(_width(member.value) for member in members)
        case Many(value=inner):
            return _width(inner)
        case Cell() | Fixed():
            return VALUE
    raise TypeError(f"the model doesn't answer {type(value).__name__}")


def _size_of(param: Param, variables: Variables) -> int:
    """Return the size of a page, or the number of requested ids."""
    match param.encode(read(param.origin, variables)):
        case list() as ids:
            return len(ids)
        case int() as size:
            return size
    raise TypeError(f"{param.argument} is not a size")


def _sum(costs: Iterable[Cost]) -> Cost:
    costs = list(costs)
    return Cost(
        sum(cost.fixed for cost in costs),
        tuple(page for cost in costs for page in cost.pages),
        tuple(maximum for cost in costs for maximum in cost.maxima),
    )


def _times(row: Cost, size: Param | int) -> Cost:
    if isinstance(size, Param):
        if not isinstance(size.origin, Constant):
            return Cost(pages=((size, row),))
        try:
            size = _size_of(size, {})
        except ValueError:
            return Cost()  # out of range: rejected, whatever it costs
    return Cost(
        row.fixed * size,
        tuple((param, _times(inner, size)) for param, inner in row.pages),
        tuple(tuple(_times(cost, size) for cost in costs) for costs in row.maxima),
    )


def _columns(columns: Columns) -> Cost:
    return _sum(_column(column) for column in columns.ordered)


def _column(column: Column) -> Cost:
    own = Cost(_once(column))
    match column:
        case Rows(read):
            size = read.source.rows if read.page is None else read.page.size
            return _sum([own, _times(_columns(read.columns), size)])
        case Facet(limit=limit, columns=values):
            return _sum([own, _times(_columns(values), limit)])
        case End(columns=columns):
            return _columns(columns)
        case Typed(by_label):
            return _maximum([_columns(columns) for _, columns in by_label])
        case Count() | Beyond() | Expr():
            return own


def _once(column: Column) -> int:
    """Return what a column costs for each row, without the rows that are inside it."""
    match column:
        case Rows(read):
            own = read.source.weight + _condition(read.condition) + _order(read.order)
            filters = sum(AllOf.weight + _condition(each) for each in _filters(read))
            return own * read.source.scanned + filters * ASSUMED_NODES
        case Count(source, where):
            return (source.weight + _condition(where)) * source.scanned
        case Beyond(source, where, order):
            own = source.weight + _condition(where) + _order(order)
            return own * source.scanned
        case Facet(source, where):
            return (FACET + _condition(where)) * source.scanned
        case Expr():
            return VALUE
        case End() | Typed():
            return 0


def _maximum(costs: list[Cost]) -> Cost:
    """Return the cost of a row of one of several types: the largest."""
    if all(cost.is_fixed() for cost in costs):
        return Cost(max((cost.fixed for cost in costs), default=0))
    return Cost(maxima=(tuple(costs),))


def _condition(condition: Condition) -> int:
    cost = 0
    for part in parts_of(condition):
        match part:
            case Related():
                cost += QUANTIFIER
            case Test(params=params):
                # Without parameters, it is the compiler's own: it helps Neo4j to use an index.
                cost += COMPARISON if params else 0
    return cost


def _order(order: Sequence[SortKey]) -> int:
    return ORDER_BY_COUNT * _counted(order) + TEXT * sum(bool(key.params) for key in order)


def _counted(order: Sequence[SortKey]) -> int:
    return sum(key.is_counted for key in order)


def _planned(columns: Columns) -> int:
    """Count the lists, counts, facets and quantifiers that the database has to plan."""
    return sum(map(_planned_column, columns.ordered))


def _planned_column(column: Column) -> int:
    match column:
        case Rows(read):
            parts = _quantifiers(read.condition) + _counted(read.order)
            parts += sum(1 + _quantifiers(each) for each in _filters(read))
            return read.source.planned + parts + _planned(read.columns)
        case Count(where=where) | Beyond(where=where) | Facet(where=where):
            return 1 + _quantifiers(where)
        case End(columns=inner):
            return _planned(inner)
        case Typed(by_label):
            return sum(_planned(inner) for _, inner in by_label)
        case Expr():
            return 0


def _filters(read: Read) -> Sequence[Condition]:
    """Return the conditions by which the hits of a search are filtered before they are read."""
    lists = read.source.found.search.lists if isinstance(read.source, Hits) else None
    return [condition for condition in lists or () if condition != TRUE]


def _quantifiers(condition: Condition) -> int:
    return sum(isinstance(part, Related) for part in parts_of(condition))


def used_cost(columns: Columns, value: Object, row: Row, variables: Variables) -> int:
    """Return the cost of the rows that there were, where `cost_of` counts whole pages.

    Args:
        columns: of the root row.
        value: the data of the response.
        row: the root row.
        variables: of the request.
    """
    return planning(columns, value) + _row(columns, row, variables)


def _row(columns: Columns, row: Row, variables: Variables) -> int:
    """Return the cost of a row that was read."""
    cost = 0
    for column, cell in zip(columns.ordered, row, strict=True):
        cost += _once(column)
        inner: Iterable[tuple[Columns, Json]] = ()
        match column:
            case Rows(read):
                # One row more than the page was read, to detect further rows.
                size = _size_of(read.page.size, variables) if read.page else None
                inner = ((read.columns, item) for item in _items(cell)[:size])
            case Facet(columns=values) if len(found := _items(cell)) > 1:
                inner = ((values, item) for item in _items(found[1]))
            case End(columns=parts) if cell is not None:
                inner = [(parts, cell)]
            case Typed(by_label) if cell is not None:
                label = row[columns.index(_LABEL)]
                inner = [(parts, cell) for name, parts in by_label if name == label]
        cost += sum(_row(of, _items(item), variables) for of, item in inner)
    return cost


def _items(cell: Json) -> Row:
    return cell if isinstance(cell, list) else ()


class IntrospectionCost:
    """Estimates the number of values of introspection from the lengths of a schema's lists.

    graphql-core takes 0.01 ms for each value.

    Below `types`, a list counts with its mean length, as every type is listed once. Elsewhere it
    counts with the largest, as the operation may reach the type with the longest list.
    Validation limits the levels of nested lists.
    """

    def __init__(self, schema: GraphQLSchema) -> None:
        lengths: dict[str, list[int]] = defaultdict(list)
        lengths["types"] = [len(schema.type_map)]
        lengths["directives"] = [len(schema.directives)]
        for named in schema.type_map.values():
            match named:
                case GraphQLObjectType(fields=fields) | GraphQLInterfaceType(fields=fields):
                    lengths["fields"].append(len(fields))
                    lengths["interfaces"].append(len(named.interfaces))
                    lengths["args"] += (len(field.args) for field in fields.values())
                case GraphQLInputObjectType(fields=fields):
                    lengths["inputFields"].append(len(fields))
                case GraphQLEnumType(values=values):
                    lengths["enumValues"].append(len(values))
            if isinstance(named, GraphQLInterfaceType):
                lengths["possibleTypes"].append(len(schema.get_possible_types(named)))
        owners = dict.fromkeys(lengths, len(schema.type_map))
        owners |= {"types": 1, "directives": 1, "args": len(lengths["args"])}
        self._mean = {name: sum(found) / owners[name] for name, found in lengths.items()}
        self._longest: dict[str, float] = {name: max(found) for name, found in lengths.items()}

    def of(
        self, selections: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> int:
        """Return the cost of root fields, whose number of selections was checked earlier."""
        return round(self._values([selections], fragments, all_types=False))

    def _values(
        self,
        sets: Sequence[SelectionSetNode],
        fragments: Mapping[str, FragmentDefinitionNode],
        *,
        all_types: bool,
    ) -> float:
        values = 0.0
        for nodes in merged_fields(sets, fragments).values():
            name = nodes[0].name.value
            below = [node.selection_set for node in nodes if node.selection_set]
            inner_types = name == "types" or (all_types and name in _LISTS_OF_TYPE)
            length = (self._mean if all_types else self._longest).get(name, 1)
            values += 1 + length * self._values(below, fragments, all_types=inner_types)
        return values


_LISTS_OF_TYPE = ("fields", "inputFields", "enumValues", "args")
"""Lists that each type has of its own: below them, every type is still listed once."""
