"""Full-text search.

Every word must be found in some text of an entry, in any language: by its stem, or as the beginning
of a word; case, accents and stop words are ignored. If no entry has all words, those are found that
have any, or one that differs in a letter. Scores, and with them the order, come from the database's
index through a hand-written statement; the set of hits is checked here.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from graph_service.model.declare import Kind
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES
from graph_service.model.stems import STOP_WORDS, stems
from graph_service.model.text import fold
from graph_service.model.vocabulary import Vocabulary
from tests.difference.graph import Graph, Node

from .order import Order

MOST_HITS = 1000
MOST_WORDS = 20
MISSPELT = 5
Hits = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Index:
    """The full-text index: `find` returns ids and scores for words, best first."""

    find: Callable[[Sequence[str], bool], Hits]


def words_of(text: str) -> list[str]:
    """Return the distinct words of a text that have a letter or digit, without stop words."""
    words = [word for word in dict.fromkeys(fold(text).split()) if parts_of(word)]
    return [word for word in words if word not in STOP_WORDS] or words


def parts_of(text: str) -> list[str]:
    """Split a text at everything but letters and digits."""
    return re.findall(r"[^\W_]+", text)


def too_many(text: str) -> bool:
    """Whether a text has more words than a search allows."""
    words = dict.fromkeys(fold(text).split())
    return sum(len(parts_of(word)) for word in words) > MOST_WORDS


def order_of_search(text: str, types: Sequence[str] | None) -> Order:
    """Return the order of hits; cursors in it are valid only for this text and these types."""
    return (("score", "DESC", json.dumps([text, types])),)


@dataclass(frozen=True)
class Found:
    """The entries that a search finds, with their scores, best first.

    Attributes:
        scores: of the entries of the requested types.
        relaxed: whether none of them has every word.
        of_all_types: the entries of other types, too, in whose order a cursor stands.
    """

    scores: Mapping[Node, float]
    relaxed: bool
    of_all_types: Sequence[Node]


def found(graph: Graph, index: Index, text: str, types: Sequence[str] | None) -> Found:
    """Return the entries of some types with all words of a text; if there are none, with any."""
    words = words_of(text)
    searched = {node.id: Searched(node) for node in graph.of_types(ENTRY_TYPES)}
    hits = index.find(words, False) if words else ()
    expected = {i for i, entry in searched.items() if words and all(map(entry.has, words))}
    _check(text, hits, expected)
    relaxed = bool(words) and not any(_is_of(searched[i].node, types) for i, _ in hits)
    if relaxed:
        hits = index.find(words, True)
        expected = {i for i, entry in searched.items() if any(map(entry.has_nearly, words))}
        _check(text, hits, expected)
    ordered = sorted(hits, key=lambda hit: (-hit[1], hit[0]))
    everything = {searched[identity].node: score for identity, score in ordered}
    scores = {node: score for node, score in everything.items() if _is_of(node, types)}
    return Found(scores=scores, relaxed=relaxed and bool(scores), of_all_types=tuple(everything))


def _check(text: str, hits: Hits, expected: set[str]) -> None:
    if {identity for identity, _ in hits} != expected:
        raise AssertionError(f"search for {text!r}: found {hits}, not {sorted(expected)}")


def _is_of(node: Node, types: Sequence[str] | None) -> bool:
    return types is None or node.type.enum_name in types


class Searched:
    """An entry, with the words and stems by which it is found."""

    def __init__(self, node: Node) -> None:
        self.node = node
        texts = [fold(text) for text in _texts(node)]
        words = {word for text in texts for word in parts_of(text)}
        labels = {word for text in _labels(node) for word in parts_of(fold(text))}
        content = [word for word in (*words, *labels) if word not in STOP_WORDS]
        # A text of stop words alone is found by them.
        for text in (*texts, *map(fold, _labels(node))):
            if all(word in STOP_WORDS for word in parts_of(text)):
                content += parts_of(text)
        self.stems = {stem for word in content for stem in stems(word)}
        self.tokens = words | self.stems

    def has(self, word: str) -> bool:
        """Whether the entry has a word by its stem, or the beginnings of its parts."""
        parts = parts_of(word)
        if len(parts) == 1 and self.stems.intersection(stems(parts[0])):
            return True
        return all(any(token.startswith(part) for token in self.tokens) for part in parts)

    def has_nearly(self, word: str) -> bool:
        """Whether the entry has a word, or one that differs in a letter."""
        (part, *others) = parts_of(word)
        may_differ = len(word) >= MISSPELT and not others
        return self.has(word) or (may_differ and any(_is_near(part, t) for t in self.tokens))


def _is_near(one: str, other: str) -> bool:
    """Whether two words differ by a letter added, removed, replaced, or swapped with the next."""
    if abs(len(one) - len(other)) > 1:
        return False
    pairs = zip(one, other, strict=False)
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    rests = one[start:], other[start:]
    swapped = rests[0][:2] == rests[1][:2][::-1] and rests[0][2:] == rests[1][2:]
    return (
        rests[0][1:] == rests[1]
        or rests[0] == rests[1][1:]
        or rests[0][1:] == rests[1][1:]
        or swapped
    )


def _labels(node: Node) -> list[str]:
    """Return the labels of the terms that search uses, in every language."""
    values = (node.values.get(name) for name in ("kind", "modality", "themes", "stage"))
    terms = [t for value in values for t in (value if isinstance(value, list | tuple) else [value])]
    return [
        term.label(language)
        for term in terms
        if isinstance(term, Vocabulary)
        for language in ("es", "en", "pt")
    ]


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
