"""All stages of one operation, with the caches between them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    execute_sync,
)

from graph_service.compiler.arguments import Variables, read
from graph_service.compiler.cypher import Statement, statement
from graph_service.compiler.documents import Document, Documents
from graph_service.compiler.plan.reads import Param
from graph_service.compiler.plan.roots import plan_operation
from graph_service.compiler.select import Selector
from graph_service.compiler.shape import Context, FieldError, Row, Shaper, shaper
from graph_service.errors import BadUserInput, LimitExceeded
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue

CACHED_PLANS = 1024
"""How many plans are kept."""


@dataclass(frozen=True)
class Prepared:
    """A plan that is ready to serve every operation of its shape."""

    statement: Statement
    shape: Shaper
    introspection: DocumentNode | None
    checks: Sequence[Param]


class Execution:
    """One request: the statement that it needs, and the response when its row is there."""

    def __init__(
        self,
        schema: GraphQLSchema,
        prepared: Prepared,
        variables: Variables,
        given: Mapping[str, Json],
    ) -> None:
        """Take the plan and the request's variables, coerced and as given.

        Raises:
            BadUserInput: when an argument's value can't be used.
        """
        self._schema = schema
        self._prepared = prepared
        self._variables = variables
        self._given = given
        self.parameters = {
            f"p{index}": _parameter(param, variables)
            for index, param in enumerate(prepared.statement.params)
        }
        for param in prepared.checks:
            _parameter(param, variables)

    @property
    def text(self) -> str:
        """The Cypher; "" when nothing is to be read."""
        return self._prepared.statement.text

    def response(self, row: Row) -> dict[str, Json]:
        """Give the response, with `data` and, where there are any, `errors`."""
        context = Context(self._variables, self._introspected())
        data: Json = None
        try:
            data = self._prepared.shape(row, context)
        except FieldError as error:
            context.add(error)
        return {"data": data} | ({"errors": context.errors} if context.errors else {})

    def _introspected(self) -> Mapping[str, Json]:
        document = self._prepared.introspection
        if document is None:
            return {}
        result = execute_sync(self._schema, document, variable_values=dict(self._given))
        return result.data or {}


def _parameter(param: Param, variables: Variables) -> StoredValue:
    try:
        return param.encode(read(param.origin, variables))
    except ValueError as error:
        raise BadUserInput(f"{param.argument}: {error}.", argument=param.argument) from None


class Compiler:
    """Makes executions of operations; one for a schema, used by all requests."""

    def __init__(self, schema: GraphQLSchema) -> None:
        """Take the schema."""
        self._schema = schema
        self._documents = Documents(schema)
        self._plans: OrderedDict[tuple[str, str | None, str], Prepared] = OrderedDict()
        self._lock = Lock()

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
        written = statement(plan.columns)
        sent = {id(param) for param in written.params}
        checks = [param for param in plan.checks if id(param) not in sent]
        return Prepared(written, shaper(plan.value, plan.columns), introspection, checks)


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
