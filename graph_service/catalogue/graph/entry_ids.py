"""The ids of entries in a graph: whose file declares a node, what refers to it, its former ids."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.model.graph import FORMER_SLUGS
from graph_service.model.ids import node_id, split_id
from graph_service.model.types import KNOWLEDGE_TRANSFER, STAGE_EVENT
from graph_service.store.graph import Graph


def owner_of(identity: str) -> str:
    """Return the id of the entry whose file declares a node: the transfer, for an event."""
    label, slug = split_id(identity)
    if label != STAGE_EVENT.name:
        return identity
    return node_id(KNOWLEDGE_TRANSFER.name, slug.rpartition("-")[0])


def former_ids(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the former ids of entries, each with the id now."""
    for _id, row in sorted(graph.nodes.items()):
        slugs = row.properties.get(FORMER_SLUGS.name)
        for slug in slugs if isinstance(slugs, list | tuple) else ():
            yield node_id(row.label, str(slug)), row.id
