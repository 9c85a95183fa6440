"""`schema.execute()` answers as HTTP does."""

import pytest

from graph_service.api.engine import Engine
from graph_service.api.schema import Schema, build_schema, core_schema
from graph_service.store.driver import Database
from graph_service.store.read import Reader


@pytest.fixture
def schema(catalogue_database: Database) -> Schema:
    schema = build_schema()
    schema.engine = Engine(core_schema(schema), Reader(catalogue_database, deadline=10))
    return schema


async def test_execute(schema: Schema) -> None:
    result = await schema.execute(
        "query ($i: String!) { country(by: {iso2: $i}) { name(lang: PT) } }", {"i": "BR"}
    )
    assert result.data == {"country": {"name": "Brasil"}}
    assert result.errors is None


async def test_errors(schema: Schema) -> None:
    result = await schema.execute("{ nope }")
    assert result.data is None
    assert result.errors is not None
    assert result.errors[0].extensions == {"code": "GRAPHQL_VALIDATION_FAILED"}


def test_synchronous_execution_is_not_supported(schema: Schema) -> None:
    with pytest.raises(TypeError, match=r"await schema\.execute"):
        schema.execute_sync("{ __typename }")
