"""Reasons to refuse a load before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.catalogue.graph.entry_ids import owner_of
from graph_service.errors import LoadRefused
from graph_service.i18n import Lines, _
from graph_service.store.changes import Diff
from graph_service.store.staging import Graph
from graph_service.store.write import Memory

from .diff import code_conflicts

# Measured with 363 MB allowed, before the commit: 4,112 nodes and 21,792 edges took 57 MB; 14,618
# and 80,136 took 199 MB and were committed; 17,090 and 93,864 took 233 MB and were not.
_BYTES_PER_NODE = 8_000
_BYTES_PER_EDGE = 1_100
_COMMIT_SHARE = 0.43
# Measured: 10,000 Change nodes with two fields each took 69 MB before the commit.
_BYTES_PER_CHANGE = 7_000


def code_refusal(wanted: Graph, diff: Diff) -> LoadRefused | None:
    """Return the refusal of a load that would give two entries the same code, or None."""
    lines = [
        _(
            "{row} has the same {field} as {kept}, which is in the graph but not in the files:"
            ' "{value}".',
            row=row.id,
            kept=kept.id,
            field=name,
            value=str(row.properties[name]),
        )
        for kept, row, name in code_conflicts(wanted, diff)
    ]
    remedy = _(
        "Nothing was written. If the entry was renamed, add its old slug to formerSlugs; to remove"
        " the old entry, load with --prune."
    )
    return LoadRefused(Lines((*lines, remedy))) if lines else None


def memory_refusal(diff: Diff, memory: Memory, *, is_recorded: bool = True) -> LoadRefused | None:
    """Return the refusal of a diff that is too large for one transaction's memory, or None.

    Args:
        diff: the changes.
        memory: the limit of a transaction.
        is_recorded: whether a Change is written for each entry, as all loads but the first do.
    """
    nodes = len(diff.nodes_added) + len(diff.nodes_changed) + len(diff.nodes_removed)
    edges = len(diff.edges_added) + len(diff.edges_changed) + len(diff.edges_removed)
    needed = nodes * _BYTES_PER_NODE + edges * _BYTES_PER_EDGE
    if memory.transaction is None:
        return None
    allowed = int(memory.transaction * (1 - _COMMIT_SHARE))
    if is_recorded and needed + (nodes + edges) * _BYTES_PER_CHANGE > allowed:
        needed += len(set(_changed_entries(diff))) * _BYTES_PER_CHANGE
    if needed <= allowed:
        return None
    return LoadRefused(
        _(
            "This load changes {nodes:,} nodes and {edges:,} edges and needs about"
            " {needed:,} MB of server memory in one transaction; the server allows"
            " {allowed:,} MB. Nothing was written. Raise HEAP, or"
            " server.memory.heap.max_size of the server (a load may use two fifths of it).",
            nodes=nodes,
            edges=edges,
            needed=needed // 1_000_000,
            allowed=allowed // 1_000_000,
        )
    )


def _changed_entries(diff: Diff) -> Iterator[str]:
    """Yield the id of an entry for each of its nodes and edges that changes."""
    for nodes in (diff.nodes_added, diff.nodes_removed):
        yield from (owner_of(row.id) for row in nodes)
    yield from (owner_of(change.after.id) for change in diff.nodes_changed)
    for edges in (diff.edges_added, diff.edges_removed):
        yield from (owner_of(edge.source) for edge in edges)
    yield from (owner_of(change.after.source) for change in diff.edges_changed)
