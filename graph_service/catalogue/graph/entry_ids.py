"""The ids of entries in a graph: whose file declares a node, what refers to it, its former ids."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from graph_service.model.ids import node_id, split_id
from graph_service.model.types import KNOWLEDGE_TRANSFER, STAGE_EVENT
from graph_service.store.staging import Graph, node_row

_REFERRING = """SELECT DISTINCT source FROM edge
WHERE graph = :graph AND target IN (SELECT value FROM json_each(:ids))"""
_RENAMED = """SELECT label, id, properties, others FROM node
WHERE graph = :graph AND instr(properties, '"formerSlugs": ') ORDER BY id"""


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


def former_ids(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the former ids of entries, each with the id now."""
    for row in map(node_row, graph.staging.run(_RENAMED, graph=graph.number)):
        slugs = row.properties.get("formerSlugs")
        for slug in slugs if isinstance(slugs, list) else ():
            yield node_id(row.label, str(slug)), row.id
