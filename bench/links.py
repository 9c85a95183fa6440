"""Generates the links between entries, and the slugs by which they refer to one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bench.names import Dice
from graph_service.catalogue.entries import Link
from graph_service.model.declare import Edge, NodeType
from graph_service.model.edges import CITES, EDGES
from graph_service.model.enums import Basis
from graph_service.model.storage import Value
from graph_service.model.types import COUNTRY, SOURCE

_EDGES = {(e.name, e.source.name, e.target.name): e for e in (*EDGES, *CITES)}
STATED = (Basis.STATED, Basis.STATED, Basis.INFERRED, Basis.ASSUMED)
"""How often links and transfers have each basis."""


def slug(node_type: NodeType, number: int) -> str:
    """Return the slug of the entry with this number, such as gen-practice-000017 or xaa."""
    if node_type is COUNTRY:
        return iso3(number).lower()
    return f"gen-{_STEMS[node_type.name]}-{number:06d}"


_STEMS = {
    "Source": "source",
    "Topic": "topic",
    "Institution": "institution",
    "Agreement": "agreement",
    "Programme": "programme",
    "GoodPractice": "practice",
    "ExchangeVisit": "visit",
    "KnowledgeTransfer": "transfer",
}


def iso3(number: int) -> str:
    """Return a country's code, from XAA on: ISO 3166-1 reserves these for users."""
    return f"X{chr(65 + number // 26)}{chr(65 + number % 26)}"


def edge_between(source: NodeType, name: str, target: NodeType) -> Edge:
    """Return the declared edge of this name between two types."""
    return _EDGES[name, source.name, target.name]


class LinkGenerator:
    """Generates links, some of which cite sources of their own."""

    def __init__(self, sources: int) -> None:
        self._sources = sources

    def draw(
        self,
        dice: Dice,
        source: NodeType,
        name: str,
        target: NodeType,
        numbers: Iterable[int],
        facts: Mapping[str, Value] | None = None,
    ) -> tuple[Link, ...]:
        edge = edge_between(source, name, target)
        return tuple(self._link(dice, edge, number, facts or {}) for number in numbers)

    def _link(self, dice: Dice, edge: Edge, number: int, facts: Mapping[str, Value]) -> Link:
        own = (slug(SOURCE, dice.number(0, self._sources - 1)),)
        return Link(
            edge=edge,
            target=slug(edge.target, number),
            basis=dice.one(STATED),
            facts={**facts, "note": {"en": "Generated."}} if dice.chance(0.05) else facts,
            sources=own if edge.name != "CITES" and dice.chance(0.1) else (),
        )

    def cites(self, dice: Dice, source: NodeType, least: int, most: int) -> tuple[Link, ...]:
        cited = dice.some(range(self._sources), least, most)
        return self.draw(dice, source, "CITES", SOURCE, sorted(cited))
