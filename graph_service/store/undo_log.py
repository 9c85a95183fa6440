"""The undo logs of loads.

An undo log is a separate node without edges. It is not a type of the model, so it appears neither
in GraphQL nor in exports, and a Release stays small to look at.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.model.ids import node_id
from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.storage import UNDO_LOG

from .changes import Properties
from .graph_reader import GraphReader
from .native import native
from .write import Writer

MAX_UNDO_LOGS = 20
"""How many loads can be undone in succession."""

# Each release can be undone once; a release that undoes another cannot be undone.
_TO_UNDO = f"""MATCH (release:Release)
WHERE release.{RELEASE_ORDER} IS NOT NULL AND release.undoes IS NULL AND NOT EXISTS {{
  MATCH (later:Release) WHERE later.undoes = release.{RELEASE_ORDER}
}}
WITH release ORDER BY release.{RELEASE_ORDER} DESC LIMIT 1
OPTIONAL MATCH (log:{UNDO_LOG} {{number: release.{RELEASE_ORDER}}})
RETURN properties(release) AS release, log.checksum AS checksum, log.changes AS changes"""
_SAVE = f"""CREATE (log:{UNDO_LOG} {{
  id: $id, name: $name, number: $number, checksum: $checksum, changes: $changes
}})"""
_DELETE_OLD = f"MATCH (log:{UNDO_LOG}) WHERE log.number <= $last DELETE log"
_DELETE = f"MATCH (log:{UNDO_LOG} {{number: $number}}) DELETE log"


@dataclass(frozen=True, kw_only=True)
class UndoLog:
    """The data that undoes a load.

    Attributes:
        checksum: of the graph before the load.
        changes: the packed changes that restore that graph.
    """

    checksum: str
    changes: bytes


@dataclass(frozen=True, kw_only=True)
class Undoable:
    """The newest load that was not undone; `log` is None if it is no longer stored."""

    release: Properties
    log: UndoLog | None


async def newest_undoable(reader: GraphReader) -> Undoable | None:
    """Return the newest load that was not undone, None if there is none."""
    record = await (await reader.run(_TO_UNDO)).single()
    if record is None:
        return None
    is_stored = record["changes"] is not None
    return Undoable(
        release=native(record["release"]),
        log=UndoLog(checksum=record["checksum"], changes=record["changes"]) if is_stored else None,
    )


async def save_undo_log(writer: Writer, number: int, log: UndoLog | None) -> None:
    """Store the undo log of a release, and delete those that are too old."""
    if log is not None:
        slug = f"release-{number}"
        result = await writer.run(
            _SAVE,
            id=node_id(UNDO_LOG, slug),
            name=f"What {slug} changed",
            number=number,
            checksum=log.checksum,
            changes=log.changes,
        )
        await result.consume()
    await (await writer.run(_DELETE_OLD, last=number - MAX_UNDO_LOGS)).consume()


async def delete_undo_log(writer: Writer, number: int) -> None:
    """Delete the undo log of a release after it was used."""
    await (await writer.run(_DELETE, number=number)).consume()
