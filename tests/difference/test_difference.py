"""Random operations on random graphs: the service answers as the plain reference does.

Each answer is compared byte for byte; then the same operation is written with variables in the
place of literals, and with other aliases in another order: the answer must be the same, and the
statement that gave it, too.
"""

import asyncio
from collections.abc import Callable, Iterator
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


@pytest.fixture
def trial_of(
    service: Service, coverage: Coverage, database_settings: DatabaseSettings
) -> Callable[[int], Trial]:
    """Stores the graph of a seed, to try operations on."""

    def trial(number: int) -> Trial:
        graph = random_graph(number)
        store(graph, database_settings)
        return Trial(service, graph, coverage)

    return trial


def _known(trial: Trial, number: int) -> Known:
    return Known(trial.graph, trial.cursors, FOCUSES[number % len(FOCUSES)])


@pytest.mark.parametrize("number", range(SEED, SEED + GRAPHS))
def test_a_graph(number: int, trial_of: Callable[[int], Trial]) -> None:
    trial = trial_of(number)

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
    @given(operations(SCHEMA, _known(trial, number)))
    def check(operation: Operation) -> None:
        trial.check(operation)

    check()


@pytest.mark.parametrize("number", range(SEED, SEED + SWEPT))
def test_each_operator(number: int, trial_of: Callable[[int], Trial]) -> None:
    trial = trial_of(number)
    tried = 0
    for operation in each_operator(SCHEMA, _known(trial, number), Chances(Random(number))):
        trial.check(operation)
        tried += 1
    assert tried > LEAST_SWEPT


if OPERATIONS >= USUAL:

    def test_all_of_the_schema_is_touched(
        coverage: Coverage, trial_of: Callable[[int], Trial]
    ) -> None:
        """After the graphs: else the proof could grow thin and nobody would see.

        Of further operations, those that touch what chance left out are tried, too.
        """
        trial = trial_of(SEED)
        for number in range(TRIES):
            missing = set(coverage.untouched())
            if not missing:
                break
            chances = Chances(Random(number))
            operation = operation_of(SCHEMA, _known(trial, number), chances, wrong=False)
            if coverage.touched(operation) & missing:
                trial.check(operation)
        assert coverage.untouched() == []
        assert coverage.counts.keys() >= CODES
