"""Query.entries: the entries of all types in one list, for sitemaps and copies of the catalogue."""

from __future__ import annotations

from graph_service.compiler.fields import names
from graph_service.compiler.fields.connections import connection, list_types
from graph_service.compiler.fields.encoders import time, type_names
from graph_service.compiler.fields.paging import POSITION
from graph_service.compiler.fields.planner import Row
from graph_service.compiler.fields.search.filters import TYPES as TYPES_ARGUMENT
from graph_service.compiler.fields.type_system import Argument, Field
from graph_service.compiler.ir.conditions import TRUE, Condition, Test
from graph_service.compiler.ir.sources import AllEntries, Param
from graph_service.compiler.ir.values import Value
from graph_service.compiler.language.select import Selected
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.types import UPDATED_AT

TYPES = list_types(names.ENTRY, has_facets=False)
_EDGE, _CONNECTION = TYPES
_LABELS = tuple(sorted(node_type.name for node_type in ENTRY_TYPES))


def _chosen(selected: Selected) -> Param | None:
    leaf = selected.leaf("types")
    return Param(leaf.origin, type_names, "types") if leaf and leaf.value is not None else None


def _updated(selected: Selected) -> Condition:
    leaf = selected.leaf("updatedSince")
    if leaf is None or leaf.value is None:
        return TRUE
    return Test(f"{{v}}.{UPDATED_AT.name} >= {{0}}", (Param(leaf.origin, time, "updatedSince"),))


def _plan(row: Row, selected: Selected) -> Value:
    source = AllEntries(_LABELS, _chosen(selected))
    found = connection(row, source, ENTRY_TYPES, selected, order=(), only=_updated(selected))
    return found.object(_CONNECTION, selected.selections)


FIELDS = (
    Field[Row](
        "entries",
        f"{_CONNECTION.name}!",
        (
            "List the entries of all types, sorted by id. A page takes the same time wherever it is"
            " in the list, so this suits sitemaps and copies of the catalogue of any size."
        ),
        _plan,
        arguments=(
            TYPES_ARGUMENT,
            Argument(
                "updatedSince",
                "DateTime",
                "Returns only entries that were added or changed at this time or later.",
            ),
            *POSITION,
        ),
    ),
)
