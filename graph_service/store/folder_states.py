"""What folders were based on after a load that kept changes of others, which the folder lacks.

The release then differs from the folder: its patch to the folder's state is stored in properties
of the release that are not in the model.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.storage import FOLDER_CHANGES, FOLDER_CHECKSUM

from .graph_reader import GraphReader
from .write import Writer

_RELEASES = f"""MATCH (release:Release) WHERE release.checksum IN $checksums
  AND release.{RELEASE_ORDER} IS NOT NULL
RETURN release.checksum AS checksum, max(release.{RELEASE_ORDER}) AS number"""
_STATES = f"""MATCH (release:Release) WHERE release.{FOLDER_CHECKSUM} IN $checksums
RETURN release.{FOLDER_CHECKSUM} AS checksum, max(release.{RELEASE_ORDER}) AS number"""
_STATES_OF = f"""MATCH (release:Release) WHERE release.{RELEASE_ORDER} = $number
  AND release.undoes IS NULL
RETURN release.checksum AS checksum
UNION MATCH (release:Release) WHERE release.{RELEASE_ORDER} = $number
  AND release.{FOLDER_CHECKSUM} IS NOT NULL
RETURN release.{FOLDER_CHECKSUM} AS checksum"""
_RELEASE = f"MATCH (release:Release {{{RELEASE_ORDER}: $number}})"
_SAVE = f"{_RELEASE} SET release.{FOLDER_CHECKSUM} = $checksum, release.{FOLDER_CHANGES} = $changes"
_READ = f"{_RELEASE} RETURN release.{FOLDER_CHANGES} AS changes"


@dataclass(frozen=True, kw_only=True)
class FolderState:
    """What a folder was based on after a load.

    Attributes:
        checksum: of the state.
        changes: the packed changes from it to the release.
    """

    checksum: str
    changes: bytes


async def release_numbers(reader: GraphReader, checksums: Collection[str]) -> Mapping[str, int]:
    """Return the newest release with each of these checksums, by checksum."""
    return await _numbers(reader, _RELEASES, checksums)


async def state_numbers(reader: GraphReader, checksums: Collection[str]) -> Mapping[str, int]:
    """Return the newest release whose load left a folder in each of these states, by checksum."""
    return await _numbers(reader, _STATES, checksums)


async def _numbers(
    reader: GraphReader, statement: str, checksums: Collection[str]
) -> Mapping[str, int]:
    result = await reader.run(statement, checksums=[*checksums])
    return {record["checksum"]: record["number"] async for record in result}


async def states_of(reader: GraphReader, number: int) -> tuple[str, ...]:
    """Return the checksums of a load and of its folder; nothing for an undo, which has none."""
    result = await reader.run(_STATES_OF, number=number)
    return tuple([record["checksum"] async for record in result])


async def save_folder_state(writer: Writer, number: int, state: FolderState) -> None:
    """Store the state of the folder that a release was loaded from, and that has been written."""
    result = await writer.run(_SAVE, number=number, checksum=state.checksum, changes=state.changes)
    await result.consume()


async def read_folder_changes(reader: GraphReader, number: int) -> bytes:
    """Return the packed changes from the folder's state to the release that was loaded from it."""
    changes: bytes = (await reader.record(_READ, number=number))["changes"]
    return changes
