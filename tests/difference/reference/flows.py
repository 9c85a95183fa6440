"""Transfers and visits, counted by pairs of ends."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from graph_service.model.enums import Subregion, TransferPhase
from graph_service.model.graph import RELATIONS
from graph_service.model.text import fold
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT, INSTITUTION, KNOWLEDGE_TRANSFER
from tests.difference.graph import Graph, Node

from .connections import World, connection
from .order import keys_of
from .pages import FlowList, Page, page_of
from .values import answered, labelled, name_of, shown
from .where import fits

SIDES = {
    "transferFlows": (KNOWLEDGE_TRANSFER, "origin", "target"),
    "visitFlows": (EXCHANGE_VISIT, "host", "visitor"),
}
End = Node | Subregion


DEFAULT_FLOWS = 100
LARGEST_FLOWS = 1000


@dataclass(frozen=True)
class Flow:
    """A pair of ends, and the transfers or visits that have both."""

    origin: End
    target: End
    nodes: Sequence[Node]

    @property
    def key(self) -> str:
        return f"{key_of(self.origin)},{key_of(self.target)}"


@dataclass(frozen=True, eq=False)
class FlowRow:
    """A flow on a page."""

    flow: Flow
    id: str
    cursor: str


@dataclass(frozen=True)
class Flows:
    """A page of flows."""

    page: Page[FlowRow]
    total: int


@dataclass(frozen=True)
class FlowEnd:
    """One end of a pair."""

    end: End


def flow_list(name: str, arguments: Mapping[str, Any], language: str) -> FlowList:
    """Return what a list of flows depends on."""
    order = [
        (key, direction, item.get("lang") or language)
        for item in arguments.get("orderBy") or ()
        for key, direction in keys_of(item)
    ]
    by, where = arguments.get("by", "COUNTRY"), arguments.get("where")
    return FlowList(name, by, where, tuple(order) or (("count", "DESC", language),))


def flows(world: World, name: str, arguments: Mapping[str, Any]) -> Flows:
    """Resolve a root field: all pairs in an order, then by the keys of their ends."""
    listed = flow_list(name, arguments, world.language)
    opaque = world.cursors.flows(listed)
    rows = [FlowRow(flow, *opaque[flow.key]) for flow in _in_order(world.graph, listed)]
    by_cursor = {row.cursor: row for row in rows}
    page = page_of(
        rows,
        rows,
        arguments.get("first"),
        arguments.get("last"),
        by_cursor.get(arguments.get("after") or ""),
        by_cursor.get(arguments.get("before") or ""),
        DEFAULT_FLOWS,
    )
    return Flows(page, len(rows))


def flows_field(flows: Flows, name: str) -> Any:
    """Resolve a field of TransferFlowConnection, VisitFlowConnection, or of its PageInfo."""
    rows = flows.page.nodes
    match name:
        case "totalCount":
            return flows.total
        case "nodes" | "edges":
            return rows
        case "pageInfo":
            return flows
        case "hasNextPage":
            return flows.page.later
        case "hasPreviousPage":
            return flows.page.earlier
    return rows[0 if name == "startCursor" else -1].cursor if rows else None


def _in_order(graph: Graph, listed: FlowList) -> list[Flow]:
    """Return all pairs, sorted by the least significant key first, with a stable sort each time."""
    node_type, origin, target = SIDES[listed.field]
    pairs: dict[tuple[End, End], list[Node]] = defaultdict(list)
    for node in graph.of_types([node_type]):
        if fits(graph, node, listed.where):
            for one in _ends(graph, node, origin, listed.by):
                for other in _ends(graph, node, target, listed.by):
                    pairs[one, other].append(node)
    flows = [Flow(one, other, nodes) for (one, other), nodes in pairs.items()]
    found = sorted(flows, key=lambda flow: (key_of(flow.origin), key_of(flow.target)))
    for name, direction, language in reversed(listed.order):
        value = partial(_value, name, language)
        some = [flow for flow in found if value(flow) is not None]
        none = [flow for flow in found if value(flow) is None]
        found = sorted(some, key=value, reverse=direction == "DESC") + none
    return found


def _value(name: str, language: str, flow: Flow) -> Any:
    """Return what a flow is sorted by: its count, or the name of an end."""
    if name == "count":
        return len(flow.nodes)
    end = flow.origin if name == "from" else flow.target
    if isinstance(end, Node):
        found = shown(end.values["name"], language)
        return found and fold(found[1])
    return list(Subregion).index(end)


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


def flow_field(world: World, row: FlowRow, name: str, arguments: Mapping[str, Any]) -> Any:
    """Resolve a field of TransferFlow or VisitFlow, or of an edge to it."""
    flow = row.flow
    match name:
        case "cursor":
            return row.cursor
        case "node":
            return row
        case "id":
            return row.id
        case "from":
            return FlowEnd(flow.origin)
        case "to":
            return FlowEnd(flow.target)
        case "count":
            return len(flow.nodes)
        case "self":
            return flow.origin is flow.target
        case "phase" | "phaseLabel":
            phases: set[Any] = {node.values["phase"] for node in flow.nodes}
            found = max(phases - {TransferPhase.ENDED} or phases, key=[*TransferPhase].index)
            of = KNOWLEDGE_TRANSFER.property_of("phase")
            return answered(of, found) if name == "phase" else labelled(found, arguments["lang"])
    types = [flow.nodes[0].type]
    return connection(world, types, dict.fromkeys(flow.nodes), arguments)


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
