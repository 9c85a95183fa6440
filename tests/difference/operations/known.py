"""The values and cursors of the graph, from which arguments are picked."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_service.model.edges import EDGES
from graph_service.model.graph import CITED_BY, LISTED, PROPERTIES, TYPES
from graph_service.model.text import fold
from tests.difference.cursors import CursorBook
from tests.difference.graph import Graph, Node
from tests.difference.random_graphs import TEXTS

from .chances import Chances

OTHERS = ("", " ", "xyz")
FACTS = tuple(sorted({edge.facts.name for edge in EDGES if edge.facts}))
"""Kinds of edges with properties of their own."""
FOCUSES = (*FACTS, "Facet", "Entry", *(node_type.name for node_type in LISTED))


@dataclass(frozen=True)
class Known:
    """The values and cursors of one graph.

    Attributes:
        focus: the type or filter that operations use most; it differs between graphs.
    """

    graph: Graph
    cursors: CursorBook
    focus: str

    def nodes(self, type_name: str) -> list[Node]:
        """Return the nodes of a type; for Entry, of all types that cite sources."""
        if type_name == "Entry":
            return self.graph.of_types(CITED_BY.targets)
        return self.graph.of_types([TYPES[type_name]]) if type_name in TYPES else []

    def texts(self, type_name: str, prop: str) -> Sequence[str]:
        """Return the texts that nodes of a type have in a property; if none, some other texts."""
        return list(dict.fromkeys(self._texts(type_name, prop))) or TEXTS

    def _texts(self, type_name: str, prop: str) -> Iterator[str]:
        for node in self.nodes(type_name):
            value = node.slug if prop == "slug" else node.values.get(prop)
            match value:
                case str():
                    yield value
                case Mapping():
                    yield from map(str, value.values())
                case list():
                    yield from map(str, value)


def is_code(type_name: str, prop: str) -> bool:
    """Whether a property is compared exactly, without folding."""
    found = PROPERTIES.get(type_name, {}).get(prop)
    return found is not None and found.code


def changed(chances: Chances, text: str) -> str:
    """Return the text itself, a variation or part of it, or an unrelated one."""
    decomposed = unicodedata.normalize("NFD", text)
    parts = (text[:2], text[-2:], text[1:3])
    return chances.pick((text, text, fold(text), text.upper(), decomposed, *parts, *OTHERS))
