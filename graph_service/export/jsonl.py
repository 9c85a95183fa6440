"""JSON Lines: one line per node and one per edge; unknown values are omitted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import orjson

from graph_service.model.declare import NodeType
from graph_service.model.graph import EdgeType
from graph_service.model.json import Json
from graph_service.model.storage import Value
from graph_service.store.changes import EdgeRow, NodeRow

from .rows import as_json, edge_values, node_values
from .writer import Job

NODES = "nodes.jsonl"
EDGES = "edges.jsonl"


class JsonLinesWriter:
    """Writes the values by property name."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def begin(self) -> None:
        """Create both files."""
        self._nodes = self._job.output.file(NODES)
        self._edges = self._job.output.file(EDGES)

    def nodes(self, node_type: NodeType, rows: Sequence[NodeRow]) -> None:
        """Write nodes of one type."""
        self._nodes.write(
            _lines(
                {"type": row.label, "id": row.id, **_plain(node_values(node_type, row))}
                for row in rows
            )
        )

    def edges(self, edge_type: EdgeType, rows: Sequence[EdgeRow]) -> None:
        """Write edges of one type."""
        self._edges.write(
            _lines(
                {
                    "type": row.type,
                    "sourceId": row.source,
                    "targetId": row.target,
                    **_plain(edge_values(edge_type, row)),
                }
                for row in rows
            )
        )

    def end(self) -> None:
        """Complete both files."""
        self._job.output.finish(NODES)
        self._job.output.finish(EDGES)


def _plain(values: Mapping[str, Value]) -> dict[str, Json]:
    return {name: as_json(value) for name, value in values.items()}


def _lines(objects: Iterable[Mapping[str, Json]]) -> bytes:
    return b"".join(orjson.dumps(x, option=orjson.OPT_APPEND_NEWLINE) for x in objects)
