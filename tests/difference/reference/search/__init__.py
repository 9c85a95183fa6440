"""Search.

Five stages: entries that have every word by its stem or by a label; those that have every word,
also as a beginning; those that have every word in a text or a detail, or by a country; those that
have the words of countries and one other; those that have any. In the last two, a note counts, too.
A stage adds to the hits of those before it if there are fewer than five.

Hits are ranked by the sum of the weights that `model.ranking` declares; in the last two stages, a
word's weights also depend on how many entries have it. A single word may be in a note or a detail
in the first stage, too, and has no last three. Words for the subject of the catalogue count only in
whole labels if there are other words. A word that no entry has is replaced by a similar one, if an
entry has that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.types import COUNTRY, TOPIC
from tests.difference.graph import Graph, Node

from .entry import Searched, linked_to
from .hits import Hit
from .query import LISTED, Query

MOST_HITS = 1000
ENOUGH = 5
STAGES = 5
FILTERS = {"countries": COUNTRY, "topics": TOPIC}


@dataclass(frozen=True)
class Found:
    """The hits of a search, best first, and what was searched for instead of the text."""

    hits: Mapping[Node, Hit]
    instead: str | None = None

    def relaxed(self, nodes: Sequence[Node]) -> bool:
        """Whether all of some hits lack words, or have similar ones."""
        return bool(nodes) and all(self.hits[node].relaxed for node in nodes)


def found(
    graph: Graph,
    text: str,
    types: Sequence[str] | None,
    where: Mapping[str, Any] | None,
    *,
    may_be_empty: bool = False,
) -> Found:
    """Return the entries of some types, linked to some concepts, that a search finds."""
    every = [Searched(node, graph) for node in graph.of_types(ENTRY_TYPES)]
    query = Query.of(graph, text, every)
    entries = [
        entry
        for entry in every
        if (types is None or entry.node.type.enum_name in types) and _fits(graph, entry.node, where)
    ]
    if not query.row:
        entries = entries if may_be_empty else []
        return Found({entry.node: Hit(query, entry, 0, 0.0) for entry in entries})
    hits = _hits(query, entries, 1)
    instead = None
    if len(hits) < ENOUGH:
        if (instead := query.instead(text)) is not None:
            query = Query.of(graph, instead, every, query.corrected)
            hits = {}
        hits = _hits(query, entries, STAGES if len(query.words) > 1 else 2)
    best = sorted(hits.values(), key=lambda hit: (-hit.score, hit.entry.node.id))
    return Found({hit.entry.node: hit for hit in best}, instead)


def _hits(query: Query, entries: Sequence[Searched], stages: int) -> dict[Node, Hit]:
    hits: dict[Node, Hit] = {}
    for stage in range(stages):
        if len(hits) < ENOUGH:
            for entry in entries:
                if entry.node not in hits and query.has(entry, stage):
                    score = query.score(entry, stage)
                    hits[entry.node] = Hit(query, entry, stage, score)
    return hits


@lru_cache(maxsize=100)
def having_every_word(graph: Graph, text: str) -> Mapping[Node, float]:
    """Return the scores of entries that have every word of a text, as `LISTED` says."""
    every = [Searched(node, graph) for node in graph.of_types(ENTRY_TYPES)]
    query = Query.of(graph, text, every)
    return {
        entry.node: query.score(entry, LISTED) if query.row else 0.0
        for entry in every
        if not query.row or query.has(entry, LISTED)
    }


def relevance(graph: Graph, node: Node, text: str) -> float:
    """Return the score of an entry in a list whose entries must have every word of a text."""
    return having_every_word(graph, text).get(node, 0.0)


def _fits(graph: Graph, node: Node, where: Mapping[str, Any] | None) -> bool:
    linked = linked_to(graph, node)
    given = {name: values for name, values in (where or {}).items() if values is not None}
    years = given.pop("years", None)
    own = {year.removeprefix("../") for year in Searched(node).years}
    return (years is None or not own.isdisjoint(map(str, years))) and all(
        any(c.type is FILTERS[name] and c.slug in [s.casefold() for s in slugs] for c in linked)
        for name, slugs in given.items()
    )
