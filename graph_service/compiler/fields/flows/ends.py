"""The ends of a flow: countries, institutions or subregions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from graph_service.compiler.fields.leaves import label, language_of, term_label
from graph_service.compiler.fields.planner import Row
from graph_service.compiler.fields.properties import shown_text
from graph_service.compiler.fields.type_system import EnumType, Field, ObjectType, Plan
from graph_service.compiler.ir.values import Fixed, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import NodeType
from graph_service.model.enums import Subregion
from graph_service.model.types import COUNTRY, INSTITUTION


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
ENDS: Mapping[FlowKey, tuple[NodeType, ...]] = {
    FlowKey.COUNTRY: (COUNTRY,),
    FlowKey.INSTITUTION: (INSTITUTION,),
    FlowKey.PARTY: (COUNTRY, INSTITUTION),
    FlowKey.SUBREGION: (COUNTRY,),
}
"""The types of nodes at an end: the second is used if there is no node of the first."""


@dataclass(frozen=True, eq=False)
class FlowEnd(Row):
    """The row of one end: a node of one of these types; a subregion without types."""

    types: tuple[NodeType, ...]

    @property
    def key(self) -> str:
        """The template of its key."""
        return "{v}.id" if self.types else "{v}"


def _plan_key(end: FlowEnd, _: Selected) -> Value:
    return end.cell(end.key)


def _plan_label(end: FlowEnd, selected: Selected) -> Value:
    if end.types:
        return end.cell(shown_text(COUNTRY.property_of("name"), selected))
    return end.cell("{v}", term_label(Subregion, language_of(selected)))


def _node(node_type: NodeType) -> Plan[FlowEnd]:
    return lambda end, selected: (
        end.node_if((node_type,), selected.selections) if node_type in end.types else Fixed(None)
    )


FLOW_END = ObjectType[FlowEnd](
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
