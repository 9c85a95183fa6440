"""What a load keeps of the graph before it, so that it can be taken back.

An undo log is a node of its own, without edges: it is no type of the model, so that neither GraphQL
nor exports know of it, and a Release stays light to look at.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.model.ids import node_id
from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.storage import UNDO_LOG

from .changes import Properties
from .graph_reader import GraphReader
from .values import native
from .write import Writer

KEPT = 20
"""How many loads can be undone, one after another."""

# Each release is undone once at most, and a release that undoes another is never undone itself.
_TO_UNDO = f"""MATCH (release:Release)
WHERE release.{RELEASE_ORDER} IS NOT NULL AND release.undoes IS NULL AND NOT EXISTS {{
  MATCH (later:Release) WHERE later.undoes = release.{RELEASE_ORDER}
}}
WITH release ORDER BY release.{RELEASE_ORDER} DESC LIMIT 1
OPTIONAL MATCH (log:{UNDO_LOG} {{number: release.{RELEASE_ORDER}}})
RETURN properties(release) AS release, log.checksum AS checksum, log.changes AS changes"""
_KEEP = f"""CREATE (log:{UNDO_LOG} {{
  id: $id, name: $name, number: $number, checksum: $checksum, changes: $changes
}})"""
_FORGET_OLD = f"MATCH (log:{UNDO_LOG}) WHERE log.number <= $last DELETE log"
_FORGET = f"MATCH (log:{UNDO_LOG} {{number: $number}}) DELETE log"


@dataclass(frozen=True, kw_only=True)
class UndoLog:
    """What undoes a load.

    Attributes:
        checksum: of the graph before the load.
        changes: what leads back to it, packed.
    """

    checksum: str
    changes: bytes


@dataclass(frozen=True, kw_only=True)
class Undoable:
    """The newest load that still stands, and what undoes it; None where that wasn't kept."""

    release: Properties
    log: UndoLog | None


async def newest_undoable(reader: GraphReader) -> Undoable | None:
    """Give the newest load that was not undone; None where there is none."""
    record = await (await reader.run(_TO_UNDO)).single()
    if record is None:
        return None
    kept = record["changes"] is not None
    return Undoable(
        release=native(record["release"]),
        log=UndoLog(checksum=record["checksum"], changes=record["changes"]) if kept else None,
    )


async def keep(writer: Writer, number: int, log: UndoLog | None) -> None:
    """Write what undoes the release of a number, and forget what undoes one long ago."""
    if log is not None:
        slug = f"release-{number}"
        result = await writer.run(
            _KEEP,
            id=node_id(UNDO_LOG, slug),
            name=f"What {slug} changed",
            number=number,
            checksum=log.checksum,
            changes=log.changes,
        )
        await result.consume()
    await (await writer.run(_FORGET_OLD, last=number - KEPT)).consume()


async def forget(writer: Writer, number: int) -> None:
    """Remove what undoes a release: it was used."""
    await (await writer.run(_FORGET, number=number)).consume()
