"""The ids that the entries of a graph had before they were renamed."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.model.ids import node_id
from graph_service.store.staging import Graph, node_row

_RENAMED = """SELECT label, id, properties, others FROM node
WHERE graph = :graph AND instr(properties, '"formerSlugs": ') ORDER BY id"""


def former_ids(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the former ids of entries, each with the id now."""
    for row in map(node_row, graph.staging.run(_RENAMED, graph=graph.number)):
        slugs = row.properties.get("formerSlugs")
        for slug in slugs if isinstance(slugs, list) else ():
            yield node_id(row.label, str(slug)), row.id
