"""All stages of one operation, with the caches between them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace

from graphql import (
    DocumentNode,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
)

from graph_service.compiler.execution import Execution, Prepared
from graph_service.compiler.fields.query import STRUCTURAL, plan_operation
from graph_service.compiler.ir.origins import Variables
from graph_service.compiler.language.documents import Document, Documents
from graph_service.compiler.language.select import Selector
from graph_service.compiler.limits.cost import cost_of
from graph_service.compiler.limits.introspection import IntrospectionCost
from graph_service.compiler.lru import LRU
from graph_service.errors import LimitExceeded, exceeded
from graph_service.model.json import Json
from graph_service.settings import DEFAULT_LIMITS, FULL_DISCLOSURE, Disclosure, OperationLimits
from graph_service.telemetry import Operation

CACHE_BYTES = 64 * 1024 * 1024
"""How much texts and plans may take together."""
_PLAN_BYTES = 20_000
_CHARACTER_BYTES = 60
"""Memory that a plan takes, and for each character of its statement; measured, rounded up."""
_FEW_VALUES = 300
"""So many values of variables are coerced in a few milliseconds."""


class Compiler:
    """Makes executions of operations; one for a schema, used by all requests.

    Attributes:
        limits: what is held against an operation.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: OperationLimits = DEFAULT_LIMITS,
        cache_bytes: int = CACHE_BYTES,
        disclosure: Disclosure = FULL_DISCLOSURE,
    ) -> None:
        """Take the schema, the limits, and how many bytes of texts and plans to keep.

        `disclosure` says what of the schema is told to who doesn't know it.
        """
        self._schema = schema
        self.limits = limits
        self._documents = Documents(schema, limits, disclosure, cache_bytes // 2, STRUCTURAL)
        self._plans = LRU[tuple[str, str | None, str], Prepared](cache_bytes // 2)
        self._introspection = IntrospectionCost(schema)

    def check(self, text: str) -> None:
        """Check a text by all that doesn't hang on variables.

        Raises:
            OperationInvalid: when it breaks GraphQL's rules.
            LimitExceeded: when it exceeds a limit of any request.
        """
        try:
            self._documents.read(text)
        except RecursionError:
            raise LimitExceeded("The operation is nested too deep to be read.") from None

    def execution(
        self,
        text: str,
        variables: Mapping[str, Json] | None = None,
        operation_name: str | None = None,
    ) -> Execution:
        """Compile a request.

        Raises:
            OperationInvalid: when the text or the variables break GraphQL's rules.
            BadUserInput: when an argument's value can't be used.
            LimitExceeded: when it exceeds a limit.
        """
        try:
            document = self._documents.read(text)
            execution = self._execution(
                document, text, variables or {}, operation_name, prepare=True
            )
        except RecursionError:
            raise LimitExceeded("The operation is nested too deep to be read.") from None
        if execution is None:
            raise TypeError("nothing was prepared")
        return execution

    def ready(
        self,
        text: str,
        variables: Mapping[str, Json] | None = None,
        operation_name: str | None = None,
    ) -> Execution | None:
        """Compile a request as `execution` does, if next to nothing is left to be done.

        None says that it would take a while.
        """
        document = self._documents.kept(text)
        if document is None:
            return None
        return self._execution(document, text, variables or {}, operation_name, prepare=False)

    def _execution(
        self,
        document: Document,
        text: str,
        given: Mapping[str, Json],
        operation_name: str | None,
        *,
        prepare: bool,
    ) -> Execution | None:
        operation = self._documents.operation(document, operation_name)
        values = self._documents.count_values(document, operation, given)
        if values > _FEW_VALUES and not prepare:
            return None
        coerced = self._documents.variables(operation, given)
        key = (text, operation_name, self._documents.shape(document, operation, coerced))
        prepared = self._plans.get(key)
        if prepared is None:
            if not prepare:
                return None
            prepared = self._prepare(document, operation, coerced)
            size = _PLAN_BYTES + _CHARACTER_BYTES * len(prepared.statement.text)
            self._plans.add(key, prepared, size + sum(map(sys.getsizeof, key)))
        execution = Execution(self._schema, prepared, coerced, given)
        if execution.cost > self.limits.max_cost:
            raise exceeded(
                "cost",
                execution.cost,
                self.limits.max_cost,
                message="The operation costs {found}, and may cost {allowed}",
                remedy="ask for shorter pages where lists are in lists, for fewer counts, facets"
                " and conditions, or in several requests",
            )
        return execution

    def _prepare(
        self, document: Document, operation: OperationDefinitionNode, variables: Variables
    ) -> Prepared:
        selector = Selector(self._schema, document.fragments, variables, self.limits, STRUCTURAL)
        plan = plan_operation(selector, operation.selection_set)
        introspection, cost = None, cost_of(plan.columns, plan.value)
        if plan.introspected:
            selections = SelectionSetNode(selections=tuple(plan.introspected))
            introspection = _only(document, operation, selections)
            asked = self._introspection.of(selections, document.fragments)
            cost = replace(cost, fixed=cost.fixed + asked)
        name = operation.name.value if operation.name else ""
        return Prepared(plan, introspection, cost, Operation(name, operation.operation.value))


def _only(
    document: Document, operation: OperationDefinitionNode, selections: SelectionSetNode
) -> DocumentNode:
    """Return the document with these root fields alone."""
    kept = OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=operation.variable_definitions,
        directives=operation.directives,
        selection_set=selections,
    )
    return DocumentNode(definitions=(kept, *document.fragments.values()))
