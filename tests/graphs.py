"""Graphs for tests: an empty one, the catalogue, and nodes without files."""

import asyncio
import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from neo4j import READ_ACCESS, GraphDatabase

from graph_service.model.derived_edges import LONG_EDGES, SET_KEYS
from graph_service.model.graph import ENTRY_TYPES, TYPES
from graph_service.model.indexes import constraint_statements
from graph_service.model.storage import StoredValue
from graph_service.settings import DatabaseSettings
from graph_service.store.derived import LINKING, REFRESH
from graph_service.store.graph_reader import read_stored
from tests.catalogue.live import command

SEEDS = Path(__file__).parents[1] / "seeds"


def run(settings: DatabaseSettings, *statements: str, **parameters: object) -> None:
    """Run statements one after another, each in a transaction of its own."""
    with (
        GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver,
        driver.session(database=settings.database) as session,
    ):
        for statement in statements:
            session.run(statement, dict(parameters)).consume()


def make_released(settings: DatabaseSettings) -> None:
    """Make the stored graph that of its release, as if a load had written what is there."""
    graph = asyncio.run(read_stored(settings, lambda reader: reader.read_graph()))
    checksum = hashlib.sha256(b"".join(graph.lines())).hexdigest()
    run(settings, "MATCH (r:Release) SET r.checksum = $checksum", checksum=checksum)


def cached_plans(settings: DatabaseSettings) -> int:
    """Empty Neo4j's cache of plans, and return how many it had."""
    with (
        GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver,
        driver.session(database=settings.database) as session,
    ):
        message = session.run("CALL db.clearQueryCaches()").single(strict=True)["value"]
    return int(re.sub(r"\D", "", message) or 0)


def last_commit(settings: DatabaseSettings) -> list[str]:
    """Return the bookmarks of the newest commit, whichever client made it."""
    with (
        GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver,
        driver.session(database=settings.database, default_access_mode=READ_ACCESS) as session,
    ):
        session.begin_transaction().commit()
        return sorted(session.last_bookmarks().raw_values)


def wipe(settings: DatabaseSettings) -> None:
    """Remove all nodes, and create missing constraints and indexes."""
    with (
        GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver,
        driver.session(database=settings.database) as session,
    ):
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
        present = {record["name"] for record in session.run("SHOW INDEXES YIELD name")}
        # In one transaction, as each commit of a new index waits for the disk.
        with session.begin_transaction() as transaction:
            for name, statement in constraint_statements().items():
                if name not in present:
                    transaction.run(statement).consume()
            transaction.commit()
        session.run("CALL db.awaitIndexes(60)").consume()


def load_catalogue(settings: DatabaseSettings) -> list[str]:
    """Replace all nodes by the catalogue, and return the bookmarks of that load."""
    wipe(settings)
    done = command(settings, "seeds", "load", SEEDS)
    assert done.exit_code == 0, done.output
    return last_commit(settings)


def derive(settings: DatabaseSettings) -> None:
    """Write what loads derive from the edges that a test has created."""
    entries = "|".join(node_type.name for node_type in ENTRY_TYPES)
    keys = f"MATCH (a)-[r:{'|'.join(LONG_EDGES)}]->(b) SET {SET_KEYS}"
    for statement in (keys, f"MATCH (n:{entries}) {LINKING}", *REFRESH):
        run(settings, statement)


def create(
    settings: DatabaseSettings, label: str, rows: Sequence[Mapping[str, StoredValue]]
) -> None:
    """Create nodes with these properties as they are; search finds them without edges."""
    statement = f"UNWIND $rows AS row CREATE (n:{label}) SET n = row"
    linking = f" WITH n {LINKING}" if TYPES[label].entry else ""
    run(settings, f"{statement}{linking}", rows=list(rows))
