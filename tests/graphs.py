"""Graphs for tests: an empty one, and nodes without files."""

from collections.abc import Mapping, Sequence

from neo4j import READ_ACCESS, GraphDatabase

from graph_service.model.indexes import constraint_statements
from graph_service.model.storage import StoredValue
from graph_service.settings import DatabaseSettings


def run(settings: DatabaseSettings, *statements: str, **parameters: object) -> None:
    """Run statements one after another, each in a transaction of its own."""
    with (
        GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver,
        driver.session(database=settings.database) as session,
    ):
        for statement in statements:
            session.run(statement, dict(parameters)).consume()


def last_commit(settings: DatabaseSettings) -> list[str]:
    """Return the bookmarks of the newest commit, whichever client made it."""
    with (
        GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver,
        driver.session(database=settings.database, default_access_mode=READ_ACCESS) as session,
    ):
        session.begin_transaction().commit()
        return sorted(session.last_bookmarks().raw_values)


def wipe(settings: DatabaseSettings) -> None:
    """Remove all nodes, and see that constraints and indexes are there."""
    run(
        settings,
        "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS",
        *constraint_statements().values(),
        "CALL db.awaitIndexes(60)",
    )


def create(
    settings: DatabaseSettings, label: str, rows: Sequence[Mapping[str, StoredValue]]
) -> None:
    """Create nodes with these properties as they are."""
    run(settings, f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows=list(rows))
