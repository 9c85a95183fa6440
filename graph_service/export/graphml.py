"""GraphML: one file for networkx and Gephi, with keys derived from the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from graph_service.model.declare import Property
from graph_service.model.graph import exported

from .rows import Cell, Column, Columns, columns_of, edge_values, node_values
from .selection import Files, Job

FILE = "graph.graphml"
END = "</graph>\n</graphml>\n"
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPE = Column("type", "The type.")
_LABEL = Column("label", "What Gephi displays.")
# Characters that XML 1.0 can't represent, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml_files(job: Job) -> Files:
    """Return one file: keys, nodes and edges; lists are joined as in the CSV tables."""
    of_nodes = (p for t in job.selected.types for p in exported(t))
    of_edges = (p for t in job.selected.edge_types for p in t.properties)
    parts = [start("catalogue", (*_keys("node", of_nodes), *_keys("edge", of_edges)))]
    for node_type, nodes in job.nodes():
        columns = Columns(exported(node_type))
        names = _names("node", columns)
        for row in nodes:
            label = str(row.properties.get("name", row.id))
            cells = (node_type.name, label, *columns.cells(node_values(node_type, row)))
            parts.append(node(row.id, zip(names, cells, strict=True)))
    for edge_type, edges in job.edges():
        columns = Columns(edge_type.properties)
        names = _names("edge", columns)
        for link in edges:
            cells = (link.type, link.type, *columns.cells(edge_values(edge_type, link)))
            parts.append(edge(link.source, link.target, zip(names, cells, strict=True)))
    return {FILE: "".join((*parts, END)).encode()}


def _names(domain: str, columns: Columns) -> list[str]:
    return [f"{domain}.{column.name}" for column in (_TYPE, _LABEL, *columns.all)]


def _keys(domain: str, props: Iterable[Property]) -> Iterator[str]:
    """Declare each column once, with the descriptions of all types that have it."""
    declared: dict[tuple[str, str], dict[str, None]] = {}
    descriptions: dict[str, dict[str, None]] = {}
    for column in (_TYPE, _LABEL, *(column for prop in props for column in columns_of(prop))):
        lines = descriptions.setdefault(column.name, {})
        lines[column.description] = None
        declared[column.name, column.type] = lines
    for (name, kind), lines in declared.items():
        yield key(f"{domain}.{name}", domain, name, kind, " ".join(lines))


def start(graph: str, keys: Iterable[str]) -> str:
    """Return the beginning of a document, before the nodes of its graph."""
    return f'{_HEAD}{"".join(keys)}<graph id="{graph}" edgedefault="directed">\n'


def key(identity: str, domain: str, name: str, kind: str, description: str = "") -> str:
    """Return the declaration of a key of nodes or edges."""
    described = f"><desc>{_escaped(description)}</desc></key>" if description else "/>"
    return f'<key id="{identity}" for="{domain}" attr.name="{name}" attr.type="{kind}"{described}\n'


def node(identity: str, cells: Iterable[tuple[str, Cell]]) -> str:
    """Return a node with its cells by the ids of their keys."""
    return f"<node id={_quoted(identity)}>{_data(cells)}</node>\n"


def edge(source: str, target: str, cells: Iterable[tuple[str, Cell]]) -> str:
    """Return an edge with its cells by the ids of their keys."""
    ends = f"source={_quoted(source)} target={_quoted(target)}"
    return f"<edge {ends}>{_data(cells)}</edge>\n"


def _data(cells: Iterable[tuple[str, Cell]]) -> str:
    return "".join(
        f'<data key="{name}">{_escaped(str(cell))}</data>'
        for name, cell in cells
        if cell is not None
    )


def _escaped(text: str) -> str:
    # XML parsers turn an unescaped carriage return into a line feed.
    return escape(_ILLEGAL.sub("\ufffd", text), {"\r": "&#13;"})


def _quoted(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", text))
