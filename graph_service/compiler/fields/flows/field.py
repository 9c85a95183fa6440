"""Query.transferFlows and Query.visitFlows: transfers and visits counted by pairs of their ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from graph_service.compiler.fields import names
from graph_service.compiler.fields.connections import (
    CURSOR,
    PAGE,
    TOTAL_COUNT,
    connection,
    edges_field,
    node_field,
    nodes_field,
)
from graph_service.compiler.fields.flows.ends import ENDS, FLOW_END, FLOW_KEY, FlowKey
from graph_service.compiler.fields.flows.orders import ORDER, ORDER_ARGUMENT, flow_order
from graph_service.compiler.fields.flows.pairs import Pair, flattened, pair_type
from graph_service.compiler.fields.paging import Connection, EdgeRow, Sizes
from graph_service.compiler.fields.planner import Row
from graph_service.compiler.fields.type_system import Argument, Field, NamedType, ObjectType
from graph_service.compiler.ir.origins import Items
from graph_service.compiler.ir.sources import Ends, Pairs, StoredPairs
from graph_service.compiler.ir.values import Value
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import NodeType
from graph_service.model.flow_edges import COUNT, flow_edge
from graph_service.model.graph import RELATIONS
from graph_service.model.types import EXCHANGE_VISIT, KNOWLEDGE_TRANSFER

SIZES = Sizes(default=100, maximum=1000)
"""A map shows all flows at once, and a flow is much smaller than an entry."""


@dataclass(frozen=True, kw_only=True)
class _Flow:
    """A root field that counts the nodes of a type by pairs of ends.

    Attributes:
        node_type: the counted nodes.
        origins: their relation to the countries of origin; edges to institutions of origin have
            the same type.
        targets: their relation to the target countries, likewise.
        pair: the object type of a pair.
    """

    node_type: NodeType
    origins: str
    targets: str
    pair: ObjectType[Pair]

    @cached_property
    def edge(self) -> ObjectType[EdgeRow]:
        """The object type of an edge."""
        return ObjectType(
            names.edge(self.pair.name),
            "An item on a page of flows.",
            (CURSOR, node_field(self.pair.name, "The flow.")),
        )

    @cached_property
    def connection(self) -> ObjectType[Connection]:
        """The object type of a page."""
        return ObjectType(
            names.connection(self.pair.name),
            "A page of flows.",
            (
                TOTAL_COUNT,
                PAGE,
                nodes_field(self.pair.name, "The flows on the page."),
                edges_field(self.edge, "The flows on the page, each with its cursor."),
            ),
        )

    def plan(self, row: Row, selected: Selected) -> Value:
        """Plan the root field."""
        (by,) = map(FlowKey, selected.names("by"))
        source = Pairs(
            self.node_type.name,
            self._ends(self.origins, by),
            self._ends(self.targets, by),
            "subregion" if by is FlowKey.SUBREGION else None,
            self._stored(by),
        )
        arguments = selected.arguments
        order = flow_order(arguments.get("orderBy"), selected.language, by)
        found = connection(row, source, (self.node_type,), selected, order, sizes=SIZES)
        conditions = Items(tuple(flattened(arguments.get("where"))))
        edge = found.edge
        pair = Pair(edge.planner, edge.columns, edge.types, edge.order, self.pair, by, conditions)
        return replace(found, edge=pair).object(self.connection, selected.selections)

    def _edge(self, relation: str) -> str:
        return RELATIONS[self.node_type.name][relation].edge

    def _ends(self, relation: str, by: FlowKey) -> Ends:
        return Ends(self._edge(relation), tuple(node_type.name for node_type in ENDS[by]))

    def _stored(self, by: FlowKey) -> StoredPairs | None:
        if by is FlowKey.SUBREGION:
            return None  # a node with two countries of a subregion counts once
        origin, target = map(self._edge, (self.origins, self.targets))
        flow = flow_edge(self.node_type, origin, target, ENDS[by])
        return StoredPairs(flow.name, COUNT) if flow is not None else None

    def field(self, name: str) -> Field[Row]:
        """Return the root field."""
        plural = self.node_type.plural
        return Field(
            name,
            f"{self.connection.name}!",
            (
                f"{self.pair.description} There is one flow per pair of ends."
                f" {plural.capitalize()} with several countries at an end count in several flows."
            ),
            self.plan,
            arguments=(
                Argument("by", "FlowKey!", "The unit to count by.", default=FlowKey.COUNTRY),
                Argument(
                    "where",
                    names.where(self.node_type.name),
                    f"Counts only the {plural} that match.",
                ),
                ORDER_ARGUMENT,
                *SIZES.arguments,
            ),
        )


_TRANSFERS = _Flow(
    node_type=KNOWLEDGE_TRANSFER,
    origins="originCountries",
    targets="targetCountries",
    pair=pair_type(
        "TransferFlow",
        "The knowledge transfers from an origin to a recipient.",
        "transfers",
        KNOWLEDGE_TRANSFER,
        ("The origin.", "The recipient."),
    ),
)
_VISITS = _Flow(
    node_type=EXCHANGE_VISIT,
    origins="hostCountries",
    targets="visitorCountries",
    pair=pair_type(
        "VisitFlow",
        "The exchange visits between a host and a visitor, also those that were only announced or"
        " cancelled; `where: {not: {status: {in: [ANNOUNCED, CANCELLED]}}}` leaves these out.",
        "visits",
        EXCHANGE_VISIT,
        ("The host.", "The visitor."),
    ),
)
FIELDS = (_TRANSFERS.field("transferFlows"), _VISITS.field("visitFlows"))
TYPES: tuple[NamedType, ...] = (
    FLOW_KEY,
    FLOW_END,
    ORDER,
    *(t for flow in (_TRANSFERS, _VISITS) for t in (flow.connection, flow.edge, flow.pair)),
)
