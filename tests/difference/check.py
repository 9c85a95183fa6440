"""One operation: the service's answer against the reference's, written in three ways."""

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from graph_service.api.engine import Engine
from graph_service.api.result import Result
from graph_service.api.types import build_schema
from graph_service.api.types.schema import core_schema
from graph_service.model.indexes import constraint_statements
from graph_service.model.json import Json
from graph_service.settings import Times
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.limits import WIDE

from .coverage import Coverage
from .cursors import CursorBook
from .graph import Graph
from .index import STATEMENT, hits, lucene
from .operations.documents import Operation
from .operations.variants import shuffled, with_variables
from .reference.executor import SCHEMA, Expected, Reference
from .reference.search import Hits, Index

RANGED = {
    name
    for statement in constraint_statements().values()
    for name in re.findall(r"(?:RANGE INDEX|CONSTRAINT) .*\bn\.(\w+)", statement)
}
"""What has a RANGE index, where Neo4j 2026.08 at times looks CONTAINS up, and fails."""


class Differs(AssertionError):
    """The service answers otherwise than it must."""


class Service:
    """The service's engine over a database, for tests that are not asynchronous."""

    def __init__(self, runner: asyncio.Runner, database: Database) -> None:
        self._runner = runner
        self._reader = Reader(database, deadline=Times.operation)
        self._engine = Engine(core_schema(build_schema()), self._reader, limits=WIDE)

    def answer(self, operation: Operation) -> Result:
        return self._runner.run(
            self._engine.answer(operation.text, operation.variables, operation.name)
        )

    def data(self, text: str, variables: Mapping[str, Json]) -> Any:
        """Give the data of an answer that has no errors."""
        body: Any = self.answer(Operation(text, variables, None)).body
        if "errors" in body:
            raise Differs(f"{text}\n{body}")
        return body["data"]

    def find(self, words: Sequence[str]) -> Hits:
        """Give what the full-text index finds."""
        answer = self._runner.run(self._reader.read(STATEMENT, {"query": lucene(words)}))
        return hits(answer.row)

    def statement(self, operation: Operation) -> str:
        """Give the Cypher that answers an operation."""
        return self._engine._compiler.execution(
            operation.text, operation.variables, operation.name
        ).text


class Trial:
    """Operations about one graph."""

    def __init__(self, service: Service, graph: Graph, coverage: Coverage) -> None:
        self._service = service
        self.graph = graph
        self._coverage = coverage
        self.cursors = CursorBook(graph, service.data)
        self._reference = Reference(graph, self.cursors, Index(service.find))

    def check(self, operation: Operation) -> None:
        """Compare all answers to an operation.

        Raises:
            Differs: with the operation, the graph's seed, and both answers.
        """
        expected = self._reference.answer(operation.text, operation.variables, operation.name)
        result = self._service.answer(operation)
        self._coverage.count(operation, result.body)
        if expected.body is None:
            self._check_refused(operation, expected, result)
            return
        self._same(operation, "answer", _text(expected.body), _text(result.body))
        # What is asked for a second time is shaped by other, faster code.
        again = self._service.answer(operation).body
        self._same(operation, "second answer", _text(expected.body), _text(again))
        # Hypothesis must be able to repeat an operation, so chance comes from its text.
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
        """See that an operation is refused, for one of the reasons that there are."""
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
            raise Differs(
                f"Another {what}. Graph {self.graph.seed}, operation:\n{operation}\n\n"
                f"expected: {wanted}\n\nanswered: {found}"
            )


def _text(body: Any) -> str:
    """Write an answer as JSON; the order of keys counts."""
    return json.dumps(body, ensure_ascii=False)


def _sorted(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
