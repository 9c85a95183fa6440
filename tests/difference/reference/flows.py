"""Transfers and visits, counted by pairs of ends."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph_service.model.enums import Subregion
from graph_service.model.graph import RELATIONS
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT, INSTITUTION, KNOWLEDGE_TRANSFER
from tests.difference.graph import Graph, Node

from .connections import Connection, World, connection
from .values import name_of
from .where import Condition, fits

SIDES = {
    "transferFlows": (KNOWLEDGE_TRANSFER, "origin", "target"),
    "visitFlows": (EXCHANGE_VISIT, "host", "visitor"),
}
End = Node | Subregion


@dataclass(frozen=True)
class Flow:
    """A pair of ends, and the transfers or visits that have both."""

    origin: End
    target: End
    nodes: Sequence[Node]


@dataclass(frozen=True)
class FlowEnd:
    """One end of a pair."""

    end: End


def flows(graph: Graph, field: str, by: str, where: Condition | None) -> list[Flow]:
    """Return all pairs, most frequent first, then by the keys of their ends."""
    node_type, origin, target = SIDES[field]
    pairs: dict[tuple[End, End], list[Node]] = defaultdict(list)
    for node in graph.of_types([node_type]):
        if fits(graph, node, where):
            for one in _ends(graph, node, origin, by):
                for other in _ends(graph, node, target, by):
                    pairs[one, other].append(node)
    found = [Flow(one, other, nodes) for (one, other), nodes in pairs.items()]
    return sorted(found, key=lambda f: (-len(f.nodes), key_of(f.origin), key_of(f.target)))


def _ends(graph: Graph, node: Node, side: str, by: str) -> set[End]:
    """Return the ends at one side of a transfer or a visit."""

    def related(name: str) -> set[End]:
        relation = RELATIONS[node.type.name][f"{side}{name}"]
        return {end for _, end in graph.related(node, relation)}

    match by:
        case "COUNTRY":
            return related("Countries")
        case "INSTITUTION":
            return related("Institutions")
        case "PARTY":  # institutions if there are no countries
            return related("Countries") or related("Institutions")
    found: set[End] = set()
    for country in related("Countries"):
        subregion = country.values.get("subregion") if isinstance(country, Node) else None
        if isinstance(subregion, Subregion):
            found.add(subregion)
    return found


def key_of(end: End) -> str:
    return end.id if isinstance(end, Node) else end.name


def flow_field(world: World, flow: Flow, name: str, first: int | None) -> Any:
    """Resolve a field of TransferFlow or VisitFlow."""
    match name:
        case "from":
            return FlowEnd(flow.origin)
        case "to":
            return FlowEnd(flow.target)
        case "count":
            return len(flow.nodes)
        case "self":
            return flow.origin is flow.target
    return _counted(world, flow, first)


def _counted(world: World, flow: Flow, first: int | None) -> Connection:
    types = [flow.nodes[0].type]
    return connection(world, types, dict.fromkeys(flow.nodes), {"first": first})


def flow_end_field(end: End, name: str, language: str) -> Any:
    """Resolve a field of FlowEnd."""
    match name, end:
        case "key", _:
            return key_of(end)
        case "label", Subregion():
            return end.label(language.lower())
        case "label", Node():
            return name_of(end, language)
        case "country", Node() if end.type is COUNTRY:
            return end
        case "institution", Node() if end.type is INSTITUTION:
            return end
    return None
