"""Search.

Four stages, of which each runs only if the one before finds nothing: entries that have every word
by its stem or by a label; those that have every word, also as a beginning; those that have the
words of countries and one other word, also in a note, or with a wrong letter if no entry has it;
those that have any word. Hits are ranked by the sum of the weights that `model.ranking` declares;
in the last two stages, a word's weights also depend on how many entries have it. A single word may
be the beginning of a word, or in a note, in the first stage, too. Words for the subject of the
catalogue count only in whole labels if there are other words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.types import COUNTRY, TOPIC
from tests.difference.graph import Graph, Node

from .entry import Searched, linked_to
from .hits import Hit
from .query import FIRST_RELAXED, Query

MOST_HITS = 1000
STAGES = 4
FILTERS = {"countries": COUNTRY, "topics": TOPIC}


@dataclass(frozen=True)
class Found:
    """The hits of a search, best first, and whether they lack words."""

    hits: Mapping[Node, Hit]
    relaxed: bool


def found(
    graph: Graph, text: str, types: Sequence[str] | None, where: Mapping[str, Any] | None
) -> Found:
    """Return the entries of some types, linked to some concepts, that a search finds."""
    every = [Searched(node, graph) for node in graph.of_types(ENTRY_TYPES)]
    query = Query.of(graph, text, every)
    entries = [
        entry
        for entry in every
        if (types is None or entry.node.type.enum_name in types) and _fits(graph, entry.node, where)
    ]
    for stage in range(STAGES):
        hits = [Hit(query, e, stage, query.score(e, stage)) for e in entries if query.has(e, stage)]
        if hits:
            hits.sort(key=lambda hit: (-hit.score, hit.entry.node.id))
            return Found({hit.entry.node: hit for hit in hits}, stage >= FIRST_RELAXED)
    return Found({}, False)


def _fits(graph: Graph, node: Node, where: Mapping[str, Any] | None) -> bool:
    linked = linked_to(graph, node)
    return all(
        any(c.type is FILTERS[name] and c.slug in [s.casefold() for s in slugs] for c in linked)
        for name, slugs in (where or {}).items()
        if slugs is not None
    )
