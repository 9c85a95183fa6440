"""The graph as an earlier release left it: the changes since are reversed."""

from __future__ import annotations

from graph_service.errors import HistoryMissing
from graph_service.i18n import _
from graph_service.store.changes import Properties, differing
from graph_service.store.graph_reader import GraphReader
from graph_service.store.history import read_change_log
from graph_service.store.packing import packed, unpacked
from graph_service.store.staging import Graph, Staging

from .diff import renamed
from .patch import Patch, unpack
from .release import EMPTY_CHECKSUM, integer

_NODES_ADDED = """SELECT id FROM node a WHERE a.graph = :after
AND NOT EXISTS (SELECT 1 FROM node b WHERE b.graph = :before AND b.id = a.id)"""
_NODES_CHANGED = """SELECT g.label, g.id, g.properties, g.others,
  b.properties, b.others, a.properties, a.others
FROM node a JOIN node b ON b.graph = :before AND b.id = a.id
JOIN node g ON g.graph = :graph AND g.id = a.id WHERE a.graph = :after"""
_RESTORE_NODES = """INSERT OR REPLACE INTO node
SELECT :graph, b.id, b.label, b.properties, b.others FROM node b WHERE b.graph = :before
AND NOT EXISTS (SELECT 1 FROM node a WHERE a.graph = :after AND a.id = b.id)"""
_EDGES_ADDED = """SELECT type, source, target FROM edge a WHERE a.graph = :after AND NOT EXISTS (
  SELECT 1 FROM edge b WHERE b.graph = :before
    AND b.type = a.type AND b.source = a.source AND b.target = a.target
)"""
_EDGES_CHANGED = """SELECT g.type, g.source, g.target, g.properties, g.others,
  b.properties, b.others, a.properties, a.others
FROM edge a JOIN edge b ON b.graph = :before
  AND b.type = a.type AND b.source = a.source AND b.target = a.target
JOIN edge g ON g.graph = :graph
  AND g.type = a.type AND g.source = a.source AND g.target = a.target
WHERE a.graph = :after"""
_RESTORE_EDGES = """INSERT OR REPLACE INTO edge
SELECT :graph, b.type, b.source, b.target, b.properties, b.others FROM edge b
WHERE b.graph = :before AND NOT EXISTS (
  SELECT 1 FROM edge a WHERE a.graph = :after
    AND a.type = b.type AND a.source = b.source AND a.target = b.target
)"""
_REMOVE_NODE = "DELETE FROM node WHERE graph = ? AND id = ?"
_REMOVE_EDGE = "DELETE FROM edge WHERE graph = ? AND type = ? AND source = ? AND target = ?"
# Only changes by hand leave such edges behind.
_REMOVE_LOOSE_EDGES = """DELETE FROM edge WHERE graph = :graph AND (
  NOT EXISTS (SELECT 1 FROM node n WHERE n.graph = :graph AND n.id = edge.source)
  OR NOT EXISTS (SELECT 1 FROM node n WHERE n.graph = :graph AND n.id = edge.target)
)"""


async def graph_at(reader: GraphReader, staging: Staging, stored: Graph, number: int) -> Graph:
    """Return the graph as a release left it, 0 for the graph before the first.

    The changes of the later releases are reversed on the stored graph. Changes by hand since then
    remain, unless a later release has changed the same property.

    Args:
        reader: an open transaction on the database.
        staging: the file of the stored graph.
        stored: the graph as stored now; it stays as it is.
        number: of the release.

    Raises:
        HistoryMissing: if the changes of a later release are not recorded.
    """
    newest = integer(await reader.newest_release(), "number") or 0
    if number >= newest:
        return stored
    graph = stored.copy()
    for later in range(newest, number, -1):
        log = await read_change_log(reader, later)
        if log is None:
            raise HistoryMissing(
                _(
                    "What Release {number} left is not known: the changes of Release {later} are"
                    " not recorded, because an earlier version of this program wrote it, or"
                    " the graph was restored from an archive.",
                    number=number,
                    later=later,
                )
            )
        if log.checksum == EMPTY_CHECKSUM:
            graph.drop()
            continue
        patch = unpack(log.changes, staging)
        graph = reverse(graph, patch)
        patch.drop()
    staging.run(_REMOVE_LOOSE_EDGES, graph=graph.number)
    return graph


def reverse(graph: Graph, patch: Patch) -> Graph:
    """Reverse a patch on a graph, which is changed or dropped, and return the result."""
    staging = graph.staging
    graphs = {"before": patch.before.number, "after": patch.after.number, "graph": graph.number}
    sides = {name: graphs[name] for name in ("before", "after")}
    for added, remove in ((_EDGES_ADDED, _REMOVE_EDGE), (_NODES_ADDED, _REMOVE_NODE)):
        staging.run_many(remove, ((graph.number, *key) for key in staging.run(added, **sides)))
    for label, identity, *texts in staging.run(_NODES_CHANGED, **graphs):
        graph.add_packed_node(label, identity, packed(_reversed(*texts)))
    for name, source, target, *texts in staging.run(_EDGES_CHANGED, **graphs):
        graph.add_packed_edge((name, source, target), packed(_reversed(*texts)))
    for restore in (_RESTORE_NODES, _RESTORE_EDGES):
        staging.run(restore, **graphs)
    if not patch.renames:
        return graph
    former = renamed(graph, {new: old for old, new in patch.renames.items()})
    graph.drop()
    return former


def _reversed(*texts: str) -> Properties:
    """Return the properties of a row with the old values of a patch; packed: now, before, after."""
    now, before, after = (unpacked(*texts[i : i + 2]) for i in (0, 2, 4))
    old = {name: before for name, (before, _after) in differing(before, after).items()}
    return {name: value for name, value in {**now, **old}.items() if value is not None}
