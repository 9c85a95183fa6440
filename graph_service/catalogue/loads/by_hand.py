"""What was changed outside of loads, as far as files can say it: the next load records it first.

What no file can say, such as an unknown term or an edge that the model doesn't have, is taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graph_service.catalogue.document.trees import Tree, references, tree_of, type_of
from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.store.changes import Properties
from graph_service.store.graph import Graph

from .entry_changes import EntryChange, sayable_entries


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
