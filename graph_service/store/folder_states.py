"""What folders were based on after a load that kept changes of others, which the folder lacks.

The release then differs from the folder: its patch to the folder's state is stored beside it, in
nodes without edges that are not a type of the model.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph_service.model.ids import node_id
from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.storage import FOLDER_STATE

from .graph_reader import GraphReader
from .history import parts_of
from .write import Writer

_RELEASES = f"""MATCH (release:Release) WHERE release.checksum IN $checksums
  AND release.{RELEASE_ORDER} IS NOT NULL
RETURN release.checksum AS checksum, max(release.{RELEASE_ORDER}) AS number"""
_STATES = f"""MATCH (state:{FOLDER_STATE}) WHERE state.checksum IN $checksums AND state.part = 1
RETURN state.checksum AS checksum, max(state.number) AS number"""
_STATES_OF = f"""MATCH (release:Release) WHERE release.{RELEASE_ORDER} = $number
  AND release.undoes IS NULL
RETURN release.checksum AS checksum
UNION MATCH (state:{FOLDER_STATE} {{number: $number, part: 1}}) RETURN state.checksum AS checksum"""
_SAVE = f"""CREATE (state:{FOLDER_STATE} {{
  id: $id, name: $name, number: $number, part: $part, checksum: $checksum, changes: $changes
}})"""
_READ = f"""MATCH (state:{FOLDER_STATE} {{number: $number}})
RETURN state.changes AS changes ORDER BY state.part"""


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
    """Store the state of the folder that a release was loaded from."""
    for part, changes in enumerate(parts_of(state.changes), start=1):
        slug = f"release-{number}"
        result = await writer.run(
            _SAVE,
            id=node_id(FOLDER_STATE, slug if part == 1 else f"{slug}-{part}"),
            name=f"What {slug} was loaded from",
            number=number,
            part=part,
            checksum=state.checksum,
            changes=changes,
        )
        await result.consume()


async def read_folder_changes(reader: GraphReader, number: int) -> bytes:
    """Return the packed changes from the folder's state to the release that was loaded from it."""
    result = await reader.run(_READ, number=number)
    return b"".join([record["changes"] async for record in result])
