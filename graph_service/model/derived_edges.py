"""What loads derive from edges: flows, where a practice came to, and the places in long lists.

None of it is part of the catalogue: files, checksums, differences and exports don't have it.

**Flow edges** connect the ends of transfers and visits, with their number. `transferFlows` and
`visitFlows` read them if nothing is filtered, and researchers see who taught whom.

**REACHED** connects a practice with each country that it came to from elsewhere. It is declared
like other edges (`edges/derived.py`), so that GraphQL has it.

**List keys** are the place of an edge in its target's list, sorted by name. A topic with thousands
of practices is then listed in the order of an index, and no further than the page. A key is the
target's id, the type of the source, and what the list is sorted by: the source's folded name and
its id.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .declare import NodeType
from .edges import DERIVED, EDGES
from .enums import Basis, TransferPhase, TransferStage
from .kinds.texts import key_of, suffix
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
DERIVED_NAMES = frozenset(edge.name for edge in (*FLOW_EDGES, *DERIVED))
WEAKEST_LAST = (Basis.STATED, Basis.DERIVED, Basis.INFERRED, Basis.ASSUMED)
_ENDED = [stage for stage in TransferStage if stage.phase is TransferPhase.ENDED]
FURTHEST_FIRST = [*(stage for stage in reversed(TransferStage) if stage not in _ENDED), *_ENDED]
"""The stages by how far a transfer came; those that ended are last, wherever they had come to, and
what never began after what was discontinued."""


def flow_edge(
    counted: NodeType, origin: str, target: str, ends: Collection[NodeType]
) -> FlowEdge | None:
    """Return the flow edge that loads derive for nodes of a type; None if they derive none.

    `origin` and `target` are the relationship types from these to their ends.
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
    'ABOUT'
    """
    return "|".join(sorted({edge.name for edge in EDGES if edge.target in targets}))


LANGUAGES = ("es",)
"""The languages of the names. With the keys of one, a load of the bench's graph takes Neo4j 3-6 %
more of the processor."""
LONG_EDGES = tuple(sorted({edge.name for edge in EDGES if edge.is_long}))
"""The relationship types whose edges have keys."""
LIST_KEYS: Mapping[str, str] = {
    f"{key_of('name')}{suffix(language)}": f"z_listKey{suffix(language)}" for language in LANGUAGES
}
"""The stored properties of an edge, by the source's property that they sort by."""


def list_keys(edge: str) -> Mapping[str, str]:
    """Return the stored properties of edges of a type, by the property that they sort by.

    >>> list_keys("ABOUT"), list_keys("CITES")
    ({'z_nameKeyEs': 'z_listKeyEs'}, {})
    """
    return LIST_KEYS if edge in LONG_EDGES else {}


def key_start(target: str, source_type: str) -> str:
    """Return the expression of what all keys in a target's list begin with, in Cypher."""
    # A line break sorts before every character of a folded text, as the end of a text does.
    return f"{target}.id + '\\n' + {source_type} + '\\n'"


_START = key_start("b", "labels(a)[0]")
_KEYS = {key: f"{_START} + a.{name} + '\\n' + a.id" for name, key in LIST_KEYS.items()}
SET_KEYS = ", ".join(f"r.{key} = {value}" for key, value in _KEYS.items())
"""The items of SET that store the keys of an edge `r` from a node `a` to a node `b`, in Cypher."""
WRONG_KEYS = " OR ".join(f"coalesce(r.{key} <> {value}, true)" for key, value in _KEYS.items())
"""The condition that the edge has other keys than loads store."""
