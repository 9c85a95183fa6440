"""A plan that is ready, and one request by it: what to send to the database, what to answer."""

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
from graph_service.compiler.shape.generated import GaveUp, fast_shaper
from graph_service.compiler.shape.shaper import Context, FieldError, Row, Shaper, shaper
from graph_service.errors import BadUserInput
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue
from graph_service.telemetry import Operation


class Prepared:
    """A plan that is ready to serve every operation of its shape.

    Attributes:
        statement: what it reads by.
        keyed: where the row has nodes looked up by key; and the parameter, if by several keys.
        introspection: what graphql-core answers; None where it is nothing.
        cost: of a request.
        operation: whose plan it is.
        checks: parameters that must be right though the statement doesn't need them.
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
        self._fast: Shaper | None = None
        self._used = False

    @cached_property
    def thorough(self) -> Statement:
        """The statement that looks for former keys, too; the usual one is faster without."""
        return statement(self._plan.columns, former=True)

    def response(self, row: Row, context: Context) -> dict[str, Json]:
        """Shape a row: `data` and, where there are any, `errors`."""
        data: Json = None
        if self._used and self._fast is None:
            # Compiling takes as long as planning, so it is done for the second request.
            self._fast = fast_shaper(self._plan.value, self._plan.columns)
        if self._fast is not None:
            with suppress(GaveUp, FieldError):
                data = self._fast(row, context)
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
    """Return the columns of nodes that may have former keys, and the parameter if it is a list."""
    for index, column in enumerate(columns.ordered):
        match column:
            case Rows(Read(source=ByKey(former=Param()))):
                yield index, None
            case Rows(Read(source=ByIds(ids=ids))):
                yield index, ids


class Execution:
    """One request: the statement that it needs, and the response when its row is there.

    Attributes:
        parameters: of the statement.
        cost: what it costs to be answered.
    """

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
        self.parameters = _parameters(prepared.statement, variables)
        for param in prepared.checks:
            _parameter(param, variables)
        self.cost = prepared.cost.of(variables)

    @property
    def introspects(self) -> bool:
        """Whether a part of it is answered from the schema, which takes a processor's time."""
        return self._prepared.introspection is not None

    @property
    def operation(self) -> Operation:
        """What is executed."""
        return self._prepared.operation

    @property
    def text(self) -> str:
        """The Cypher; "" when nothing is to be read."""
        return self._prepared.statement.text

    def thorough(self, row: Row) -> tuple[str, Mapping[str, StoredValue]] | None:
        """Return the Cypher that reads the row again, and its parameters, if the row lacks a node.

        It may have changed its key; so few ask by a former one that the usual statement leaves
        them out.
        """
        for index, name in self._prepared.keyed:
            found, wanted = row[index], self.parameters[name] if name else [""]
            if isinstance(found, list) and isinstance(wanted, list) and len(found) < len(wanted):
                statement = self._prepared.thorough
                return statement.text, _parameters(statement, self._variables)
        return None

    def response(self, row: Row) -> dict[str, Json]:
        """Return the response, with `data` and, where there are any, `errors`."""
        return self._prepared.response(row, Context(self._variables, self._introspected()))

    def _introspected(self) -> Mapping[str, Json]:
        document = self._prepared.introspection
        if document is None:
            return {}
        result = execute_sync(self._schema, document, variable_values=dict(self._given))
        return result.data or {}


def _parameters(statement: Statement, variables: Variables) -> Mapping[str, StoredValue]:
    return {f"p{i}": _parameter(param, variables) for i, param in enumerate(statement.params)}


def _parameter(param: Param, variables: Variables) -> StoredValue:
    try:
        return param.encode(read(param.origin, variables))
    except ValueError as error:
        raise BadUserInput(f"{param.argument}: {error}.", argument=param.argument) from None
