"""Query.transferFlows and Query.visitFlows: who gives to whom, a row a pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph_service.compiler.ir.columns import Columns, End, Read, Rows
from graph_service.compiler.ir.reads import Among, Ends, Pairs
from graph_service.compiler.ir.values import Cell, Fixed, Many, Part, Value
from graph_service.compiler.language.select import Selected
from graph_service.compiler.plan.conditions import where_condition
from graph_service.compiler.plan.connections import Connection
from graph_service.compiler.plan.entities import Entities, language_of, shown_text
from graph_service.compiler.plan.facets import term_label
from graph_service.model.declare import NodeType
from graph_service.model.enums import Subregion
from graph_service.model.graph import RELATIONS
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT, INSTITUTION, KNOWLEDGE_TRANSFER

PAIRS = 10_000
"""How many pairs are answered; more are refused, as a part of them would mislead."""


@dataclass(frozen=True)
class Flow:
    """What flows: the nodes in between, and the relations that lead to the countries at its ends.

    The edges to the institutions are of the same types.
    """

    node_type: NodeType
    origins: str
    targets: str


FLOWS: Mapping[str, Flow] = {
    "transferFlows": Flow(KNOWLEDGE_TRANSFER, "originCountries", "targetCountries"),
    "visitFlows": Flow(EXCHANGE_VISIT, "hostCountries", "visitorCountries"),
}
_ENDS: Mapping[str, tuple[NodeType, ...]] = {
    "COUNTRY": (COUNTRY,),
    "INSTITUTION": (INSTITUTION,),
    "PARTY": (COUNTRY, INSTITUTION),
    "SUBREGION": (COUNTRY,),
}
"""By FlowKey: what stands at an end; of two types, the second where there is none of the first."""


def flows(entities: Entities, selected: Selected, columns: Columns) -> Value:
    """Plan the pairs of a flow.

    Raises:
        LimitExceeded: when relations are nested too deep in `where`.
    """
    flow = FLOWS[selected.name]
    (by,) = selected.names("by")
    own = Columns()

    def field(part: Selected) -> Value:
        match part.name:
            case "count":
                return Cell(own.expr("{k}"))
            case "self":
                return Cell(own.expr("{a} = {b}"))
            case "from":
                return _end(entities, by, "a", part, own)
            case "to":
                return _end(entities, by, "b", part, own)
        return Connection(entities, Among(), (flow.node_type,), part, own).plan()

    value = entities.object(selected.type_name, selected.selections, field)
    source = Pairs(
        flow.node_type.name,
        _ends(flow.node_type, flow.origins, by),
        _ends(flow.node_type, flow.targets, by),
        "subregion" if by == "SUBREGION" else None,
        PAIRS + 1,
    )
    where = where_condition((flow.node_type,), selected.arguments.get("where"))
    rows = columns.add(Rows(Read(source, own, where)))
    return Many(rows, own, value, most=PAIRS)


def _ends(node_type: NodeType, relation: str, by: str) -> Ends:
    edge = RELATIONS[node_type.name][relation].edge
    return Ends(edge, tuple(t.name for t in _ENDS[by]))


def _end(
    entities: Entities, by: str, side: Literal["a", "b"], selected: Selected, columns: Columns
) -> Value:
    """Plan one end of a pair: a node, or a subregion."""
    own = Columns()
    node_types = {t.name: t for t in _ENDS[by] if by != "SUBREGION"}

    def field(part: Selected) -> Value:
        match part.name:
            case "key":
                return Cell(own.expr("{v}.id" if node_types else "{v}"))
            case "label" if node_types:
                name = COUNTRY.property_of("name")
                return Cell(own.expr(shown_text(name, language_of(part))))
            case "label":
                return Cell(own.expr("{v}"), term_label(Subregion, language_of(part)))
        node_type = node_types.get(part.type_name)
        if node_type is None:
            return Fixed(None)
        return entities.node_if((node_type,), part.selections, own)

    value = entities.object(selected.type_name, selected.selections, field)
    return Part(columns.add(End(side, own)), own, value)
