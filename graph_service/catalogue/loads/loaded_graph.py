"""The graph as the newest release left it, kept beside the one that people can change by hand.

What was changed by hand is recorded first by the next load, as far as files can say it; what they
can't, such as an unknown term or an edge that the model doesn't have, is taken back. The kept graph
is that of an archive, whose lines are in a node.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import orjson

from graph_service.catalogue.document.trees import Tree, references, tree_of, type_of
from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.export.jsonl import line_of
from graph_service.model.storage import LOADED_GRAPH
from graph_service.store.changes import Properties
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader
from graph_service.store.write import Writer

from .archive import edge_of, node_of
from .entry_changes import EntryChange, sayable_entries
from .release import checksum

_READ = f"MATCH (saved:{LOADED_GRAPH}) RETURN saved.lines AS lines"
# Earlier versions saved it in several nodes.
_SAVE = f"""CALL () {{ MATCH (old:{LOADED_GRAPH}) DELETE old }}
CREATE (saved:{LOADED_GRAPH} {{id: '{LOADED_GRAPH}', lines: $lines}}) RETURN count(saved)"""


async def save_loaded_graph(writer: Writer, graph: Graph) -> None:
    """Save the graph that a load leaves: that of today's catalogue takes 0.3 s, and 0.4 MB."""
    packer = zlib.compressobj(level=1)
    lines = chain(map(line_of, graph.nodes.values()), map(line_of, graph.edges.values()))
    await writer.record(_SAVE, lines=b"".join([*map(packer.compress, lines), packer.flush()]))


async def read_loaded_graph(reader: GraphReader, release: Properties) -> Graph | None:
    """Return the graph as the newest release left it; None if what is saved is not that."""
    graph = Graph()
    try:
        async for (packed,) in await reader.run(_READ):
            for text in zlib.decompress(packed).splitlines():
                line = orjson.loads(text)
                if "sourceId" in line:
                    graph.add((), [edge_of(line)])
                else:
                    graph.add([node_of(line)], ())
    except (LookupError, TypeError, ValueError, zlib.error):  # changed by hand, too
        return None
    return graph if checksum(graph) == release["checksum"] else None


class ByHand(NamedTuple):
    """What was changed by hand since the newest release.

    Attributes:
        release: the release that records it; None if no file can say anything of it.
        changes: what it changed in entries.
        repaired: the paths of the entries of which no file can say what was changed.
    """

    release: Properties | None
    changes: Sequence[EntryChange]
    repaired: Sequence[str]


def said_graph(stored: Graph, loaded: Graph) -> Graph:
    """Return the stored graph, with what a release had of entries that no file can say.

    Entries that others need come back, too.

    Args:
        stored: the stored graph.
        loaded: the graph as the newest release left it.
    """
    before = documents_of(loaded)
    entries = sayable_entries(stored)
    found: dict[str, Tree] = {identity: tree_of(entry) for identity, entry in entries.items()}
    found |= {i: before[i] for i in (stored.nodes.keys() & before.keys()) - found.keys()}
    while missing := [
        (identity, target)
        for identity, document in found.items()
        for target in references(type_of(identity), document, before)
        if target not in found
    ]:
        found |= {target: before[target] for _identity, target in missing if target in before}
        for identity in {identity for identity, target in missing if target not in before}:
            del found[identity]
            found |= {identity: before[identity]} if identity in before else {}
    return graph_of(found)
