"""Random operations on random graphs: the service answers as the plain reference does.

Each answer is compared byte for byte; then the same operation is written with variables in the
place of literals, and with other aliases in another order: the answer must be the same, and the
statement that gave it, too.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from graph_service.settings import DatabaseSettings
from graph_service.store.driver import open_database
from tests.graphs import wipe

from .check import Service, Trial
from .coverage import Coverage
from .operations.chances import Chances
from .operations.documents import Operation, operation_of, operations
from .operations.each import each_operator
from .operations.known import FOCUSES, Known
from .random_graphs import random_graph
from .reference.executor import SCHEMA
from .settings import GRAPHS, OPERATIONS, OPERATIONS_A_GRAPH, SEED, USUAL
from .storing import store

TRIES = 5000
SWEPT = 4
"""On how many graphs each operator is tried alone."""
LEAST_SWEPT = 20
CODES = {
    "BAD_USER_INPUT",
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "NULL_VALUE",
    "OPERATION_RESOLUTION_FAILED",
}

pytestmark = [
    pytest.mark.no_cover,  # it would take twice the time
    pytest.mark.timeout(600),  # for making a failing operation small
]


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    return Coverage(SCHEMA)


@pytest.fixture(scope="module")
def service(database_settings: DatabaseSettings) -> Iterator[Service]:
    wipe(database_settings)
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        database = runner.run(stack.enter_async_context(open_database(database_settings)))
        yield Service(runner, database)
        runner.run(stack.aclose())


@pytest.mark.parametrize("number", range(SEED, SEED + GRAPHS))
def test_a_graph(
    number: int, service: Service, coverage: Coverage, database_settings: DatabaseSettings
) -> None:
    graph = random_graph(number)
    store(graph, database_settings)
    trial = Trial(service, graph, coverage)

    @seed(number)
    @settings(
        max_examples=OPERATIONS_A_GRAPH,
        database=None,
        deadline=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink],
    )
    @given(operations(SCHEMA, Known(graph, trial.cursors, FOCUSES[number % len(FOCUSES)])))
    def check(operation: Operation) -> None:
        trial.check(operation)

    check()


@pytest.mark.parametrize("number", range(SEED, SEED + SWEPT))
def test_each_operator(
    number: int, service: Service, coverage: Coverage, database_settings: DatabaseSettings
) -> None:
    graph = random_graph(number)
    store(graph, database_settings)
    trial = Trial(service, graph, coverage)
    known = Known(graph, trial.cursors, FOCUSES[number % len(FOCUSES)])
    tried = 0
    for operation in each_operator(SCHEMA, known, Chances(Random(number))):
        trial.check(operation)
        tried += 1
    assert tried > LEAST_SWEPT


if OPERATIONS >= USUAL:

    def test_all_of_the_schema_is_touched(
        service: Service, coverage: Coverage, database_settings: DatabaseSettings
    ) -> None:
        """After the graphs: else the proof could grow thin and nobody would see.

        Of further operations, those that touch what chance left out are tried, too.
        """
        graph = random_graph(SEED)
        store(graph, database_settings)
        trial = Trial(service, graph, coverage)
        for number in range(TRIES):
            missing = set(coverage.untouched())
            if not missing:
                break
            known = Known(graph, trial.cursors, FOCUSES[number % len(FOCUSES)])
            operation = operation_of(SCHEMA, known, Chances(Random(number)), wrong=False)
            if coverage.touched(operation) & missing:
                trial.check(operation)
        assert coverage.untouched() == []
        assert coverage.counts.keys() >= CODES
