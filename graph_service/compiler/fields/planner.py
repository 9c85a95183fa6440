"""Traverses selected fields, each planned by its own declaration, and limits their nesting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from graphql import FieldNode, SelectionSetNode

from graph_service.compiler.fields.type_system import ObjectType, Plan
from graph_service.compiler.ir.columns import Column, Columns, Read, Rows, Typed
from graph_service.compiler.ir.origins import Origin
from graph_service.compiler.ir.sources import Encoder, Param, Source
from graph_service.compiler.ir.values import (
    ByType,
    Cell,
    Fixed,
    Introspected,
    Many,
    Member,
    Object,
    One,
    Sought,
    Value,
)
from graph_service.compiler.language.select import Selected, Selector
from graph_service.errors import Limit
from graph_service.model.declare import NodeType
from graph_service.model.json import Json

Sets = Iterable[SelectionSetNode]
R = TypeVar("R", bound="Row")


MAX_NESTING = 10
"""Neo4j 2026.08.1 plans a statement of 10 levels in 0.2 s, of 14 in 1 s, of 18 in 16 s: the time
nearly doubles with each level."""
_RELATIONS = Limit(
    "relations",
    "Relations are nested at least {found} levels deep in {what}",
    "request less at a time, and continue from ids",
)


class Nesting:
    """Counts the levels of relations around the field that is being planned."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._depth = 0

    @contextmanager
    def deeper(self, levels: int = 1) -> Iterator[None]:
        """Enter a relation while the block runs.

        Raises:
            LimitExceeded: if there are too many levels.
        """
        self._depth += levels
        _RELATIONS.check(self._depth, MAX_NESTING, self._where)
        try:
            yield
        finally:
            self._depth -= levels


class Planner:
    """Plans one operation.

    Attributes:
        nodes: the object types of nodes, by name; passed in, as an import would be circular.
        nesting: counts the levels of relations in the selection.
        checks: parameters that must be valid even if the statement doesn't use them.
        introspected: fields that graphql-core executes.
        reports_missing: whether a lookup that finds nothing is an error.
    """

    def __init__(
        self,
        selector: Selector,
        nodes: Mapping[str, ObjectType[Row]],
        *,
        reports_missing: bool = False,
    ) -> None:
        self._selector = selector
        self.reports_missing = reports_missing
        self.nodes = nodes
        self.nesting = Nesting("the selection")
        self.checks: list[Param] = []
        self.introspected: list[FieldNode] = []

    def object(self, of: ObjectType[R], over: R, sets: Sets) -> Object:
        """Plan the selected fields of an object."""
        return Object(
            [
                Member(
                    selected.key,
                    selected.coordinate,
                    selected.required,
                    self._meta(of.name, selected)
                    if selected.name.startswith("__")
                    else of.by_name[selected.name].plan(over, selected),
                )
                for selected in self._selector.fields(of.name, sets)
            ]
        )

    def _meta(self, type_name: str, selected: Selected) -> Value:
        if selected.name == "__typename":
            return Fixed(type_name)
        self.introspected.extend(selected.nodes)
        return Introspected(selected.key)


@dataclass(frozen=True, eq=False)
class Row:
    """The row that an object is read from, to which its fields add columns.

    Subclasses have further attributes for the plans of their fields.
    """

    planner: Planner
    columns: Columns

    def object(self: R, of: ObjectType[R], sets: Sets) -> Object:
        """Plan an object over this row."""
        return self.planner.object(of, self, sets)

    def cell(self, template: str, convert: Callable[[Json], Json] | None = None) -> Cell:
        """Plan the value of an expression with the variables of `Expr`."""
        return Cell(self.columns.expr(template), convert)

    def inner(self, *templates: str) -> Row:
        """Return a new row for a nested read, with a column for each template."""
        row = Row(self.planner, Columns())
        for template in templates:
            row.columns.expr(template)
        return row

    def read(self, source: Source, inner: Row) -> Rows:
        """Add a column with the rows of a source."""
        return self.columns.add(Rows(Read(source, inner.columns)))

    def one(self, source: Source, plan: Callable[[Row], Value]) -> One:
        """Plan the value of the first row of a source."""
        inner = self.inner()
        return One(self.read(source, inner), plan(inner))

    def many(self, source: Source, plan: Callable[[Row], Value]) -> Many:
        """Plan a list of the values of a source's rows."""
        inner = self.inner()
        return Many(self.read(source, inner), inner.columns, plan(inner))

    def listed(
        self,
        column: Column,
        of: ObjectType[Row],
        parts: Sequence[str],
        sets: Sets,
        convert: Callable[[Json], Json] | None = None,
    ) -> Many:
        """Plan a list of objects over the rows in a column, or over those that it is converted to.

        The rows have these parts, in canonical order, whichever of them the fields need.
        """
        inner = self.inner(*parts)
        return Many(column, inner.columns, inner.object(of, sets), convert=convert)

    def sought(self, value: Value, key: Origin, missing: Callable[[Json], str]) -> Value:
        """Plan a lookup; if the operation requests so, report if it is null or an empty list."""
        return Sought(value, key, missing) if self.planner.reports_missing else value

    def node(self, node_type: NodeType, sets: Sets) -> Object:
        """Plan a node of a known type."""
        return self.object(self.planner.nodes[node_type.name], sets)

    def node_of(self, types: Sequence[NodeType], sets: Sets) -> Value:
        """Plan a node of one type, or of one of several."""
        return self.node(types[0], sets) if len(types) == 1 else self.node_if(types, sets)

    def node_if(self, types: Sequence[NodeType], sets: Sets) -> Value:
        """Plan a node of one of these types; null if it is of another type."""
        sets = list(sets)
        by_label: dict[str, tuple[Columns, Value]] = {}
        for node_type in types:
            inner = self.inner()
            by_label[node_type.name] = (inner.columns, inner.node(node_type, sets))
        columns = tuple((label, columns) for label, (columns, _) in by_label.items())
        typed = self.columns.add(Typed(columns))
        return ByType(self.columns.expr("labels({v})[0]"), typed, by_label)


def cell(template: str, convert: Callable[[Json], Json] | None = None) -> Plan[Row]:
    """Return the plan of a field whose value is an expression over its row."""
    return lambda row, _: row.cell(template, convert)


def param(selected: Selected, name: str, encode: Encoder) -> Param:
    """Return the parameter of an argument; null if it is not given."""
    return Param(selected.leaf(name).origin, encode, name)


def param_if_given(selected: Selected, name: str, encode: Encoder) -> Param | None:
    """Return the parameter of an argument; None if it is absent or null."""
    return None if selected.leaf(name).value is None else param(selected, name, encode)
