"""Full-text search.

Every word must be found, as a word or the beginning of one, in some text of an entry, in any
language; case and accents are ignored. Scores, and with them the order, come from the database's
index through a hand-written statement; the set of hits is checked here.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph_service.model.declare import Kind
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES
from graph_service.model.text import fold
from tests.difference.graph import Graph, Node

from .order import Order

MOST_HITS = 1000
MOST_WORDS = 20
Hits = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Index:
    """The full-text index: `find` returns ids and scores for words, best first."""

    find: Callable[[Sequence[str]], Hits]


def words_of(text: str) -> list[str]:
    """Return the distinct words of a text, split at white space, that have a letter or digit."""
    return [word for word in dict.fromkeys(fold(text).split()) if parts_of(word)]


def parts_of(text: str) -> list[str]:
    """Split a text at everything but letters and digits."""
    return re.findall(r"[^\W_]+", text)


def too_many(text: str) -> bool:
    """Whether a text has more words than a search allows."""
    return sum(len(parts_of(word)) for word in words_of(text)) > MOST_WORDS


def order_of_search(text: str) -> Order:
    """Return the order of hits; cursors in it are valid only for this text."""
    return (("score", "DESC", text),)


def found(graph: Graph, index: Index, text: str) -> dict[Node, float]:
    """Return all entries with the words of a text and their scores, best first."""
    words = words_of(text)
    hits = index.find(words) if words else ()
    nodes = {node.id: node for node in graph.of_types(ENTRY_TYPES)}
    ordered = sorted(hits, key=lambda hit: (-hit[1], hit[0]))
    expected = {node.id for node in nodes.values() if words and _has_all(node, words)}
    if {identity for identity, _ in hits} != expected:
        raise AssertionError(f"search for {text!r}: found {hits}, not {sorted(expected)}")
    return {nodes[identity]: score for identity, score in ordered}


def _has_all(node: Node, words: Sequence[str]) -> bool:
    have = [word for text in _texts(node) for word in parts_of(fold(text))]
    wanted = [part for word in words for part in parts_of(word)]
    return all(any(word.startswith(part) for word in have) for part in wanted)


def _texts(node: Node) -> list[str]:
    """Return all texts of an entry in every language, without codes and remarks."""
    texts: list[str] = []
    for name, value in node.values.items():
        prop = PROPERTIES[node.type.name][name]
        searched = prop.kind in (Kind.TEXT, Kind.STRING) and not prop.code and not prop.remark
        if searched and name != "formerSlugs":
            match value:
                case str():
                    texts.append(value)
                case dict():
                    texts += map(str, value.values())
                case list():
                    texts += map(str, value)
    return texts
