"""Runs the stages of one operation, with caches of documents and plans between them."""

from __future__ import annotations

import sys
from collections.abc import Container, Mapping
from dataclasses import replace

from graphql import (
    DocumentNode,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
)

from graph_service.compiler.execution import Execution, Prepared
from graph_service.compiler.fields.lookups import REPORT_NOT_FOUND
from graph_service.compiler.fields.query import STRUCTURAL, plan_operation
from graph_service.compiler.ir.origins import Variables
from graph_service.compiler.language.documents import Document, Documents
from graph_service.compiler.language.select import Selector, language_of_operation
from graph_service.compiler.language.variables import VariableReader
from graph_service.compiler.limits.cost import IntrospectionCost, cost_of
from graph_service.compiler.limits.size import check_variables
from graph_service.compiler.lru import LRU
from graph_service.errors import Limit, LimitExceeded
from graph_service.model.json import Json
from graph_service.settings import DEFAULT_LIMITS, FULL_DISCLOSURE, Disclosure, OperationLimits
from graph_service.telemetry import Operation

CACHE_BYTES = 64 * 1024 * 1024
"""Memory for cached documents and plans together."""
_PLAN_BYTES = 20_000
"""Memory of a plan without its statement; measured, rounded up."""
_CHARACTER_BYTES = 60
"""Memory of a plan for each character of its statement; measured, rounded up."""
_QUICK_VALUES = 300
"""This many values of variables are coerced in a few milliseconds."""
_COST = Limit(
    "cost",
    "The operation costs {found}",
    "use shorter pages in nested lists, fewer counts, facets and conditions, or several requests",
)


class Compiler:
    """Compiles requests; one per schema, shared by all requests.

    Attributes:
        limits: of each operation.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: OperationLimits = DEFAULT_LIMITS,
        cache_bytes: int = CACHE_BYTES,
        disclosure: Disclosure = FULL_DISCLOSURE,
        valid: Container[str] = (),
    ) -> None:
        """Set up caches, of which documents and plans together may take `cache_bytes`.

        The `valid` documents are not validated, which takes as long as all else.
        """
        self._schema = schema
        self.limits = limits
        self._documents = Documents(schema, limits, disclosure, cache_bytes // 2, valid)
        self._variables = VariableReader(schema, STRUCTURAL, hides=not disclosure.suggestions)
        self._plans = LRU[tuple[str, str | None, str], Prepared](cache_bytes // 2)
        self._introspection = IntrospectionCost(schema)

    def check(self, text: str) -> None:
        """Check a document without variables, as before it is persisted.

        Raises:
            OperationInvalid: if it breaks GraphQL's rules.
            LimitExceeded: if it exceeds a limit that doesn't depend on variables.
        """
        try:
            self._documents.read(text)
        except RecursionError:
            raise LimitExceeded("The operation is nested too deep.") from None

    def samples(self, text: str) -> list[tuple[str | None, Mapping[str, Json]]]:
        """Return the operations of a document by name, each with values for required variables.

        Raises:
            OperationInvalid: if it breaks GraphQL's rules.
            LimitExceeded: if it exceeds a limit that doesn't depend on variables.
        """
        operations = self._documents.read(text).operations
        return [
            (name or None, self._variables.samples(operation))
            for name, operation in operations.items()
        ]

    def execution(
        self,
        text: str,
        variables: Mapping[str, Json] | None = None,
        operation_name: str | None = None,
        *,
        is_kept: bool = True,
    ) -> Execution:
        """Compile a request; `is_kept`: whether its plan goes to the cache.

        Raises:
            OperationInvalid: if the text or the variables break GraphQL's rules.
            BadUserInput: if an argument has an invalid value.
            LimitExceeded: if the request exceeds a limit.
        """
        try:
            document = self._documents.read(text)
            execution = self._execution(
                document, text, variables or {}, operation_name, prepare=True, is_kept=is_kept
            )
        except RecursionError:
            raise LimitExceeded("The operation is nested too deep.") from None
        if execution is None:
            raise TypeError("no execution was prepared")
        return execution

    def cached_execution(
        self,
        text: str,
        variables: Mapping[str, Json] | None = None,
        operation_name: str | None = None,
    ) -> Execution | None:
        """Compile a request whose document and plan are cached; None if that takes longer."""
        document = self._documents.cached(text)
        if document is None:
            return None
        return self._execution(document, text, variables or {}, operation_name, prepare=False)

    def _execution(
        self,
        document: Document,
        text: str,
        raw: Mapping[str, Json],
        operation_name: str | None,
        *,
        prepare: bool,
        is_kept: bool = True,
    ) -> Execution | None:
        operation = self._documents.operation(document, operation_name)
        names = [d.variable.name.value for d in operation.variable_definitions or ()]
        values = [raw[name] for name in names if name in raw]
        count = check_variables(values, document.tokens, self.limits) if values else 0
        if count > _QUICK_VALUES and not prepare:
            return None
        coerced = self._variables.coerced(operation, raw)
        key = (text, operation_name, self._variables.plan_key(operation, coerced))
        prepared = self._plans.get(key)
        if prepared is None:
            if not prepare:
                return None
            prepared = self._prepare(document, operation, coerced)
            if is_kept:
                size = _PLAN_BYTES + _CHARACTER_BYTES * sum(
                    len(s.text) for s in prepared.statements
                )
                self._plans.add(key, prepared, size + sum(map(sys.getsizeof, key)))
        execution = Execution(self._schema, prepared, coerced, raw)
        _COST.check(execution.cost, self.limits.max_cost)
        return execution

    def _prepare(
        self, document: Document, operation: OperationDefinitionNode, variables: Variables
    ) -> Prepared:
        preferred = language_of_operation(operation, variables)
        selector = Selector(
            self._schema, document.fragments, variables, self.limits, STRUCTURAL, preferred
        )
        directives = {directive.name.value for directive in operation.directives or ()}
        plan = plan_operation(
            selector,
            operation.selection_set,
            reports_missing=REPORT_NOT_FOUND.name in directives,
        )
        introspection, cost = None, cost_of(plan.columns, plan.value)
        if plan.introspected:
            selections = SelectionSetNode(selections=tuple(plan.introspected))
            introspection = _with_root_fields(document, operation, selections)
            introspected = self._introspection.of(selections, document.fragments)
            cost = replace(cost, fixed=cost.fixed + introspected)
        name = operation.name.value if operation.name else ""
        described = Operation(name, operation.operation.value)
        return Prepared(plan, introspection, cost, described, preferred)


def _with_root_fields(
    document: Document, operation: OperationDefinitionNode, selections: SelectionSetNode
) -> DocumentNode:
    root = OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=operation.variable_definitions,
        directives=operation.directives,
        selection_set=selections,
    )
    return DocumentNode(definitions=(root, *document.fragments.values()))
