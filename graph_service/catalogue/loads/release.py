"""The record of a load: its number, time, checksum and counts.

Releases stay as the history of the graph; it stands at the one with the highest number. The
checksum is that of the whole graph as it is stored, so equal checksums mean equal graphs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.ids import node_id
from graph_service.model.storage import STORAGE_VERSION, Value, stored_node
from graph_service.model.types import RELEASE
from graph_service.store.changes import NodeRow
from graph_service.store.staging import Graph

LICENCE = "CC BY 4.0"


def release_row(
    *,
    checksum: str,
    counts: Mapping[str, int],
    number: int,
    loaded_at: dt.datetime,
    by: str | None = None,
    undoes: int | None = None,
) -> NodeRow:
    """Give the node that records a load, or that a load was undone.

    Args:
        checksum: of the graph after it.
        counts: the number of entries of each type after it.
        number: its place in the history, from 1.
        loaded_at: when.
        by: who, where that is set.
        undoes: the number of the release that it undoes.
    """
    slug = f"release-{number}"
    undoing = f", undoes Release {undoes}" if undoes is not None else ""
    values: dict[str, Value] = {
        "name": f"Release {number} ({loaded_at:%Y-%m-%d}){undoing}",
        "loadedAt": loaded_at,
        "checksum": checksum,
        "licence": LICENCE,
        "counts": counts,
    }
    if by:
        values["loadedBy"] = by
    return NodeRow(
        label=RELEASE.name,
        id=node_id(RELEASE.name, slug),
        properties={
            **stored_node(RELEASE, slug, values),
            "number": number,
            "storageVersion": STORAGE_VERSION,
            **({"undoes": undoes} if undoes is not None else {}),
        },
    )


def counts(graph: Graph) -> dict[str, int]:
    """Count the entries of each type."""
    found = graph.counts()
    return {node_type.name: found.get(node_type.name, 0) for node_type in ENTRY_TYPES}


def checksum(graph: Graph) -> str:
    """Give the SHA-256 of a graph: a line a node, then a line an edge, sorted, as JSON."""
    digest = hashlib.sha256()
    for line in graph.lines():
        digest.update(line)
    return digest.hexdigest()
