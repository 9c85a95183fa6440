"""A prepared plan, and the execution of one request by it: its statements and its response."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple, TypeAlias

from graphql import DocumentNode, GraphQLSchema, execute_sync

from graph_service.compiler.cypher.alternatives import MAX_IDS, Split, found_by, shared, split
from graph_service.compiler.cypher.statement import Statement, statement
from graph_service.compiler.fields.query import OperationPlan
from graph_service.compiler.ir.columns import LANGUAGE_PARAMETER, Columns, Read, Rows, cited_sources
from graph_service.compiler.ir.origins import Variables
from graph_service.compiler.ir.sources import ByIds, ByKey, Param
from graph_service.compiler.limits.cost import Cost, planning, used_cost
from graph_service.compiler.searches import Searches, parameter
from graph_service.compiler.shape.generated import GaveUp, Shaper, generated_shaper
from graph_service.compiler.shape.shaper import (
    Context,
    FieldError,
    Row,
    end_places,
    shaped,
    with_ends,
    with_sources,
)
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue, suffix
from graph_service.telemetry import Operation

MAX_SHARED_COST = 500
"""Most cost of the rows of a request that shares a statement: for large answers, Neo4j's work is
what takes time, and one transaction does it in one thread."""

StatementParameters: TypeAlias = Mapping[str, Sequence[object]]


class Step(NamedTuple):
    """A statement that returns a row, and its parameters."""

    text: str
    parameters: StatementParameters


class Prepared:
    """A plan with its statement and shaper, for all requests with the same plan key.

    Attributes:
        split: the statements that read the row together, if filters are planned apart.
        searches: those that are made before the statements.
        keyed: columns of nodes that were looked up by key; with the parameter, if by a list.
        ends: the places of the ends of pairs, which rows have only as keys at first.
        cited: the sources of edges, which rows have only as slugs at first.
        introspection: the part that graphql-core executes, if any.
        cost: a formula over the variables of a request.
        operation: name and kind, for telemetry.
        checks: parameters that the statements don't use, but that must be valid.
        language: that of the operation as a parameter of its statements, by name; empty without it.
    """

    def __init__(
        self,
        plan: OperationPlan,
        introspection: DocumentNode | None,
        cost: Cost,
        operation: Operation,
        language: str | None = None,
    ) -> None:
        self.plan = plan
        self.language = {LANGUAGE_PARAMETER: suffix(language.lower())} if language else {}
        self.operation = operation
        self.split = split(plan.columns)
        self.keyed = list(_keyed(plan.columns))
        self.ends = end_places(plan.columns)
        self.cited = cited_sources(plan.columns)
        self.introspection = introspection
        self.cost = cost
        self.searches = Searches(self.statements)
        used = {id(param) for statement in self.statements for param in statement.params}
        self.checks = [param for param in plan.checks if id(param) not in used]
        self._generated: Shaper | None = None
        self._used = False

    @cached_property
    def single(self) -> Statement:
        """The statement that reads the row by itself."""
        return statement(self.plan.columns)

    @property
    def statements(self) -> Sequence[Statement]:
        """The statements that are run first."""
        if self.split is None:
            return (self.single,)
        return [*(ids for lists in self.split.lists for ids in lists), self.split.rest]

    @cached_property
    def most_to_share(self) -> int:
        """The highest cost of a request that shares the statements; 0 if none does."""
        source = found_by(self.plan.columns)
        if source is None:
            return 0
        return planning(self.plan.columns, self.plan.value) + source.weight + MAX_SHARED_COST

    @cached_property
    def looked_up(self) -> Columns:
        """The columns of nodes that were looked up by key."""
        columns = Columns()
        for index, _ in self.keyed:
            columns.add(self.plan.columns.ordered[index])
        return columns

    @cached_property
    def thorough(self) -> Statement:
        """The statement that looks them up by former keys, too, which makes it slower."""
        return statement(self.looked_up, former=True)

    def response(self, row: Row, context: Context) -> dict[str, Json]:
        """Shape a row into `data` and, if there are any, `errors`."""
        if self._used and self._generated is None:
            # Compiling takes as long as planning, so it waits for a second request.
            self._generated = generated_shaper(self.plan.value, self.plan.columns)
        self._used = True
        if self._generated is not None:
            with suppress(GaveUp):
                return {"data": self._generated(row, context)}
        data: Json = None
        try:
            data = shaped(self.plan.value, self.plan.columns, row, context)
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
    """One request: the statements to run, and the response for its row.

    Attributes:
        cost: of this request.
        texts: the statements that are run first; empty if the request reads nothing.
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
        statements = prepared.statements
        texts = [*prepared.searches.texts, *(statement.text for statement in statements)]
        self.texts = [text for text in texts if text]
        self._values = [self._read(statement, variables) for statement in statements]
        prepared.searches.check(variables)
        for param in prepared.checks:
            parameter(param, variables)
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
        """The single statement that reads the row; "" if the request reads nothing."""
        return self._prepared.single.text

    @property
    def parameters(self) -> StatementParameters:
        """The parameters of the single statement: `p`, a list; maybe the language."""
        return self._named(self._read(self._prepared.single, self._variables))

    def steps(self) -> Generator[Step, Row, Row]:
        """Yield the statements to run, in one state of the graph; receive the row of each.

        Returns:
            The row of the request.
        """
        row = None
        variables = yield from self._searched()
        if self._prepared.split is not None:
            row = yield from self._apart(self._prepared.split, variables)
        if row is None:
            row = yield self._step(self._prepared.single, variables)
        is_lacking = self._lacks_nodes(row)
        whole = [*with_sources(self._prepared.cited, with_ends(self._prepared.ends, row))]
        if is_lacking:
            # Requests by former keys are so rare that the first statement doesn't look for them.
            columns = self._prepared.looked_up
            row = yield self._step(self._prepared.thorough, variables)
            found = with_sources(cited_sources(columns), with_ends(end_places(columns), row))
            for place, (index, _) in enumerate(self._prepared.keyed):
                whole[index] = found[place]
        return whole

    @property
    def can_share(self) -> bool:
        """Whether it may be read `together` with others of its kind."""
        return self.cost <= self._prepared.most_to_share

    def _searched(self) -> Generator[Step, Row, Variables]:
        """Yield the statements of searches; return the variables with the results."""
        steps = self._prepared.searches.steps(self._variables)
        try:
            text, values = next(steps)
            while True:
                text, values = steps.send((yield Step(text, {"p": values})))
        except StopIteration as end:
            found: Variables = end.value
            return found

    def _step(self, statement: Statement, variables: Variables) -> Step:
        return Step(statement.text, self._named(self._read(statement, variables)))

    def _apart(self, parts: Split, variables: Variables) -> Generator[Step, Row, Row | None]:
        """Yield the statements of a split; return the row, None if a list is too long for it."""
        *values, others = [self._read(each, variables) for each in self._prepared.statements]
        remaining = iter(values)
        lists: list[list[Row]] = []
        for statements in parts.lists:
            lists.append([])
            for listing in statements:
                ids = yield Step(listing.text, self._named(next(remaining)))
                if len(ids) > MAX_IDS:
                    return None
                lists[-1].append(ids)
        row = yield Step(parts.rest.text, self._named([*lists, *others]))
        return [row[place] for place in parts.places]

    def _lacks_nodes(self, row: Row) -> bool:
        """Whether a requested node was not found by its key."""
        for index, keys in self._prepared.keyed:
            found = row[index]
            requested = [""] if keys is None else parameter(keys, self._variables)
            if (
                isinstance(found, list)
                and isinstance(requested, list)
                and len(found) < len(requested)
            ):
                return True
        return False

    def _named(self, values: Sequence[object]) -> StatementParameters:
        return {"p": values, **self._prepared.language}

    def _read(self, statement: Statement, variables: Variables) -> Sequence[StoredValue]:
        return [parameter(param, variables) for param in statement.params]

    def used_cost(self, row: Row) -> int:
        """Return the cost of the rows that were read, at most `cost`."""
        plan = self._prepared.plan
        return used_cost(plan.columns, plan.value, row, self._variables)

    def response(self, row: Row) -> dict[str, Json]:
        """Return the response, with `data` and, if there are any, `errors`."""
        return self._prepared.response(row, Context(self._variables, self._introspected()))

    def _introspected(self) -> Mapping[str, Json]:
        document = self._prepared.introspection
        if document is None:
            return {}
        result = execute_sync(self._schema, document, variable_values=dict(self._raw))
        return result.data or {}


def together(executions: Sequence[Execution]) -> Generator[Step, Row, list[Row]]:
    """Yield the statements of several requests, which share them; receive the row of each.

    Returns:
        The row of each request.
    """
    rows: list[Row] = [[]] * len(executions)
    waiting = {n: (steps, next(steps)) for n, steps in enumerate(e.steps() for e in executions)}
    last = executions[0].texts[-1]
    while waiting:
        # Requests wait for those that take more searches, to share the last statement with them.
        _, step = min(waiting.values(), key=lambda of: of[1].text == last)
        common = _common(step)
        sharing = [n for n, (_, other) in waiting.items() if _common(other) == common]
        found = yield _shared_step([waiting[n][1] for n in sharing])
        for n, row in zip(sharing, found if len(sharing) > 1 else [found], strict=True):
            steps, _ = waiting.pop(n)
            try:
                waiting[n] = steps, steps.send(row if isinstance(row, list) else [])
            except StopIteration as end:
                rows[n] = end.value
    return rows


def _common(step: Step) -> Step:
    """Return what steps have in common if they can share a statement: all but the first value."""
    return Step(step.text, {**step.parameters, "p": step.parameters["p"][1:]})


def _shared_step(steps: Sequence[Step]) -> Step:
    """Return the step for several ones, or for one, for which Neo4j plans no other statement."""
    first, *others = steps
    if not others:
        return first
    keys = [step.parameters["p"][0] for step in steps]
    return Step(shared(first.text), {**first.parameters, "p": [keys, *first.parameters["p"][1:]]})
