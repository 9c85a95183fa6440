"""A graph of plain Python objects: the reference reads it, and Neo4j is loaded with it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph_service.model.declare import Edge, NodeType
from graph_service.model.graph import Relation
from graph_service.model.storage import Value


@dataclass(frozen=True, eq=False)
class Node:
    """A node; properties without a value are null.

    Attributes:
        current_id: of a change: the id that its entry has now, or had last.
    """

    type: NodeType
    slug: str
    values: Mapping[str, Value]
    current_id: str | None = None

    @property
    def id(self) -> str:
        return f"{self.type.name}:{self.slug}"

    @property
    def former_slugs(self) -> Sequence[str]:
        slugs = self.values.get("formerSlugs", ())
        return [str(slug) for slug in slugs] if isinstance(slugs, list | tuple) else []


@dataclass(frozen=True, eq=False)
class Link:
    """An edge between two nodes; its values are basis, note and its own facts."""

    edge: Edge
    source: Node
    target: Node
    values: Mapping[str, Value]
    sources: Sequence[str] = ()


@dataclass(frozen=True, eq=False)
class Graph:
    """All nodes and edges, and the seed that generated them."""

    seed: int
    nodes: Sequence[Node]
    links: Sequence[Link]

    def of_types(self, types: Sequence[NodeType]) -> list[Node]:
        return [node for node in self.nodes if node.type in types]

    def with_value(self, node_type: NodeType, name: str, value: Value | None) -> list[Node]:
        """Return the nodes of a type that have a value in a property."""
        return [node for node in self.of_types([node_type]) if node.values.get(name) == value]

    def related(self, node: Node, relation: Relation) -> list[tuple[Link, Node]]:
        """Return a node's edges of a relation, each with the node at its other end."""
        found = []
        for link in self._at.get(node, ()):
            here, there = (
                (link.source, link.target) if relation.outgoing else (link.target, link.source)
            )
            if link.edge.name == relation.edge and here is node and there.type in relation.targets:
                found.append((link, there))
        return found

    @cached_property
    def _at(self) -> Mapping[Node, Sequence[Link]]:
        """Edges by node; a loop appears once."""
        found: dict[Node, list[Link]] = defaultdict(list)
        for link in self.links:
            for end in dict.fromkeys((link.source, link.target)):
                found[end].append(link)
        return found
