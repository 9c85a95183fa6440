"""Conditions that Neo4j would plan for minutes if they were translated literally.

A read may take 30 s here, including planning, as CI is slow; each statement is new to the database.
"""

import pytest

from graph_service.api.engine import Engine
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.api.asking import data_of
from tests.api_schema import api_schema
from tests.graphs import cached_plans
from tests.sizes import part_of

DEPTH = 8


@pytest.fixture
def engine(catalogue_database: Database) -> Engine:
    return _engine(catalogue_database)


def _nested(quantifiers: tuple[str, ...], depth: int = DEPTH) -> str:
    if not depth:
        return "{}"
    field = "practices" if depth % 2 else "countries"
    quantifier = quantifiers[depth % len(quantifiers)]
    return f"{{{field}: {{{quantifier}: {_nested(quantifiers, depth - 1)}}}}}"


SINGLE = _nested(("single",))


def _either(depth: int) -> str:
    if not depth:
        return '{or: [{name: {contains: "a"}, status: {isNull: true}}, {}]}'
    inner = _either(depth - 1)
    return (
        f"{{or: [{{countries: {{all: {{practices: {{some: {inner}}}}}}},"
        f' started: {{possiblyIn: "2018", isNull: false}}}}, {{not: {{not: {inner}}}}}]}}'
    )


NESTED = {
    "all": _nested(("all",)),
    "none": _nested(("none",)),
    "all-none": _nested(("all", "none", "none", "all")),
    "single": f"{{or: [{SINGLE}, {{not: {SINGLE}}}]}}",
    "or": _either(3),
}


@pytest.mark.proof
@pytest.mark.parametrize("name", part_of([*NESTED], 2))
async def test_nested_conditions_are_planned_in_time(engine: Engine, name: str) -> None:
    """All practices meet them at any depth: a practice's country has a practice."""
    operation = f"{{ all: goodPractices {{ totalCount }} \
        met: goodPractices(first: 100, where: {NESTED[name]}) {{ totalCount nodes {{ id }} }} }}"
    data = await data_of(engine, operation)
    total = data["all"]["totalCount"]
    assert (data["met"]["totalCount"], len(data["met"]["nodes"])) == (total, min(total, 100))


def _engine(database: Database) -> Engine:
    return Engine(api_schema(), Reader(database, deadline=30))


async def test_a_plan_serves_values_of_all_sizes(
    database: Database, own_catalogue: DatabaseSettings
) -> None:
    """By themselves, Neo4j plans a statement for each power of ten of a parameter's length."""
    operation = "query ($slug: String!, $topics: [String!], $text: String) {\
        country(by: {slug: $slug}) { id practices(where: {\
            name: {contains: $text} topics: {some: {slug: {in: $topics}}}}) {\
                totalCount } } }"
    engine, counts = _engine(database), []
    for sizes in ([], [1], [1, 5, 50, 500]):
        for size in sizes:
            topics = [f"topic-{number}" for number in range(min(size, 99))]
            values = {"slug": "c" * size, "topics": topics, "text": "t" * min(size, 90)}
            result = await engine.answer(operation, values)
            assert result.body == {"data": {"country": None}}
        else:
            await engine.answer("{ catalogue { release { id } } }")  # checks the state, once
        counts.append(cached_plans(own_catalogue))
    assert counts[1] == counts[2]
