"""What makes a load unsafe, found before anything is written."""

from __future__ import annotations

from graph_service.errors import LoadRefused
from graph_service.i18n import Lines, _
from graph_service.store.changes import Diff
from graph_service.store.staging import Graph
from graph_service.store.write import Memory

from .diff import clashes

# Measured with 363 MB allowed, before the commit: 4,112 nodes and 21,792 edges took 57 MB; 14,618
# and 80,136 took 199 MB and were committed; 17,090 and 93,864 took 233 MB and were not.
_BYTES_A_NODE = 8_000
_BYTES_AN_EDGE = 1_100
_FOR_THE_COMMIT = 0.43


def clashing(wanted: Graph, diff: Diff) -> LoadRefused | None:
    """Refuse what would give a code to two entries; None where nothing does."""
    lines = [
        _(
            "{row} and {kept}, which the graph has and the files have not, share {field}"
            ' "{value}".',
            row=row.id,
            kept=kept.id,
            field=name,
            value=str(row.properties[name]),
        )
        for kept, row, name in clashes(wanted, diff)
    ]
    remedy = _(
        "Nothing was written. If it was renamed, name its formerSlugs; if it is to go, load with"
        " --prune."
    )
    return LoadRefused(Lines((*lines, remedy))) if lines else None


def too_large(diff: Diff, memory: Memory) -> LoadRefused | None:
    """Refuse what one transaction has too little of the server's memory for; None where not."""
    nodes = len(diff.nodes_added) + len(diff.nodes_changed) + len(diff.nodes_removed)
    edges = len(diff.edges_added) + len(diff.edges_changed) + len(diff.edges_removed)
    needed = nodes * _BYTES_A_NODE + edges * _BYTES_AN_EDGE
    if memory.transaction is None:
        return None
    allowed = int(memory.transaction * (1 - _FOR_THE_COMMIT))
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
