"""Query: where the root fields are registered, and all types of the schema with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from graphql import FieldNode, SelectionSetNode

from graph_service.compiler.fields import (
    catalogue,
    connections,
    dates,
    facets,
    filters,
    flows,
    leaves,
    lookups,
    nodes,
    orders,
    paging,
    properties,
    relations,
    search,
    vocabulary,
    wheres,
)
from graph_service.compiler.fields.check import check_complete
from graph_service.compiler.fields.planner import Planner, Row
from graph_service.compiler.fields.shapes import EnumType, Field, ObjectType, Shape
from graph_service.compiler.ir.columns import Columns
from graph_service.compiler.ir.reads import Param
from graph_service.compiler.ir.values import Object
from graph_service.compiler.language.select import Selector


class Room(Protocol):
    """A module of root fields."""

    @property
    def FIELDS(self) -> tuple[Field[Row], ...]:  # noqa: N802 (a module's constants)
        """The root fields."""

    @property
    def TYPES(self) -> tuple[Shape, ...]:  # noqa: N802
        """The types that they alone answer with or accept."""


ROOMS: tuple[Room, ...] = (lookups, search, flows, vocabulary, catalogue)
"""The modules of root fields, in the order of the schema."""

QUERY = ObjectType[Row](
    "Query",
    "The root of all queries.",
    tuple(field for room in ROOMS for field in room.FIELDS),
)
SHAPES: tuple[Shape, ...] = (
    *leaves.ENUMS,
    dates.PARTIAL_DATE,
    paging.PAGE_INFO,
    properties.TYPE_COUNT,
    *relations.TYPES,
    *nodes.TYPES,
    *connections.TYPES,
    *facets.TYPES,
    *filters.TYPES,
    *wheres.TYPES,
    *orders.TYPES,
    *(shape for room in ROOMS for shape in room.TYPES),
    QUERY,
)
"""Every type of the schema."""
check_complete(SHAPES)

STRUCTURAL = frozenset(
    shape.name for shape in SHAPES if isinstance(shape, EnumType) and shape.structural
)
"""The enums whose values belong to the shape of a plan."""


@dataclass(frozen=True, eq=False)
class OperationPlan:
    """What an operation reads and answers with.

    Attributes:
        columns: of the one row.
        value: the response's data.
        introspected: fields that graphql-core answers.
        checks: parameters that must be valid even if the statement doesn't need them.
    """

    columns: Columns
    value: Object
    introspected: Sequence[FieldNode]
    checks: Sequence[Param]


def plan_operation(selector: Selector, selections: SelectionSetNode) -> OperationPlan:
    """OperationPlan an operation's root fields.

    Raises:
        BadUserInput: when arguments can't be combined.
    """
    planner = Planner(selector, nodes.NODES)
    row = Row(planner, Columns())
    value = row.object(QUERY, [selections])
    return OperationPlan(row.columns, value, planner.introspected, planner.checks)
