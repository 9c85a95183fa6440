"""`schema.execute()` answers as HTTP does."""

from functools import partial

import pytest

from graph_service.api.engine import Engine
from graph_service.api.schema import compiled_schema
from graph_service.store.driver import Database
from graph_service.store.read import Reader


async def test_execute(catalogue_database: Database) -> None:
    schema = compiled_schema(partial(Engine, reader=Reader(catalogue_database, deadline=10)))
    result = await schema.execute(
        "query ($i: String!) { country(by: {iso2: $i}) { name(lang: PT) } }", {"i": "BR"}
    )
    assert result.data == {"country": {"name": "Brasil"}}
    assert result.errors is None


async def test_errors(catalogue_database: Database) -> None:
    result = await compiled_schema(
        partial(Engine, reader=Reader(catalogue_database, deadline=10))
    ).execute("{ nope }")
    assert result.data is None
    assert result.errors is not None
    assert result.errors[0].extensions == {"code": "GRAPHQL_VALIDATION_FAILED"}


def test_synchronous_execution_is_not_supported(catalogue_database: Database) -> None:
    schema = compiled_schema(partial(Engine, reader=Reader(catalogue_database, deadline=10)))
    with pytest.raises(TypeError, match=r"await schema\.execute"):
        schema.execute_sync("{ __typename }")
