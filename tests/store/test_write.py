"""The write transaction of a load."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from graph_service.errors import DatabaseFailed, DatabaseUnavailable
from graph_service.model.indexes import SEARCH, constraint_statements
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Diff, EdgeRow, NodeRow
from graph_service.store.driver import Database, open_database
from graph_service.store.schema import ensure_schema
from graph_service.store.write import write_transaction


@pytest.fixture
async def empty(database: Database) -> AsyncIterator[Database]:
    """An empty database with its schema."""
    await database.driver.execute_query("MATCH (n) DETACH DELETE n")
    await ensure_schema(database)
    yield database
    await database.driver.execute_query("MATCH (n) DETACH DELETE n")


def node(slug: str) -> NodeRow:
    identity = f"Topic:{slug}"
    return NodeRow(label="Topic", id=identity, properties={"id": identity, "slug": slug})


async def apply(database: Database, diff: Diff) -> None:
    async with write_transaction(database) as writer:
        await writer.apply(diff)
        await writer.commit()


async def test_the_schema_is_created_once_and_online(empty: Database) -> None:
    await ensure_schema(empty)
    found = await empty.driver.execute_query(
        "SHOW INDEXES YIELD name, state, type WHERE type <> 'LOOKUP' RETURN name, state"
    )
    assert {record["state"] for record in found.records} == {"ONLINE"}
    assert len(found.records) >= len(constraint_statements())


async def test_a_full_text_index_of_another_model_is_recreated(empty: Database) -> None:
    wanted = await _searched(empty)
    await empty.driver.execute_query(f"DROP INDEX {SEARCH.name}")
    await empty.driver.execute_query(replace(SEARCH, properties=("z_nameKey",)).statement)
    assert await _searched(empty) == ["z_nameKey"]
    await ensure_schema(empty)
    assert await _searched(empty) == wanted == list(SEARCH.properties)


async def _searched(database: Database) -> list[str]:
    found = await database.driver.execute_query(
        "SHOW FULLTEXT INDEXES YIELD name, properties WHERE name = $name RETURN properties",
        name=SEARCH.name,
    )
    return list(found.records[0]["properties"])


async def test_an_edge_to_a_missing_node_fails_and_nothing_is_written(empty: Database) -> None:
    edge = EdgeRow(type="PART_OF", source="Topic:a", target="Topic:b", properties={})
    async with write_transaction(empty) as writer:
        with pytest.raises(DatabaseFailed, match="0 of 1 changes"):
            await writer.apply(Diff(nodes_added=(node("a"),), edges_added=(edge,)))
    found = await empty.driver.execute_query("MATCH (n) RETURN count(n) AS n")
    assert found.records[0]["n"] == 0


async def test_an_existing_node_fails(empty: Database) -> None:
    write = apply(empty, Diff(nodes_added=(node("a"), node("a"))))
    with pytest.raises(DatabaseFailed, match="ConstraintValidationFailed"):
        await write


async def test_without_commit_nothing_is_written(empty: Database) -> None:
    async with write_transaction(empty) as writer:
        await writer.apply(Diff(nodes_added=(node("a"),)))
    async with write_transaction(empty) as writer:
        assert await writer.size() == 0


async def test_an_unreachable_server() -> None:
    away = DatabaseSettings(uri="bolt://127.0.0.1:9", user="neo4j", password="x")
    async with open_database(away) as opened:
        with pytest.raises(DatabaseUnavailable, match=r"bolt://127\.0\.0\.1:9 can't be reached"):
            await opened.verify()
