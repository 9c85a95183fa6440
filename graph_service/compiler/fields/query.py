"""Query with all root fields, and all types of the schema; an operation → its plan.

>>> from graphql import build_schema, parse
>>> from graph_service.settings import DEFAULT_LIMITS
>>> schema = "type Query { topics: TopicConnection! } type TopicConnection { totalCount: Int! }"
>>> (operation,) = parse("{ topics { n: totalCount } }").definitions
>>> selector = Selector(build_schema(schema), {}, {}, DEFAULT_LIMITS, STRUCTURAL)
>>> plan = plan_operation(selector, operation.selection_set)
>>> (count,) = plan.columns.ordered
>>> count
Count(source=AllOf(label='Topic'), where=Every(conditions=()))
>>> (topics,) = plan.value.members
>>> (n,) = topics.value.members
>>> n.key, n.value.column is count
('n', True)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from graphql import FieldNode, SelectionSetNode

from graph_service.compiler.fields import (
    connections,
    facets,
    filters,
    flows,
    localized,
    lookups,
    nodes,
    orders,
    paging,
    properties,
    relations,
    releases,
    suggest,
    vocabularies,
    wheres,
)
from graph_service.compiler.fields.planner import Planner, Row
from graph_service.compiler.fields.search import field as search
from graph_service.compiler.fields.type_system import (
    EnumType,
    Field,
    NamedType,
    ObjectType,
    check_complete,
)
from graph_service.compiler.ir.columns import Columns
from graph_service.compiler.ir.sources import Param
from graph_service.compiler.ir.values import Object
from graph_service.compiler.language.select import Selector


class RootModule(Protocol):
    """A module of root fields."""

    @property
    def FIELDS(self) -> tuple[Field[Row], ...]:  # noqa: N802 (a module's constants)
        """The root fields."""

    @property
    def TYPES(self) -> tuple[NamedType, ...]:  # noqa: N802
        """The types that only these fields use."""


ROOT_MODULES: tuple[RootModule, ...] = (lookups, search, suggest, flows, vocabularies, releases)
"""The modules of root fields, in the order of the schema."""

QUERY = ObjectType[Row](
    "Query",
    "Where queries begin: entries by key and in lists, search, flows, vocabularies and history.",
    tuple(field for module in ROOT_MODULES for field in module.FIELDS),
)
DIRECTIVES = (localized.LANG, lookups.REPORT_NOT_FOUND)
"""The directives of queries."""
NAMED_TYPES: tuple[NamedType, ...] = (
    *vocabularies.ENUMS,
    orders.DIRECTION,
    filters.ENTRY_TYPE_ENUM,
    properties.PARTIAL_DATE,
    paging.PAGE_INFO,
    properties.TYPE_COUNT,
    properties.FIELD_CHANGE,
    *relations.TYPES,
    *nodes.TYPES,
    *connections.TYPES,
    *facets.TYPES,
    *filters.TYPES,
    *wheres.TYPES,
    *orders.TYPES,
    *(named_type for module in ROOT_MODULES for named_type in module.TYPES),
    QUERY,
)
"""Every type of the schema."""
check_complete(NAMED_TYPES)

STRUCTURAL = frozenset(t.name for t in NAMED_TYPES if isinstance(t, EnumType) and t.structural)
"""The enums whose values belong to the plan key."""


@dataclass(frozen=True, eq=False)
class OperationPlan:
    """The plan of an operation.

    Attributes:
        columns: of the row that the statement returns.
        value: the data of the response.
        introspected: fields that graphql-core executes.
        checks: parameters that must be valid even if the statement doesn't use them.
    """

    columns: Columns
    value: Object
    introspected: Sequence[FieldNode]
    checks: Sequence[Param]


def plan_operation(
    selector: Selector, selections: SelectionSetNode, *, reports_missing: bool = False
) -> OperationPlan:
    """Plan the root fields of an operation; a lookup that finds nothing may be an error.

    Raises:
        BadUserInput: if arguments exclude each other.
    """
    planner = Planner(selector, nodes.NODES, reports_missing=reports_missing)
    row = Row(planner, Columns())
    value = row.object(QUERY, [selections])
    return OperationPlan(row.columns, value, planner.introspected, planner.checks)
