"""A prepared plan, and the execution of one request by it: its statement and its response."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property

from graphql import DocumentNode, GraphQLSchema, execute_sync

from graph_service.compiler.cypher.statement import Statement, statement
from graph_service.compiler.fields.query import OperationPlan
from graph_service.compiler.ir.columns import Columns, Read, Rows
from graph_service.compiler.ir.origins import Variables, read
from graph_service.compiler.ir.reads import ByIds, ByKey, Param
from graph_service.compiler.limits.cost import Cost
from graph_service.compiler.shape.generated import GaveUp, generated_shaper
from graph_service.compiler.shape.shaper import Context, FieldError, Row, Shaper, shaper
from graph_service.errors import BadUserInput
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue
from graph_service.telemetry import Operation


class Prepared:
    """A plan with its statement and shaper, for all requests with the same plan key.

    Attributes:
        statement: reads the row.
        keyed: columns of nodes that were looked up by key; with the parameter, if by a list.
        introspection: the part that graphql-core executes, if any.
        cost: a formula over the variables of a request.
        operation: name and kind, for telemetry.
        checks: parameters that the statement doesn't use, but that must be valid.
    """

    def __init__(
        self,
        plan: OperationPlan,
        introspection: DocumentNode | None,
        cost: Cost,
        operation: Operation,
    ) -> None:
        self._plan = plan
        self.operation = operation
        self.statement = statement(plan.columns)
        names = {id(param): f"p{index}" for index, param in enumerate(self.statement.params)}
        self.keyed = [(i, names[id(p)] if p else None) for i, p in _keyed(plan.columns)]
        self.introspection = introspection
        self.cost = cost
        self.checks = [param for param in plan.checks if id(param) not in names]
        self._shape = shaper(plan.value, plan.columns)
        self._generated: Shaper | None = None
        self._used = False

    @cached_property
    def thorough(self) -> Statement:
        """The statement that also looks for former keys, which makes it slower."""
        return statement(self._plan.columns, former=True)

    def response(self, row: Row, context: Context) -> dict[str, Json]:
        """Shape a row into `data` and, if there are any, `errors`."""
        data: Json = None
        if self._used and self._generated is None:
            # Compiling takes as long as planning, so it waits for a second request.
            self._generated = generated_shaper(self._plan.value, self._plan.columns)
        if self._generated is not None:
            with suppress(GaveUp, FieldError):
                data = self._generated(row, context)
                if not context.caught:
                    return {"data": data}
            context.caught.clear()
        self._used = True
        try:
            data = self._shape(row, context)
        except FieldError as error:
            context.caught.append(error)
        return {"data": data} | ({"errors": context.errors} if context.caught else {})


def _keyed(columns: Columns) -> Iterator[tuple[int, Param | None]]:
    """Return the columns of nodes that may have former keys, with the parameter of a list."""
    for index, column in enumerate(columns.ordered):
        match column:
            case Rows(Read(source=ByKey(former=Param()))):
                yield index, None
            case Rows(Read(source=ByIds(ids=ids))):
                yield index, ids


class Execution:
    """One request: the statement to run, and the response for its row.

    Attributes:
        parameters: of the statement.
        cost: of this request.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        prepared: Prepared,
        variables: Variables,
        raw: Mapping[str, Json],
    ) -> None:
        """Read the parameters from the variables, which are also needed raw for introspection.

        Raises:
            BadUserInput: if an argument has an invalid value.
        """
        self._schema = schema
        self._prepared = prepared
        self._variables = variables
        self._raw = raw
        self.parameters = _parameters(prepared.statement, variables)
        for param in prepared.checks:
            _parameter(param, variables)
        self.cost = prepared.cost.of(variables)

    @property
    def introspects(self) -> bool:
        """Whether graphql-core executes a part of it, which takes CPU time."""
        return self._prepared.introspection is not None

    @property
    def operation(self) -> Operation:
        """The name and kind of the operation, for telemetry."""
        return self._prepared.operation

    @property
    def text(self) -> str:
        """The Cypher; "" if the request reads nothing."""
        return self._prepared.statement.text

    def thorough(self, row: Row) -> tuple[str, Mapping[str, StoredValue]] | None:
        """Return a statement that also looks for former keys, if the row lacks a requested node.

        Requests by former keys are so rare that the first statement doesn't look for them.
        """
        for index, name in self._prepared.keyed:
            found, requested = row[index], self.parameters[name] if name else [""]
            if (
                isinstance(found, list)
                and isinstance(requested, list)
                and len(found) < len(requested)
            ):
                statement = self._prepared.thorough
                return statement.text, _parameters(statement, self._variables)
        return None

    def response(self, row: Row) -> dict[str, Json]:
        """Return the response, with `data` and, if there are any, `errors`."""
        return self._prepared.response(row, Context(self._variables, self._introspected()))

    def _introspected(self) -> Mapping[str, Json]:
        document = self._prepared.introspection
        if document is None:
            return {}
        result = execute_sync(self._schema, document, variable_values=dict(self._raw))
        return result.data or {}


def _parameters(statement: Statement, variables: Variables) -> Mapping[str, StoredValue]:
    return {f"p{i}": _parameter(param, variables) for i, param in enumerate(statement.params)}


def _parameter(param: Param, variables: Variables) -> StoredValue:
    try:
        return param.encode(read(param.origin, variables))
    except ValueError as error:
        raise BadUserInput(f"{param.argument}: {error}.", argument=param.argument) from None
