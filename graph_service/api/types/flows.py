"""Who gives to whom: transfers and visits counted by pairs."""

from __future__ import annotations

from enum import Enum

from graph_service.api.types import names
from graph_service.api.types.leaves import LABEL
from graph_service.api.types.shapes import (
    Argument,
    EnumShape,
    Field,
    ObjectShape,
    Shape,
    listed,
)
from graph_service.model.declare import NodeType
from graph_service.model.types import EXCHANGE_VISIT, KNOWLEDGE_TRANSFER


class FlowKey(Enum):
    """What stands at the ends of a flow."""

    COUNTRY = "COUNTRY"
    INSTITUTION = "INSTITUTION"
    PARTY = "PARTY"
    SUBREGION = "SUBREGION"


_FLOW_KEY = EnumShape(
    enum=FlowKey,
    description="What stands at the ends of a flow.",
    meanings={
        "COUNTRY": "The countries.",
        "INSTITUTION": "The institutions.",
        "PARTY": "The countries, or the institutions where no country is named.",
        "SUBREGION": "The subregions of the countries.",
    },
)
_FLOW_END = ObjectShape(
    name="FlowEnd",
    description="One end of a flow.",
    fields=(
        Field(
            name="key",
            type="String!",
            description="The id of the country or institution, or the subregion.",
        ),
        LABEL,
        Field(name="country", type="Country", description="The country, where it is one."),
        Field(
            name="institution",
            type="Institution",
            description="The institution, where it is one.",
        ),
    ),
)


def _flow(name: str, description: str, node_type: NodeType, field: str) -> ObjectShape:
    return ObjectShape(
        name=name,
        description=description,
        fields=(
            Field(name="from", type="FlowEnd!", description="Who gives."),
            Field(name="to", type="FlowEnd!", description="Who receives."),
            Field(name="count", type="Int!", description="How many have both ends."),
            Field(name="self", type="Boolean!", description="Whether both ends are the same."),
            Field(
                name=field,
                type=f"{names.connection(node_type.name)}!",
                description="Those that are counted.",
                arguments=(
                    Argument(
                        name="first", type="Int", description="How many, 0 to 100; 20 if not given."
                    ),
                ),
            ),
        ),
    )


_TRANSFER_FLOW = _flow(
    "TransferFlow", "The transfers from one end to another.", KNOWLEDGE_TRANSFER, "transfers"
)
_VISIT_FLOW = _flow("VisitFlow", "The visits from a host to a visitor.", EXCHANGE_VISIT, "visits")


def _root(name: str, flow: ObjectShape, node_type: NodeType) -> Field:
    return Field(
        name=name,
        type=listed(flow.name),
        description=(
            f"{flow.description} A row a pair, the most frequent first; one that has several"
            " countries at an end counts in several pairs. More than 10,000 pairs are refused."
        ),
        arguments=(
            Argument(
                name="by",
                type="FlowKey!",
                default=FlowKey.COUNTRY,
                description="What stands at the ends.",
            ),
            Argument(
                name="where",
                type=names.where(node_type.name),
                description="Which are counted.",
            ),
        ),
    )


FLOW_FIELDS = (
    _root("transferFlows", _TRANSFER_FLOW, KNOWLEDGE_TRANSFER),
    _root("visitFlows", _VISIT_FLOW, EXCHANGE_VISIT),
)


def flow_shapes() -> tuple[Shape, ...]:
    """Give flows and their ends."""
    return (_FLOW_KEY, _FLOW_END, _TRANSFER_FLOW, _VISIT_FLOW)
