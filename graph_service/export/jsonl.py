"""JSON Lines: one line per node and one per edge; unknown values are omitted."""

from __future__ import annotations

from collections.abc import Mapping

import orjson

from graph_service.model.graph import EDGE_TYPES, TYPES
from graph_service.model.storage import WRITTEN, Value
from graph_service.store.changes import EdgeRow, NodeRow

from .rows import as_json, edge_values, node_values
from .selection import Files, Job

NODES = "nodes.jsonl"
EDGES = "edges.jsonl"


def jsonl_files(job: Job) -> Files:
    """Return a file of nodes and one of edges, with the values by property name."""
    nodes = (node_line(row) for _type, rows in job.nodes for row in rows)
    edges = (edge_line(row) for _type, rows in job.edges for row in rows)
    return {NODES: b"".join(nodes), EDGES: b"".join(edges)}


def node_line(row: NodeRow) -> bytes:
    """Return the line of a node, which has one form only."""
    return _line({"type": row.label, "id": row.id}, node_values(TYPES[row.label], row), row)


def edge_line(row: EdgeRow) -> bytes:
    """Return the line of an edge, which has one form only."""
    ends = {"type": row.type, "sourceId": row.source, "targetId": row.target}
    return _line(ends, edge_values(EDGE_TYPES[row.type], row), row)


def _line(names: Mapping[str, str], values: Mapping[str, Value], row: NodeRow | EdgeRow) -> bytes:
    plain = {name: as_json(value) for name, value in values.items()}
    if WRITTEN in row.properties:  # so that an archive can be restored
        plain[WRITTEN] = str(row.properties[WRITTEN])
    return orjson.dumps({**names, **plain}, option=orjson.OPT_APPEND_NEWLINE)
