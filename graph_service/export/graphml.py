"""GraphML: one file for networkx and Gephi, with keys derived from the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from graph_service.model.declare import Property
from graph_service.model.graph import exported

from .rows import Cell, Column, cells_of, columns_of, name_of
from .selection import Files, Job

FILE = "graph.graphml"
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
    of_nodes = (prop for t in job.selected.types for prop in exported(t))
    of_edges = (prop for t in job.selected.edge_types for prop in t.properties)
    nodes = (
        (row.id, _cells("node", row.label, name_of(row), cells_of(row)))
        for _type, rows in job.nodes
        for row in rows
    )
    edges = (
        (row.source, row.target, _cells("edge", row.type, row.type, cells_of(row)))
        for _type, rows in job.edges
        for row in rows
    )
    keys = (*_keys("node", of_nodes), *_keys("edge", of_edges))
    return {FILE: document("catalogue", keys, nodes, edges)}


def _cells(domain: str, kind: str, label: str, cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
    named = {_TYPE.name: kind, _LABEL.name: label, **cells}
    return {f"{domain}.{name}": cell for name, cell in named.items()}


def _keys(domain: str, props: Iterable[Property]) -> Iterator[str]:
    """Declare each column once, with the descriptions of all types that have it."""
    by_name: dict[str, list[Column]] = {}
    for column in (_TYPE, _LABEL, *columns_of(*props)):
        by_name.setdefault(column.name, []).append(column)
    for name, columns in by_name.items():
        description = " ".join(dict.fromkeys(column.description for column in columns))
        yield key(f"{domain}.{name}", domain, replace(columns[0], description=description))


def key(identity: str, domain: str, column: Column) -> str:
    """Return the declaration of a key of nodes or edges."""
    kind = "string" if column.type == "date" else column.type
    about = column.description
    described = f"><desc>{_escaped(about)}</desc></key>" if about else "/>"
    return (
        f'<key id="{identity}" for="{domain}" attr.name="{column.name}"'
        f' attr.type="{kind}"{described}\n'
    )


def document(
    name: str,
    keys: Iterable[str],
    nodes: Iterable[tuple[str, Mapping[str, Cell]]],
    edges: Iterable[tuple[str, str, Mapping[str, Cell]]],
) -> bytes:
    """Return a document.

    Args:
        name: of the graph.
        keys: the declarations of its keys.
        nodes: each id with the node's cells, by the ids of their keys.
        edges: each source and target with the edge's cells.
    """
    parts = [_HEAD, *keys, f'<graph id="{name}" edgedefault="directed">\n']
    for identity, cells in nodes:
        parts.append(f"<node id={_quoted(identity)}>{_data(cells)}</node>\n")
    for source, target, cells in edges:
        ends = f"source={_quoted(source)} target={_quoted(target)}"
        parts.append(f"<edge {ends}>{_data(cells)}</edge>\n")
    return "".join((*parts, "</graph>\n</graphml>\n")).encode()


def _data(cells: Mapping[str, Cell]) -> str:
    return "".join(
        f'<data key="{name}">{_escaped(str(cell))}</data>'
        for name, cell in cells.items()
        if cell is not None
    )


def _escaped(text: str) -> str:
    # XML parsers turn an unescaped carriage return into a line feed.
    return escape(_ILLEGAL.sub("\ufffd", text), {"\r": "&#13;"})


def _quoted(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", text))
