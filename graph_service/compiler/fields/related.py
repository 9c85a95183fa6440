"""GoodPractice.relatedPractices: the practices that share topics, those that share most first."""

from __future__ import annotations

from graph_service.compiler.fields.connections import connection, page_types
from graph_service.compiler.fields.facets import facets_field
from graph_service.compiler.fields.orders import number
from graph_service.compiler.fields.paging import POSITION, Connection, EdgeRow, where_argument
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


_TYPES: tuple[ObjectType[EdgeRow], ObjectType[Connection]] = page_types(
    "RelatedPractice",
    GOOD_PRACTICE.name,
    ("related practice", "related practices"),
    (
        Field(
            "sharedTopics",
            listed(TOPIC.name),
            "The topics that both practices have, sorted by id.",
            _plan_shared,
        ),
        Field("sharedCount", "Int!", "The number of topics that both have.", cell(_SHARED)),
    ),
    (facets_field(GOOD_PRACTICE.name),),
    described="related good practices",
    beside=", with what is shared",
    each="what is shared",
)
_EDGE, _CONNECTION = _TYPES


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
