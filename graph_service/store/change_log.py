"""What each load or undo changed, kept for ever: a Change node for each entry.

What isn't in the model appears neither in GraphQL nor in exports: in a Change, the entry before; in
a Release, the checksum of the graph before, without which its changes are not recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from graph_service.model.enums import ChangeKind
from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.storage import CHECKSUM_BEFORE, CURRENT_ID, IS_RECORDED
from graph_service.model.types import ADDED_IN, CHANGE

from .changes import NodeRow, Properties
from .from_driver import native
from .graph_reader import LABELS, GraphReader
from .schema import STORED_RELEASE, check_version
from .write import NODE, Writer, batches, node_key

_RELEASES = f"""MATCH (release:Release) WHERE release.{RELEASE_ORDER} IS NOT NULL
RETURN {STORED_RELEASE} AS release ORDER BY release.{RELEASE_ORDER} DESC"""
_CHANGES_SINCE = f"""UNWIND $ids AS id
MATCH (c:{CHANGE.name} {{{CURRENT_ID}: id}}) WHERE c.number > $number
RETURN properties(c) AS change ORDER BY c.number, c.entryId"""
_OF_RELEASE = f"""MATCH (c:{CHANGE.name}) WHERE c.number = $number
RETURN properties(c) AS change ORDER BY c.entryId"""
_COUNTS = f"""MATCH (c:{CHANGE.name}) WHERE c.number IN $numbers
WITH c ORDER BY c.entryId
RETURN c.number AS number, c.kind AS kind, count(*) AS times, collect(c.entryId)[..$most] AS ids"""
_FIND_IN_CHANGES = f"""MATCH (c:{CHANGE.name})
WHERE c.{CURRENT_ID} IN $ids OR c.entryId IN $ids OR c.formerId IN $ids
RETURN DISTINCT c.{CURRENT_ID} AS id ORDER BY id"""
_FIND_IN_GRAPH = f"""UNWIND $ids AS id MATCH (n:{"|".join(LABELS)} {{id: id}})
RETURN n.id AS id, n.{ADDED_IN.name} AS added ORDER BY id"""
_NODES = f"""UNWIND $ids AS id MATCH (n:{"|".join(LABELS)} {{id: id}})
RETURN labels(n)[0] AS label, properties(n) AS properties"""
_CHECKSUMS_BEFORE = f"""MATCH (release:Release) WHERE {IS_RECORDED}
RETURN release.{RELEASE_ORDER} AS number, release.{CHECKSUM_BEFORE} AS checksum"""
_RENAME = f"""UNWIND $rows AS row CALL (row) {{
  MATCH (c:{CHANGE.name} {{{CURRENT_ID}: row.old}}) SET c.{CURRENT_ID} = row.new
}}"""
_WITH_CHECKSUMS = f"""MATCH (release:Release) WHERE release.checksum IN $checksums
  AND release.{RELEASE_ORDER} IS NOT NULL
RETURN release.checksum AS checksum, max(release.{RELEASE_ORDER}) AS number"""


async def read_releases(reader: GraphReader) -> list[Properties]:
    """Return all releases, the newest first.

    Raises:
        LoadRefused: when another version of this program wrote the graph.
    """
    releases = await _properties(reader, _RELEASES)
    if releases:
        check_version(releases[0].get("storageVersion"))
    return releases


async def _properties(
    reader: GraphReader, statement: str, **parameters: object
) -> list[Properties]:
    return [native(properties) async for (properties,) in await reader.run(statement, **parameters)]


async def changes_since(reader: GraphReader, ids: Collection[str], number: int) -> list[Properties]:
    """Return the Change nodes of entries, by their present ids, after a release, in order."""
    return await _properties(reader, _CHANGES_SINCE, ids=[*ids], number=number)


async def changes_of_release(reader: GraphReader, number: int) -> list[Properties]:
    """Return the Change nodes of a release."""
    return await _properties(reader, _OF_RELEASE, number=number)


async def count_changes(
    reader: GraphReader, numbers: Collection[int], most: int
) -> dict[int, dict[str, tuple[int, Sequence[str]]]]:
    """Return the number of changed entries, and the first ids, by release and kind of change."""
    found: dict[int, dict[str, tuple[int, Sequence[str]]]] = {number: {} for number in numbers}
    async for record in await reader.run(_COUNTS, numbers=[*numbers], most=most):
        found[record["number"]][record["kind"]] = (record["times"], record["ids"])
    return found


async def find_entries(reader: GraphReader, ids: Collection[str]) -> dict[str, int | None]:
    """Return the entries that have, or once had, one of these ids.

    Each is given by its present id, or its last, with the release that added it, if known.
    """
    in_changes = [r["id"] async for r in await reader.run(_FIND_IN_CHANGES, ids=[*ids])]
    in_graph = await reader.run(_FIND_IN_GRAPH, ids=[*in_changes, *ids])
    return {**dict.fromkeys(in_changes), **{r["id"]: r["added"] async for r in in_graph}}


async def read_nodes(reader: GraphReader, ids: Collection[str]) -> Mapping[str, NodeRow]:
    """Return the nodes with these ids that are in the graph, by id."""
    found = {}
    async for label, properties in await reader.run(_NODES, ids=[*ids]):
        row = NodeRow(label=label, id=properties["id"], properties=native(properties))
        found[row.id] = row
    return found


async def checksums_before(reader: GraphReader) -> Mapping[int, str]:
    """Return the checksum of the graph before each release whose changes are recorded."""
    result = await reader.run(_CHECKSUMS_BEFORE)
    return {record["number"]: record["checksum"] async for record in result}


async def save_changes(
    writer: Writer,
    changes: Iterable[NodeRow],
    *,
    renamed: Mapping[str, str],
    recorded: Properties,
) -> None:
    """Store the Change nodes of a release, and record it in the entries that it changed.

    Args:
        writer: the transaction of the load, after its changes.
        changes: the Change nodes.
        renamed: the new id of each renamed entry, by its old id.
        recorded: the properties that record the release in an added entry.
    """
    updated = {name: value for name, value in recorded.items() if name != ADDED_IN.name}
    for renames in batches(renamed.items()):
        await writer.write_rows(_RENAME, [{"old": old, "new": new} for old, new in renames])
    for batch in batches(changes):
        entries: list[Mapping[str, object]] = []
        for change in batch:
            kind, identity = change.properties["kind"], str(change.properties["entryId"])
            if kind != ChangeKind.REMOVED.name:
                found = recorded if kind == ChangeKind.ADDED.name else updated
                entries.append({**node_key(identity), "recorded": found})
        if entries:
            await writer.write_rows(f"{NODE} SET n += row.recorded", entries)
        await writer.create_nodes(batch)


async def release_numbers(reader: GraphReader, checksums: Collection[str]) -> Mapping[str, int]:
    """Return the newest release with each of these checksums, by checksum."""
    result = await reader.run(_WITH_CHECKSUMS, checksums=[*checksums])
    return {record["checksum"]: record["number"] async for record in result}
