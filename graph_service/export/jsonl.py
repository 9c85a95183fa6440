"""JSON Lines: one line per node and one per edge; unknown values are omitted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import orjson

from graph_service.model.json import Json
from graph_service.model.storage import Value

from .rows import as_json, edge_values, node_values
from .selection import Files, Job

NODES = "nodes.jsonl"
EDGES = "edges.jsonl"


def jsonl_files(job: Job) -> Files:
    """Return a file of nodes and one of edges, with the values by property name."""
    nodes = (
        {"type": row.label, "id": row.id, **_plain(node_values(node_type, row))}
        for node_type, rows in job.nodes
        for row in rows
    )
    edges = (
        {
            "type": row.type,
            "sourceId": row.source,
            "targetId": row.target,
            **_plain(edge_values(edge_type, row)),
        }
        for edge_type, rows in job.edges
        for row in rows
    )
    return {NODES: _lines(nodes), EDGES: _lines(edges)}


def _plain(values: Mapping[str, Value]) -> dict[str, Json]:
    return {name: as_json(value) for name, value in values.items()}


def _lines(objects: Iterable[Mapping[str, Json]]) -> bytes:
    return b"".join(orjson.dumps(x, option=orjson.OPT_APPEND_NEWLINE) for x in objects)
