"""What has all words of a text?

Every word must be found, as a word or as the beginning of one, in some text of an entry, in any
language; case and accents don't count. Scores come from the database's own index, by a statement
that is written by hand; so does the order. That the index finds what it should is checked here.
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
    """The full-text index: gives ids with their scores for words, the best first."""

    find: Callable[[Sequence[str]], Hits]


def words_of(text: str) -> list[str]:
    """Give the words of a text: what white space parts; each once, if it has a letter or digit."""
    return [word for word in dict.fromkeys(fold(text).split()) if parts_of(word)]


def parts_of(text: str) -> list[str]:
    """Cut a text where there is neither a letter nor a digit."""
    return re.findall(r"[^\W_]+", text)


def too_many(text: str) -> bool:
    """Tell whether a text has more words than may be searched for."""
    return sum(len(parts_of(word)) for word in words_of(text)) > MOST_WORDS


def order_of_search(text: str) -> Order:
    """Give the order of what is found; a place in it is one in the search for this text."""
    return (("score", "DESC", text),)


def found(graph: Graph, index: Index, text: str) -> dict[Node, float]:
    """Give all entries that have the words of a text, with their scores, in their order."""
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
    """Give all texts of an entry: in every language; codes and remarks are none."""
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
