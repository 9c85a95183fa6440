"""Constraints, indexes and the storage version."""

from __future__ import annotations

from contextlib import suppress

from neo4j import AsyncManagedTransaction
from neo4j.exceptions import Forbidden

from graph_service.errors import LoadRefused
from graph_service.i18n import _
from graph_service.model.derived_edges import COUNT, DERIVED_NAMES, FLOW_EDGES, LIST_KEYS
from graph_service.model.edge_properties import EDGE_PROPERTIES
from graph_service.model.edges import CITES, DERIVED, EDGES
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES
from graph_service.model.indexes import FULL_TEXT, RELEASE_ORDER, constraint_statements
from graph_service.model.search_text import SEARCH_DERIVED, SEARCH_RANK, SEARCH_TEXTS
from graph_service.model.storage import (
    CHECKSUM_BEFORE,
    CURRENT_ID,
    DATES,
    OLDEST_VERSION,
    STORAGE_VERSION,
    TITLE,
    WRITTEN,
    stored_names,
)

from .derived import LINKING, REFRESH
from .driver import Database
from .from_driver import database_errors

NEWEST_RELEASE = (
    f"MATCH (release:Release) WHERE release.{RELEASE_ORDER} IS NOT NULL"
    f" WITH release ORDER BY release.{RELEASE_ORDER} DESC LIMIT 1"
)
"""Binds the current release; earlier ones remain as history."""
STORED_RELEASE = f"release {{.*, {CHECKSUM_BEFORE}: null}}"
"""The properties of a release, in Cypher, without what is outside the model."""
_AWAIT_SECONDS = 300
_INDEXES = """SHOW INDEXES YIELD name, labelsOrTypes, properties, options
RETURN name, labelsOrTypes, properties, options.indexConfig['fulltext.analyzer'] AS analyzer"""

_REGISTER = """UNWIND $types AS type CALL db.createRelationshipType(type)
WITH count(*) AS types UNWIND $properties AS property CALL db.createProperty(property)"""
# Programs before 1.0.0 recorded changes as patches, which can't be read.
_RELEASES = f"""MATCH (release:Release)
SET release.storageVersion = {STORAGE_VERSION},
  release.{CHECKSUM_BEFORE} = CASE WHEN release.z_changes IS NULL THEN release.{CHECKSUM_BEFORE} END
REMOVE release.z_changes, release.z_folderChanges, release.z_folderChecksum,
  release.version, release.z_versionKey"""
# 1.0.0 stored the first day of a date that is only bounded from above: that of its EDTF.
_UPGRADE = (
    _RELEASES,
    *(
        f"MATCH {found} WHERE x.{date}Qualifier IN ['PUBLISHED', 'REPORTED']"
        f" OR x.{date}Qualifier = 'ON_OR_BEFORE' AND NOT x.{date} CONTAINS '/'"
        f" REMOVE x.{date}Earliest"
        for date in DATES
        for found in ("(x)", "()-[x]->()")
    ),
    f"MATCH (n:{'|'.join(t.name for t in ENTRY_TYPES)}) {LINKING}",
    *REFRESH,
)


async def ensure_schema(database: Database) -> None:
    """Create missing constraints and indexes, and wait until all are online.

    A full-text index of another version of the model is recreated. All names of the model are
    registered in the database, which otherwise warns about properties that no entry has yet; labels
    are by their constraints.

    Raises:
        DatabaseUnavailable: if the database can't be reached.
        DatabaseFailed: if stored data violates a constraint.
    """

    async def create(transaction: AsyncManagedTransaction) -> None:
        full_text = {index.name: index for index in FULL_TEXT}
        # Usually nothing is missing: one statement instead of a round trip for each index. A
        # constraint has the name of its index.
        present: set[str] = set()
        for found in [found async for found in await transaction.run(_INDEXES)]:
            index = full_text.get(found["name"])
            if index is None or (
                index.analyzer == found["analyzer"]
                and set(index.labels) == set(found["labelsOrTypes"])
                and set(index.properties) == set(found["properties"])
            ):
                present.add(found["name"])
            else:
                await (await transaction.run(f"DROP INDEX {index.name}")).consume()
        for name, statement in constraint_statements().items():
            if name not in present:
                await (await transaction.run(statement)).consume()

    async def register_names(transaction: AsyncManagedTransaction) -> None:
        await (await transaction.run(_REGISTER, _names())).consume()

    with database_errors(database.settings):
        async with database.driver.session(database=database.name) as session:
            await session.execute_write(create)
            await session.execute_write(register_names)
            result = await session.run("CALL db.awaitIndexes($seconds)", seconds=_AWAIT_SECONDS)
            await result.consume()


async def upgrade(database: Database) -> None:
    """Bring a graph of version 1.0.0 to this storage version.

    It keeps its history, except for what programs before 1.0.0 wrote: those releases are not
    recorded any more.

    Raises:
        LoadRefused: when another version of this program wrote the graph.
        DatabaseUnavailable: if the database can't be reached.
    """
    with database_errors(database.settings):
        async with database.driver.session(database=database.name) as session:
            result = await session.run(f"{NEWEST_RELEASE} RETURN release.storageVersion")
            version = await result.value()
            if version and OLDEST_VERSION <= version[0] < STORAGE_VERSION:
                await session.execute_write(_upgrade)
            elif version:
                check_version(*version)


async def _upgrade(transaction: AsyncManagedTransaction) -> None:
    for statement in _UPGRADE:
        await (await transaction.run(statement)).consume()


async def refresh_statistics(database: Database) -> None:
    """Update the planner's statistics, which otherwise describe the graph before the load.

    If the user lacks the permission, the server updates them later by itself.
    """
    with database_errors(database.settings), suppress(Forbidden):
        async with database.driver.session(database=database.name) as session:
            result = await session.run("CALL db.prepareForReplanning($seconds)", seconds=30)
            await result.consume()


def check_version(stored: object) -> None:
    """Raise LoadRefused if a graph's newest release has another storage version than this."""
    found = stored if isinstance(stored, int) else 0
    if found < OLDEST_VERSION:
        raise LoadRefused(
            _(
                "The graph was written before version 1.0.0 of this program (storage version"
                " {stored}): this version can't read it, and leaves it as it is. 1.0.0 is the step"
                " between: `git checkout ':/^Release 1.0.0'`, `make up` with the same settings,"
                " Ctrl-C; then this version again.",
                stored=found,
            )
        )
    if found < STORAGE_VERSION:
        raise LoadRefused(
            _(
                "The graph was written by version 1.0.0 of this program (storage version {stored};"
                " this version needs {own}): `make up` or `seeds load` upgrades it.",
                stored=found,
                own=STORAGE_VERSION,
            )
        )
    if found > STORAGE_VERSION:
        raise LoadRefused(
            _(
                "The graph was written by a newer program (storage version {stored}; this program"
                " writes {own}); nothing was written. Load with the newer program.",
                stored=found,
                own=STORAGE_VERSION,
            )
        )


def _names() -> dict[str, list[str]]:
    """Return the names of the model, as the parameters of _REGISTER."""
    edges = (*EDGES, *DERIVED, *CITES)
    facts = [prop for edge in edges if edge.facts for prop in edge.facts.properties]
    held = [prop for by_name in PROPERTIES.values() for prop in by_name.values()]
    properties = {name for p in (*held, *facts, *EDGE_PROPERTIES) for name in stored_names(p)}
    flows = {COUNT, *(flow.slugs for flow in FLOW_EDGES)}
    return {
        "types": sorted({edge.name for edge in edges} | DERIVED_NAMES),
        "properties": sorted(
            {
                *properties,
                *flows,
                *LIST_KEYS.values(),
                "id",
                "sources",
                TITLE,
                CHECKSUM_BEFORE,
                CURRENT_ID,
                *SEARCH_TEXTS,
                SEARCH_RANK,
                *SEARCH_DERIVED,
                WRITTEN,
            }
        ),
    }
