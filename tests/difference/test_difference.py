"""Random operations on random graphs: the service must answer like the reference implementation.

Each answer is compared byte for byte. Then the operation is rewritten with variables in place of
literals, and with other aliases in another order: neither the answer nor its statement may change.
"""

import re
from collections.abc import Callable
from random import Random

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType
from hypothesis import HealthCheck, Phase, given, seed, settings

from graph_service.settings import DatabaseSettings
from tests.sizes import part_of

from .check import Service, Trial
from .coverage import Coverage
from .operations.chances import Chances
from .operations.directed import directed
from .operations.documents import Operation, operation_of, operations
from .operations.each import each_operator
from .operations.known import FOCUSES, Known
from .random_graphs import random_graph
from .reference.executor import SCHEMA
from .settings import GRAPHS, OPERATIONS, OPERATIONS_PER_GRAPH, SEED, SWEPT, WHOLE
from .storing import store

TRIES = 5000
LEAST_SWEPT = 20
SUFFIX = re.compile("(Filter|Order|Relation|Where)$")
CODES = {
    "BAD_USER_INPUT",
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "NOT_FOUND",
    "NULL_VALUE",
    "OPERATION_RESOLUTION_FAILED",
}

pytestmark = [
    pytest.mark.proof,
    pytest.mark.no_cover,  # coverage would double the time
    pytest.mark.timeout(600),  # shrinking a failing operation takes minutes
]


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    return Coverage(SCHEMA)


@pytest.fixture
def trial_of(
    service: Service, coverage: Coverage, database_settings: DatabaseSettings
) -> Callable[[int], Trial]:
    """Returns a function that stores the graph of a seed, ready for operations."""

    def trial(number: int) -> Trial:
        graph = random_graph(number)
        store(graph, database_settings)
        return Trial(service, graph, coverage)

    return trial


def _known(trial: Trial, number: int) -> Known:
    return Known(trial.graph, trial.cursors, FOCUSES[number % len(FOCUSES)])


def _made_for(coordinate: str, trial: Trial, chances: Chances) -> Operation:
    """Return an operation with a field of an object, or perhaps with one of an input object."""
    type_name, _, field = coordinate.partition(".")
    known = Known(trial.graph, trial.cursors, SUFFIX.sub("", type_name))
    if isinstance(SCHEMA.type_map.get(type_name), GraphQLObjectType | GraphQLInterfaceType):
        return directed(SCHEMA, known, chances, type_name, field)
    return operation_of(SCHEMA, known, chances, wrong=False)


@pytest.mark.parametrize("number", range(SEED, SEED + GRAPHS))
def test_random_operations(number: int, trial_of: Callable[[int], Trial]) -> None:
    trial = trial_of(number)

    @seed(number)
    @settings(
        max_examples=OPERATIONS_PER_GRAPH,
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
def test_each_operator_by_itself(number: int, trial_of: Callable[[int], Trial]) -> None:
    trial = trial_of(number)
    each = list(each_operator(SCHEMA, _known(trial, number), Chances(Random(number))))
    assert len(each) > LEAST_SWEPT
    for operation in part_of(each, 12):
        trial.check(operation)


if OPERATIONS >= WHOLE:

    def test_the_whole_schema_is_covered(
        coverage: Coverage, trial_of: Callable[[int], Trial]
    ) -> None:
        """Runs after the graphs: otherwise coverage could shrink unnoticed.

        Further operations are made for what is still missing.
        """
        trial = trial_of(SEED)
        for number in range(TRIES):
            missing = coverage.untouched()
            if not missing:
                break
            chances = Chances(Random(number))
            operation = _made_for(chances.pick(missing), trial, chances)
            if coverage.touched(operation).intersection(missing):
                trial.check(operation)
        assert coverage.untouched() == []
        assert coverage.counts.keys() >= CODES
