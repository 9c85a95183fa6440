"""GoodPractice.relatedPractices: the practices that share topics, those that share most first."""

from __future__ import annotations

from graph_service.compiler.fields.connections import (
    CURSOR,
    PAGE,
    TOTAL_COUNT,
    connection,
    edges_field,
    node_field,
    nodes_field,
)
from graph_service.compiler.fields.facets import facets_field
from graph_service.compiler.fields.orders import number
from graph_service.compiler.fields.paging import (
    POSITION,
    Connection,
    EdgeRow,
    where_argument,
)
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.relations import hop_of
from graph_service.compiler.fields.type_system import Field, ObjectType, listed
from graph_service.compiler.ir.pages import SortKey
from graph_service.compiler.ir.sources import Among, Sharing
from graph_service.compiler.ir.values import Value
from graph_service.compiler.language.select import Selected
from graph_service.model.graph import RELATIONS
from graph_service.model.types import GOOD_PRACTICE, TOPIC

_SHARED = "size({l})"
_ORDER = (SortKey("sharedCount", _SHARED, number, descending=True),)


def _plan_shared(edge: EdgeRow, selected: Selected) -> Value:
    """Plan the topics that both practices have: the list of the row."""
    return edge.many(Among(), lambda topic: topic.node(TOPIC, selected.selections))


_EDGE = ObjectType[EdgeRow](
    "RelatedPracticeEdge",
    "An item on a page of related good practices, with what is shared.",
    (
        CURSOR,
        node_field(GOOD_PRACTICE.name, "The related practice."),
        Field(
            "sharedTopics",
            listed(TOPIC.name),
            "The topics that both practices have, sorted by id.",
            _plan_shared,
        ),
        Field("sharedCount", "Int!", "The number of topics that both have.", cell(_SHARED)),
    ),
)
_CONNECTION = ObjectType[Connection](
    "RelatedPracticeConnection",
    "A page of related good practices.",
    (
        TOTAL_COUNT,
        PAGE,
        nodes_field(GOOD_PRACTICE.name, "The related practices on the page."),
        edges_field(_EDGE, "The related practices on the page, each with what is shared."),
        facets_field(GOOD_PRACTICE.name),
    ),
)


def _plan(row: Row, selected: Selected) -> Value:
    source = Sharing(hop_of(RELATIONS[GOOD_PRACTICE.name]["topics"]), GOOD_PRACTICE.name)
    with row.planner.nesting.deeper():
        found = connection(row, source, (GOOD_PRACTICE,), selected, _ORDER)
        return found.object(_CONNECTION, selected.selections)


RELATED = Field[Row](
    "relatedPractices",
    f"{_CONNECTION.name}!",
    (
        "The other practices that have topics in common with this one: those with most first, then"
        " by id."
    ),
    _plan,
    arguments=(where_argument(GOOD_PRACTICE.name), *POSITION),
)
TYPES = (_CONNECTION, _EDGE)
