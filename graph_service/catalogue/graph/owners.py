"""The entry whose file declares a node: events of a transfer have no files of their own."""

from __future__ import annotations

import json
from collections.abc import Collection

from graph_service.model.ids import node_id, split_id
from graph_service.model.types import KNOWLEDGE_TRANSFER, STAGE_EVENT
from graph_service.store.staging import Graph

_REFERRING = """SELECT DISTINCT source FROM edge
WHERE graph = :graph AND target IN (SELECT value FROM json_each(:ids))"""


def owner_of(identity: str) -> str:
    """Return the id of the entry whose file declares a node: the transfer, for an event."""
    label, slug = split_id(identity)
    if label != STAGE_EVENT.name:
        return identity
    return node_id(KNOWLEDGE_TRANSFER.name, slug.rpartition("-")[0])


def referring_entries(graph: Graph, ids: Collection[str]) -> set[str]:
    """Return the ids of the entries with an edge to one of these entries."""
    rows = graph.staging.run(_REFERRING, graph=graph.number, ids=json.dumps([*ids]))
    return {owner_of(source) for (source,) in rows}
