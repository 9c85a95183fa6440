"""GraphML: one file for networkx and Gephi, with keys derived from the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import EdgeType, exported
from graph_service.store.changes import EdgeRow, NodeRow

from .columns import Cell, Column, Columns, columns_of
from .rows import edge_values, node_values
from .writer import Job

FILE = "graph.graphml"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPE = Column(name="type", description="The type.")
_LABEL = Column(name="label", description="What Gephi displays.")
# Characters that XML 1.0 can't represent, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class GraphMLWriter:
    """Writes keys, nodes and edges; lists are joined as in the CSV tables."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def begin(self) -> None:
        """Declare the keys."""
        self._file = self._job.output.file(FILE)
        of_nodes = (p for t in self._job.selected.types for p in exported(t))
        of_edges = (p for t in self._job.selected.edge_types for p in t.properties)
        keys = [*_keys("node", of_nodes), *_keys("edge", of_edges)]
        start = '<graph id="catalogue" edgedefault="directed">\n'
        self._file.write((HEAD + "".join(keys) + start).encode())

    def nodes(self, node_type: NodeType, rows: Sequence[NodeRow]) -> None:
        """Write nodes of one type."""
        columns = Columns(exported(node_type))
        for row in rows:
            cells = columns.cells(node_values(node_type, row))
            data = _data("node", (node_type.name, _label(row)), columns, cells)
            self._file.write(f"<node id={quoted(row.id)}>{data}</node>\n".encode())

    def edges(self, edge_type: EdgeType, rows: Sequence[EdgeRow]) -> None:
        """Write edges of one type."""
        columns = Columns(edge_type.properties)
        for row in rows:
            cells = columns.cells(edge_values(edge_type, row))
            data = _data("edge", (row.type, row.type), columns, cells)
            ends = f"source={quoted(row.source)} target={quoted(row.target)}"
            self._file.write(f"<edge {ends}>{data}</edge>\n".encode())

    def end(self) -> None:
        """Complete the file."""
        self._file.write(b"</graph>\n</graphml>\n")
        self._job.output.finish(FILE)


def _keys(domain: str, props: Iterable[Property]) -> Iterator[str]:
    """Declare each column once, with the descriptions of all types that have it."""
    declared: dict[Column, None] = {}
    descriptions: dict[str, dict[str, None]] = {}
    for prop in props:
        for column in columns_of(prop):
            descriptions.setdefault(column.name, {})[column.description] = None
            declared[Column(name=column.name, type=column.type, description="")] = None
    for column in (_TYPE, _LABEL, *declared):
        lines = descriptions.get(column.name, {column.description: None})
        yield (
            f'<key id="{domain}.{column.name}" for="{domain}" attr.name="{column.name}"'
            f' attr.type="{column.type}"><desc>{escaped(" ".join(lines))}</desc></key>\n'
        )


def _label(row: NodeRow) -> str:
    return str(row.properties.get("name", row.id))


def _data(domain: str, named: Sequence[str], columns: Columns, cells: Sequence[Cell]) -> str:
    pairs = [*zip((_TYPE, _LABEL), named, strict=True), *zip(columns.all, cells, strict=True)]
    return "".join(
        f'<data key="{domain}.{column.name}">{escaped(str(cell))}</data>'
        for column, cell in pairs
        if cell is not None
    )


def escaped(text: str) -> str:
    """Return a text as the content of an element."""
    # XML parsers turn an unescaped carriage return into a line feed.
    return escape(_ILLEGAL.sub("\ufffd", text), {"\r": "&#13;"})


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, with its quotes."""
    return quoteattr(_ILLEGAL.sub("\ufffd", text))
