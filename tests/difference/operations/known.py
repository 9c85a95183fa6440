"""What there is to ask for: the graph's values, and its cursors."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_service.model.graph import CITED_BY, LISTED, PROPERTIES, TYPES
from graph_service.model.text import fold
from tests.difference.cursors import CursorBook
from tests.difference.graph import Graph, Node
from tests.difference.random_graphs import TEXTS

from .chances import Chances

OTHERS = ("", " ", "xyz")
FACTS = ("Attendance", "Governance", "Operation", "Rating")
FOCUSES = (*FACTS, "Facet", "Entry", *(node_type.name for node_type in LISTED))


@dataclass(frozen=True)
class Known:
    """What operations may speak of.

    Attributes:
        focus: what they are to speak of most; another for each graph.
    """

    graph: Graph
    cursors: CursorBook
    focus: str

    def nodes(self, type_name: str) -> list[Node]:
        """Give the nodes of a type, or of all entries that cite."""
        if type_name == "Entry":
            return self.graph.of_types(CITED_BY.targets)
        return self.graph.of_types([TYPES[type_name]]) if type_name in TYPES else []

    def texts(self, type_name: str, prop: str) -> Sequence[str]:
        """Give the texts that nodes of a type have under a property; a few others if none."""
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
    """Tell whether a property is compared to the letter."""
    found = PROPERTIES.get(type_name, {}).get(prop)
    return found is not None and found.code


def changed(chances: Chances, text: str) -> str:
    """Give a text as it is, or another that has something to do with it."""
    decomposed = unicodedata.normalize("NFD", text)
    parts = (text[:2], text[-2:], text[1:3])
    return chances.pick((text, text, fold(text), text.upper(), decomposed, *parts, *OTHERS))
