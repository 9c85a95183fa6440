"""The change logs of releases: what each load or undo changed, kept for ever.

A change log consists of nodes without edges. They are not a type of the model, so they appear
neither in GraphQL nor in exports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.model.ids import node_id
from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.storage import CHANGE_LOG, FORMER_LABELS

from .changes import Properties
from .graph_reader import GraphReader
from .native import native
from .write import Writer

MAX_PART_BYTES = 4_000_000
"""A larger log is split over several nodes, so that no single value is large."""

# Each release can be undone once; a release that undoes another cannot be undone.
_TO_UNDO = f"""MATCH (release:Release)
WHERE release.{RELEASE_ORDER} IS NOT NULL AND release.undoes IS NULL AND NOT EXISTS {{
  MATCH (later:Release) WHERE later.undoes = release.{RELEASE_ORDER}
}}
RETURN properties(release) AS release ORDER BY release.{RELEASE_ORDER} DESC LIMIT 1"""
_SAVE = f"""CREATE (log:{CHANGE_LOG} {{
  id: $id, name: $name, number: $number, part: $part, checksum: $checksum, changes: $changes
}})"""
_READ = f"""MATCH (log:{CHANGE_LOG} {{number: $number}})
RETURN log.checksum AS checksum, log.changes AS changes ORDER BY log.part"""
_DELETE_FORMER = f"MATCH (log:{'|'.join(FORMER_LABELS)}) DELETE log"


@dataclass(frozen=True, kw_only=True)
class ChangeLog:
    """What a release changed.

    Attributes:
        checksum: of the graph before the release.
        changes: the packed changes; empty if the release was loaded into an empty graph.
    """

    checksum: str
    changes: bytes


async def newest_undoable(reader: GraphReader) -> Properties | None:
    """Return the newest release that was not undone, None if there is none."""
    record = await (await reader.run(_TO_UNDO)).single()
    return native(record["release"]) if record is not None else None


async def read_change_log(reader: GraphReader, number: int) -> ChangeLog | None:
    """Return the change log of a release, None if it has none."""
    checksum: str | None = None
    parts: list[bytes] = []
    async for record in await reader.run(_READ, number=number):
        checksum = record["checksum"]
        parts.append(record["changes"])
    return ChangeLog(checksum=checksum, changes=b"".join(parts)) if checksum is not None else None


async def save_change_log(writer: Writer, number: int, log: ChangeLog) -> None:
    """Store the change log of a release."""
    for part, changes in enumerate(_parts(log.changes), start=1):
        slug = f"release-{number}"
        result = await writer.run(
            _SAVE,
            id=node_id(CHANGE_LOG, slug if part == 1 else f"{slug}-{part}"),
            name=f"What {slug} changed",
            number=number,
            part=part,
            checksum=log.checksum,
            changes=changes,
        )
        await result.consume()


async def delete_former_logs(writer: Writer) -> None:
    """Delete the logs of earlier versions of this program, which this one can't read."""
    await (await writer.run(_DELETE_FORMER)).consume()


def _parts(changes: bytes) -> Iterator[bytes]:
    """Yield a log's parts, at least one."""
    for start in range(0, max(len(changes), 1), MAX_PART_BYTES):
        yield changes[start : start + MAX_PART_BYTES]
