"""Query.transferFlows and Query.visitFlows: transfers and visits counted by pairs of their ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Literal

from graph_service.compiler.fields import names
from graph_service.compiler.fields.connections import CONNECTIONS, plan_connection
from graph_service.compiler.fields.facets import term_label
from graph_service.compiler.fields.leaves import label, language_of
from graph_service.compiler.fields.paging import FIRST
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.properties import shown_text
from graph_service.compiler.fields.type_system import (
    Argument,
    EnumType,
    Field,
    ObjectType,
    Plan,
    listed,
)
from graph_service.compiler.fields.wheres import where_condition
from graph_service.compiler.ir.columns import Columns, End, Read, Rows
from graph_service.compiler.ir.reads import Among, Ends, Pairs
from graph_service.compiler.ir.values import Fixed, Many, Part, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import NodeType
from graph_service.model.enums import Subregion
from graph_service.model.graph import RELATIONS
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT, INSTITUTION, KNOWLEDGE_TRANSFER

MAX_PAIRS = 10_000
"""More pairs are an error, as a part of them would mislead."""


class FlowKey(Enum):
    """The unit at each end of a flow."""

    COUNTRY = "COUNTRY"
    INSTITUTION = "INSTITUTION"
    PARTY = "PARTY"
    SUBREGION = "SUBREGION"


FLOW_KEY = EnumType(
    enum=FlowKey,
    description="The unit at each end of a flow.",
    meanings={
        "COUNTRY": "Countries.",
        "INSTITUTION": "Institutions.",
        "PARTY": "Countries; institutions, if no country is given.",
        "SUBREGION": "The subregions of the countries.",
    },
    structural=True,
)
_ENDS: Mapping[FlowKey, tuple[NodeType, ...]] = {
    FlowKey.COUNTRY: (COUNTRY,),
    FlowKey.INSTITUTION: (INSTITUTION,),
    FlowKey.PARTY: (COUNTRY, INSTITUTION),
    FlowKey.SUBREGION: (COUNTRY,),
}
"""The types of nodes at an end: the second is used if there is no node of the first."""


@dataclass(frozen=True, eq=False)
class _End(Row):
    """The row of one end: a node of one of these types; a subregion without types."""

    types: tuple[NodeType, ...]


def _plan_key(end: _End, _: Selected) -> Value:
    return end.cell("{v}.id" if end.types else "{v}")


def _plan_label(end: _End, selected: Selected) -> Value:
    language = language_of(selected)
    if end.types:
        return end.cell(shown_text(COUNTRY.property_of("name"), language))
    return end.cell("{v}", term_label(Subregion, language))


def _node(node_type: NodeType) -> Plan[_End]:
    return lambda end, selected: (
        end.node_if((node_type,), selected.selections) if node_type in end.types else Fixed(None)
    )


FLOW_END = ObjectType[_End](
    "FlowEnd",
    "One end of a flow.",
    (
        Field(
            "key",
            "String!",
            "The id of the country or the institution, or the name of the subregion.",
            _plan_key,
        ),
        label(_plan_label),
        Field("country", "Country", "The country, if the end is one.", _node(COUNTRY)),
        Field(
            "institution", "Institution", "The institution, if the end is one.", _node(INSTITUTION)
        ),
    ),
)


@dataclass(frozen=True, eq=False)
class _Pair(Row):
    """The row of a pair."""

    by: FlowKey


def _end(side: Literal["a", "b"]) -> Plan[_Pair]:
    def plan(pair: _Pair, selected: Selected) -> Value:
        types = () if pair.by is FlowKey.SUBREGION else _ENDS[pair.by]
        end = _End(pair.planner, Columns(), types)
        value = end.object(FLOW_END, selected.selections)
        return Part(pair.columns.add(End(side, end.columns)), end.columns, value)

    return plan


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
    pair: ObjectType[_Pair]

    def plan(self, row: Row, selected: Selected) -> Value:
        """Plan the root field."""
        (by,) = map(FlowKey, selected.names("by"))
        pair = _Pair(row.planner, Columns(), by)
        value = pair.object(self.pair, selected.selections)
        source = Pairs(
            self.node_type.name,
            self._ends(self.origins, by),
            self._ends(self.targets, by),
            "subregion" if by is FlowKey.SUBREGION else None,
            MAX_PAIRS + 1,
        )
        where = where_condition((self.node_type,), selected.arguments.get("where"))
        rows = row.columns.add(Rows(Read(source, pair.columns, where)))
        return Many(rows, pair.columns, value, max_rows=MAX_PAIRS)

    def _ends(self, relation: str, by: FlowKey) -> Ends:
        edge = RELATIONS[self.node_type.name][relation].edge
        return Ends(edge, tuple(node_type.name for node_type in _ENDS[by]))

    def field(self, name: str) -> Field[Row]:
        """Return the root field."""
        return Field(
            name,
            listed(self.pair.name),
            (
                f"{self.pair.description} There is one row per pair, the most frequent first."
                f" {self.node_type.plural.capitalize()} with several countries at an end count in"
                " several pairs. More than 10,000 pairs are an error."
            ),
            self.plan,
            arguments=(
                Argument("by", "FlowKey!", "The unit to count by.", default=FlowKey.COUNTRY),
                Argument(
                    "where",
                    names.where(self.node_type.name),
                    f"Counts only the {self.node_type.plural} that match.",
                ),
            ),
        )


def _pair(
    name: str, description: str, nodes: str, node_type: NodeType, ends: tuple[str, str]
) -> ObjectType[_Pair]:
    of = CONNECTIONS[names.connection(node_type.name)]
    return ObjectType(
        name,
        description,
        (
            Field("from", "FlowEnd!", ends[0], _end("a")),
            Field("to", "FlowEnd!", ends[1], _end("b")),
            Field(
                "count",
                "Int!",
                f"The number of {node_type.plural} between the two ends.",
                cell("{k}"),
            ),
            Field("self", "Boolean!", "Whether both ends are the same.", cell("{a} = {b}")),
            Field(
                nodes,
                f"{of.name}!",
                f"The {node_type.plural} that were counted.",
                partial(plan_connection, of, Among(), (node_type,)),
                arguments=(FIRST,),
            ),
        ),
    )


_TRANSFERS = _Flow(
    node_type=KNOWLEDGE_TRANSFER,
    origins="originCountries",
    targets="targetCountries",
    pair=_pair(
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
    pair=_pair(
        "VisitFlow",
        "The exchange visits between a host and a visitor.",
        "visits",
        EXCHANGE_VISIT,
        ("The host.", "The visitor."),
    ),
)
FIELDS = (_TRANSFERS.field("transferFlows"), _VISITS.field("visitFlows"))
TYPES = (FLOW_KEY, FLOW_END, _TRANSFERS.pair, _VISITS.pair)
