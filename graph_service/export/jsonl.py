"""JSON Lines: one line per node and one per edge; unknown values are omitted."""

from __future__ import annotations

import orjson

from graph_service.model.storage import WRITTEN
from graph_service.store.changes import NodeRow

from .rows import Row, as_json, values_of
from .selection import Files, Job

NODES = "nodes.jsonl"
EDGES = "edges.jsonl"


def jsonl_files(job: Job) -> Files:
    """Return a file of nodes and one of edges, with the values by property name."""
    nodes = (line_of(row) for _type, rows in job.nodes for row in rows)
    edges = (line_of(row) for _type, rows in job.edges for row in rows)
    return {NODES: b"".join(nodes), EDGES: b"".join(edges)}


def line_of(row: Row) -> bytes:
    """Return the line of a node or an edge, which has one form only."""
    names = (
        {"type": row.label, "id": row.id}
        if isinstance(row, NodeRow)
        else {"type": row.type, "sourceId": row.source, "targetId": row.target}
    )
    plain = {name: as_json(value) for name, value in values_of(row).items()}
    if WRITTEN in row.properties:  # so that an archive can be restored
        plain[WRITTEN] = str(row.properties[WRITTEN])
    return orjson.dumps({**names, **plain}, option=orjson.OPT_APPEND_NEWLINE)
