"""Facets of search results: by type, country and topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from graph_service.compiler.fields.facets import Counted, counts_field, facet_enum, plan_counts
from graph_service.compiler.fields.leaves import language_of
from graph_service.compiler.fields.paging import Connection
from graph_service.compiler.fields.properties import shown_text
from graph_service.compiler.ir.columns import Expr
from graph_service.compiler.ir.sources import Hits, Param
from graph_service.compiler.ir.values import One, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import NodeType
from graph_service.model.flow_edges import edges_to
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.model.types import COUNTRY, TOPIC


def _label_of_type(selected: Selected) -> tuple[str, Callable[[Json], Json]]:
    language = language_of(selected)
    by_name: Mapping[str, str] = {t.enum_name: t.label.in_language(language) for t in ENTRY_TYPES}
    return "{v}", lambda name: by_name[str(name)]


def _linked(node_type: NodeType) -> Counted:
    name = node_type.property_of("name")
    nodes = Expr(f"[({{v}})-[:{edges_to(node_type)}]->(x:{node_type.name}) | x]")
    return Counted(nodes, True, "{v}.slug", lambda selected: (shown_text(name, selected), str))


_ENUM_NAMES = " ".join(f"WHEN '{t.name}' THEN '{t.enum_name}'" for t in ENTRY_TYPES)
_TYPE = Counted(Expr(f"CASE labels({{v}})[0] {_ENUM_NAMES} END"), False, "{v}", _label_of_type)
_COUNTED = {"type": _TYPE, "countries": _linked(COUNTRY), "topics": _linked(TOPIC)}


@dataclass(frozen=True, eq=False)
class Results(Connection):
    """The row that has the results of a search.

    Attributes:
        hits: the search, without restrictions.
        restrictions: of its arguments, by the facet that ignores each.
    """

    hits: Hits
    restrictions: Mapping[str, Param]


def _plan(by: str, of: Results, selected: Selected) -> Value:
    """Plan a facet; if its own filter is given, it counts the results of a search without that."""
    if by not in of.restrictions:
        return plan_counts(by, _COUNTED[by], of.where, of, selected)
    others = tuple(param for name, param in of.restrictions.items() if name != by)
    row = of.inner()
    counts = plan_counts(by, _COUNTED[by], of.where, replace(of, columns=row.columns), selected)
    return One(of.read(replace(of.hits, only=others), row), counts)


FACETS = counts_field(
    "Search",
    (
        "Counts of values over all results that can be paged through, not only the page. Each facet"
        " ignores the filter on its own field, of `types` and `where`, and applies all others."
        " Entries that are linked to no country or topic are not counted there."
    ),
    _plan,
)
FACET_ENUM = facet_enum(
    "Search",
    "The fields that search results can be counted by.",
    {
        "type": "The type of the entry.",
        "countries": "The countries that the entry is linked to.",
        "topics": "The topics that the entry is linked to.",
    },
)
