"""All stages of one operation, with the caches between them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
)

from graph_service.compiler.arguments import Variables
from graph_service.compiler.documents import Document, Documents
from graph_service.compiler.execution import Execution, Prepared
from graph_service.compiler.plan.roots import plan_operation
from graph_service.compiler.select import Selector
from graph_service.errors import LimitExceeded
from graph_service.model.json import Json
from graph_service.settings import ALL_TOLD, Disclosure

CACHED_PLANS = 1024
"""How many plans are kept."""


class Compiler:
    """Makes executions of operations; one for a schema, used by all requests."""

    def __init__(self, schema: GraphQLSchema, disclosure: Disclosure = ALL_TOLD) -> None:
        """Take the schema, and what of it is told to who doesn't know it."""
        self._schema = schema
        self._documents = Documents(schema, disclosure)
        self._plans: OrderedDict[tuple[str, str | None, str], Prepared] = OrderedDict()
        self._lock = Lock()

    def check(self, text: str) -> None:
        """Check a text by all that doesn't hang on variables.

        Raises:
            OperationInvalid: when it breaks GraphQL's rules.
            LimitExceeded: when it asks for more than any request may.
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
            LimitExceeded: when it is nested too deep.
        """
        try:
            return self._execution(text, variables or {}, operation_name)
        except RecursionError:
            raise LimitExceeded("The operation is nested too deep to be read.") from None

    def _execution(
        self, text: str, given: Mapping[str, Json], operation_name: str | None
    ) -> Execution:
        document = self._documents.read(text)
        operation = self._documents.operation(document, operation_name)
        coerced = self._documents.variables(operation, given)
        shape = self._documents.shape(document, operation, coerced)
        key = (text, operation_name, shape)
        with self._lock:
            prepared = self._plans.get(key)
            if prepared is not None:
                self._plans.move_to_end(key)
        if prepared is None:
            prepared = self._prepare(document, operation, coerced)
            with self._lock:
                self._plans[key] = prepared
                while len(self._plans) > CACHED_PLANS:
                    self._plans.popitem(last=False)
        return Execution(self._schema, prepared, coerced, given)

    def _prepare(
        self, document: Document, operation: OperationDefinitionNode, variables: Variables
    ) -> Prepared:
        selector = Selector(self._schema, document.fragments, variables)
        query = self._schema.query_type
        if query is None:
            raise TypeError("the schema has no queries")
        plan = plan_operation(selector, query.name, operation.selection_set)
        introspection = None
        if plan.introspected:
            introspection = _only(document, operation, plan.introspected)
        return Prepared(plan, introspection)


def _only(
    document: Document, operation: OperationDefinitionNode, fields: Sequence[FieldNode]
) -> DocumentNode:
    """Give the document with these root fields alone."""
    selections = SelectionSetNode(selections=tuple(fields))
    kept = OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=operation.variable_definitions,
        directives=operation.directives,
        selection_set=selections,
    )
    return DocumentNode(definitions=(kept, *document.fragments.values()))
