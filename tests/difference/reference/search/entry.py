"""An entry with all that a search finds it by, and how well it matches."""

from itertools import takewhile

from graph_service.model import ranking
from graph_service.model.edges import DERIVED
from graph_service.model.edtf import PartialDate
from graph_service.model.stems import stems_in
from graph_service.model.types import COUNTRY, DETAIL, INSTITUTION, PROGRAMME, TOPIC
from graph_service.model.vocabulary import Vocabulary
from tests.difference.graph import Graph, Link, Node

from .texts import TERMS, Texts, stems_of

CONCEPTS = (COUNTRY, TOPIC, INSTITUTION, PROGRAMME)
ENDS = {"ATTENDED_BY": "from", "FROM": "from", "HOSTED_BY": "to", "TO": "to"}
"""The edges from a visit or a transfer to the countries at each end of it."""
Concept = Node | Vocabulary | str
"""What a label names: an entry, a term, or the name of a type."""


def linked_to(graph: Graph, node: Node) -> set[Node]:
    """Return the concepts that an entry has edges to, other than those that loads derive."""
    return {
        link.target
        for link in graph.links
        if link.source is node and link.target.type in CONCEPTS and link.edge not in DERIVED
    }


class Searched(Texts):
    """An entry of a graph with the concepts that it is linked to; without a graph, with none."""

    def __init__(self, node: Node, graph: Graph | None = None) -> None:
        super().__init__(node)
        links = [link for link in graph.links if link.source is node] if graph else []
        self.linked = linked_to(graph, node) if graph else set()
        self.details = _details(links)
        self.detail_stems = stems_of([(language, text) for language, text, _ in self.details])
        self.at_ends = {
            (ENDS[link.edge.name], link.target)
            for link in links
            if link.target.type is COUNTRY and link.edge.name in ENDS
        }

    def weight_of(self, concepts: set[Concept], narrower: set[Concept]) -> float:
        """Return the weight of a word by the concepts of which it is a label, or a narrower one."""
        linked = self.linked & concepts
        others = {node for node in linked if not is_country(node)}
        weight = ranking.BY_COUNTRY * any(map(is_country, linked))
        weight += ranking.BY_CONCEPT * bool(others - narrower)
        weight += ranking.BY_NARROWER * bool(others & narrower)
        weight += ranking.BY_CONCEPT * (self.node.type.name in concepts)
        for name in TERMS:
            value = self.node.values.get(name)
            terms = value if isinstance(value, list | tuple) else [value]
            weight += ranking.BY_CONCEPT * any(term in concepts for term in terms)
        return weight

    def having(self, concepts: set[Concept]) -> set[Concept]:
        """Return those of some concepts that the entry has."""
        found: set[Concept] = {*(self.linked & concepts), *({self.node.type.name} & concepts)}
        for name in TERMS:
            value = self.node.values.get(name)
            found |= concepts & {*(value if isinstance(value, list | tuple) else [value])}
        return found


def _details(links: list[Link]) -> list[tuple[str | None, str, str | None]]:
    """Return the texts of the details of a practice in their order: language, text and time."""
    nodes = [link.target for link in links if link.target.type is DETAIL]
    nodes.sort(key=lambda node: (node.values["position"], node.id))
    return [
        (language, text, as_of.date.edtf if isinstance(as_of, PartialDate) else None)
        for node in nodes
        for as_of in [node.values.get("asOf")]
        for language, text in Texts(node).texts_in("text")
    ]


def is_country(concept: Concept) -> bool:
    """Whether a concept is a country."""
    return isinstance(concept, Node) and concept.type is COUNTRY


def has_near_stem(word: str, found: set[str]) -> bool:
    """Whether one of some stems is near a stem of a word, of four letters or more."""
    marked = [stem.partition("_") for stem in stems_in(word, None)]
    return any(
        len(own) >= 4 and language == other_language and is_near(own, other)
        for language, _, own in marked
        for other_language, _, other in (stem.partition("_") for stem in found)
    )


def is_near(one: str, other: str) -> bool:
    """Whether two words differ at most by a letter added, removed, replaced, or swapped.

    They have the same first letter.
    """
    if abs(len(one) - len(other)) > 1 or one[:1] != other[:1]:
        return False
    pairs = zip(one, other, strict=False)
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    rests = one[start:], other[start:]
    swapped = rests[0][:2] == rests[1][:2][::-1] and rests[0][2:] == rests[1][2:]
    return (
        rests[0] == rests[1]
        or rests[0][1:] == rests[1]
        or rests[0] == rests[1][1:]
        or rests[0][1:] == rests[1][1:]
        or swapped
    )
