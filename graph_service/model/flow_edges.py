"""Edges that loads derive from others: between the ends of transfers and visits, with their number.

`transferFlows` and `visitFlows` read them if nothing is filtered, and researchers see who taught
whom. They are not part of the catalogue: files, checksums, differences and exports don't have them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .declare import NodeType
from .edges import EDGES
from .labels import Labels
from .types import COUNTRY, EXCHANGE_VISIT, KNOWLEDGE_TRANSFER

COUNT = "count"
"""The stored property with the number of nodes that an edge stands for."""


@dataclass(frozen=True, kw_only=True)
class FlowEdge:
    """An edge for each pair of nodes that nodes of a type connect, also of a node with itself.

    Attributes:
        name: the relationship type.
        counted: the type of the connecting nodes.
        origin: the relationship type from a connecting node to the node that the edge leaves.
        target: the relationship type from a connecting node to the node that the edge enters.
        ends: the type of the nodes at both ends.
        slugs: the stored property that lists the slugs of the connecting nodes.
        meaning: what it says.
    """

    name: str
    counted: NodeType
    origin: str
    target: str
    ends: NodeType
    slugs: str
    meaning: Labels


FLOW_EDGES = (
    FlowEdge(
        name="TRANSFER_FLOW",
        counted=KNOWLEDGE_TRANSFER,
        origin="FROM",
        target="TO",
        ends=COUNTRY,
        slugs="transfers",
        meaning=Labels(
            "Las transferencias del primer país al segundo.",
            "The transfers from the first country to the second.",
            "As transferências do primeiro país ao segundo.",
        ),
    ),
    FlowEdge(
        name="VISIT_FLOW",
        counted=EXCHANGE_VISIT,
        origin="HOSTED_BY",
        target="ATTENDED_BY",
        ends=COUNTRY,
        slugs="visits",
        meaning=Labels(
            "Las visitas en que el primer país recibió al segundo.",
            "The visits on which the first country hosted the second.",
            "As visitas em que o primeiro país recebeu o segundo.",
        ),
    ),
)
FLOW_EDGE_NAMES = frozenset(flow.name for flow in FLOW_EDGES)


def flow_edge(
    counted: NodeType, origin: str, target: str, ends: Collection[NodeType]
) -> FlowEdge | None:
    """Return the flow edge that loads derive for some nodes; None if they derive none.

    Args:
        counted: the type of the connecting nodes.
        origin: the relationship type to one end.
        target: the relationship type to the other end.
        ends: the types that the nodes at either end may have.
    """
    wanted = (counted, origin, target, {*ends})
    return next(
        (f for f in FLOW_EDGES if (f.counted, f.origin, f.target, {f.ends}) == wanted), None
    )


def edges_to(*targets: NodeType) -> str:
    """Return the relationship types of the catalogue that lead to some types, joined by "|".

    A pattern without a type would match flow edges, too.

    >>> from .types import TOPIC
    >>> edges_to(TOPIC)
    'ABOUT|BROADER|RATES'
    """
    return "|".join(sorted({edge.name for edge in EDGES if edge.target in targets}))
