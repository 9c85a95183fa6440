"""Compares the service's answer with the reference's, for an operation written in three ways."""

import asyncio
import json
import re
from collections.abc import Mapping
from random import Random
from typing import Any

from graph_service.api.engine import Engine
from graph_service.api.responses import Result
from graph_service.api.shared_reads import CONCURRENCY
from graph_service.compiler.execution import Execution
from graph_service.model.indexes import constraint_statements
from graph_service.model.json import Json
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.api_schema import api_schema
from tests.limits import WIDE

from .coverage import Coverage
from .cursors import CursorBook
from .graph import Graph
from .operations.documents import Operation
from .operations.variants import shuffled, with_variables
from .reference.executor import SCHEMA, Expected, Reference

RANGED = {
    name
    for statement in constraint_statements().values()
    for name in re.findall(r"(?:RANGE INDEX|CONSTRAINT) .*\bn\.(\w+)", statement)
}
"""Properties with a RANGE index: Neo4j 2026.08 sometimes plans CONTAINS on it, and fails."""


class Mismatch(AssertionError):
    """The service's answer differs from the expected one."""


class Service:
    """The service's engine over a database, with synchronous methods."""

    def __init__(self, runner: asyncio.Runner, database: Database) -> None:
        self._runner = runner
        self._reader = Reader(database, deadline=60)  # answers are judged, not times
        self._engine = Engine(api_schema(), self._reader, limits=WIDE)

    def answer(self, operation: Operation) -> Result:
        return self._runner.run(
            self._engine.answer(operation.text, operation.variables, operation.name)
        )

    def shared_answers(self, operation: Operation) -> list[Result]:
        """Send an operation several times at once, if such requests share a statement."""
        if not self._execution(operation).can_share:
            return []
        return self._runner.run(self._at_once(operation, CONCURRENCY + 2))

    async def _at_once(self, operation: Operation, times: int) -> list[Result]:
        parts = operation.text, operation.variables, operation.name
        return await asyncio.gather(*(self._engine.answer(*parts) for _ in range(times)))

    def data(self, text: str, variables: Mapping[str, Json]) -> Any:
        """Run an operation that must succeed, and return its data."""
        body: Any = self.answer(Operation(text, variables, None)).body
        if "errors" in body:
            raise Mismatch(f"{text}\n{body}")
        return body["data"]

    def _execution(self, operation: Operation) -> Execution:
        return self._engine._compiler.execution(operation.text, operation.variables, operation.name)

    def statement(self, operation: Operation) -> str:
        """Return the Cypher of an operation: in a single statement, and in those that are run."""
        execution = self._execution(operation)
        return "\n\n".join([execution.text, *sorted({*execution.texts})])


class Trial:
    """Checks operations on one graph."""

    def __init__(self, service: Service, graph: Graph, coverage: Coverage) -> None:
        self._service = service
        self.graph = graph
        self._coverage = coverage
        self.cursors = CursorBook(graph, service.data)
        self._reference = Reference(graph, self.cursors)

    def check_answer(self, operation: Operation) -> None:
        """Compare the answer to a valid operation.

        Raises:
            Mismatch: as `check` does.
        """
        expected = self._reference.answer(operation.text, operation.variables, operation.name)
        self._same(
            operation, "answer", _text(expected.body), _text(self._service.answer(operation).body)
        )

    def check(self, operation: Operation) -> None:
        """Compare the answers to an operation and to its variants.

        Raises:
            Mismatch: with the operation, the graph's seed, and both answers.
        """
        expected = self._reference.answer(operation.text, operation.variables, operation.name)
        result = self._service.answer(operation)
        self._coverage.count(operation, result.body)
        if expected.body is None:
            self._check_refused(operation, expected, result)
            return
        self._same(operation, "answer", _text(expected.body), _text(result.body))
        # From the second time on, a generated shaper builds the response.
        again = self._service.answer(operation).body
        self._same(operation, "second answer", _text(expected.body), _text(again))
        for shared in self._service.shared_answers(operation):
            self._same(operation, "shared answer", _text(expected.body), _text(shared.body))
        # Seeded by the text, so that hypothesis can reproduce the variants of an operation.
        chance = Random(operation.text)
        other = with_variables(SCHEMA, operation, chance)
        self._same(
            other, "answer with variables", _text(expected.body),
            _text(self._service.answer(other).body),
        )  # fmt: skip
        mixed = shuffled(other if chance.random() < 0.5 else operation, chance)
        body = self._service.answer(mixed.operation).body
        self._same(
            mixed.operation, "answer shuffled", _sorted(expected.body.get("data")),
            _sorted(mixed.back(body.get("data"))),
        )  # fmt: skip
        statement = self._service.statement(operation)
        refused = sorted(RANGED.intersection(re.findall(r"\.(\w+) CONTAINS", statement)))
        self._same(operation, f"use of CONTAINS in\n{statement}\n", "[]", str(refused))
        for variant in (other, mixed.operation):
            self._same(
                operation, f"statement of\n{variant}\n", statement,
                self._service.statement(variant),
            )  # fmt: skip

    def _check_refused(self, operation: Operation, expected: Expected, result: Result) -> None:
        """Check that the operation was rejected for one of the expected reasons."""
        errors: Any = result.body.get("errors", [])
        found = {
            (error["extensions"]["code"], error["extensions"].get("argument")) for error in errors
        }
        refused = result.status == 400 and "data" not in result.body
        if not refused or not found <= expected.refusals:
            wanted = f"one of {sorted(expected.refusals, key=str)}"
            self._same(operation, "refusal", wanted, _text(result.body))

    def _same(self, operation: Operation, what: str, wanted: str, found: str) -> None:
        if wanted != found:
            raise Mismatch(
                f"Unexpected {what}. Graph {self.graph.seed}, operation:\n{operation}\n\n"
                f"expected: {wanted}\n\nanswered: {found}"
            )


def _text(body: Any) -> str:
    """Return an answer as JSON, in the order of its keys.

    Without the errors about keys in conditions, which have lists as data: the reference doesn't
    look for them.
    """
    if isinstance(body, dict) and "errors" in body:
        errors = [error for error in body["errors"] if not _is_of_a_list(body.get("data"), error)]
        body = {**body, "errors": errors} if errors else {"data": body["data"]}
    return json.dumps(body, ensure_ascii=False)


def _is_of_a_list(data: Any, error: Any) -> bool:
    for step in error.get("path", ()):
        data = None if data is None else data[step]
    return isinstance(data, dict) and error["extensions"]["code"] == "NOT_FOUND"


def _sorted(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
