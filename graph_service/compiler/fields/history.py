"""Query.releases, release and changes: the history of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.compiler.fields.changes import CHANGES
from graph_service.compiler.fields.connections import list_types, plan_connection
from graph_service.compiler.fields.encoders import same
from graph_service.compiler.fields.paging import POSITION, page_arguments
from graph_service.compiler.fields.planner import Row
from graph_service.compiler.fields.type_system import Argument, Field
from graph_service.compiler.ir.conditions import Test, every
from graph_service.compiler.ir.sources import AllOf, ByKey, Param
from graph_service.compiler.ir.values import One, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.types import CHANGE, RELEASE

_RELEASE_EDGE, _RELEASES = list_types(RELEASE.name, has_facets=False)
_BOUNDS = {"from": ">", "to": "<="}


def _plan_releases(row: Row, selected: Selected) -> Value:
    return plan_connection(_RELEASES, AllOf(RELEASE.name), (RELEASE,), row, selected)


def _plan_release(row: Row, selected: Selected) -> Value:
    number = Param(selected.required_leaf("number").origin, same, "number")
    inner = row.inner()
    value = inner.node(RELEASE, selected.selections)
    found = One(row.read(ByKey(RELEASE.name, RELEASE_ORDER, number, None), inner), value)
    return row.sought(found, number.origin, lambda key: f"No release has the number {key}.")


def _bounds(selected: Selected) -> Iterator[Test]:
    for name, operator in _BOUNDS.items():
        leaf = selected.leaf(name)
        if leaf is not None and leaf.value is not None:
            param = Param(leaf.origin, same, name)
            yield Test(f"{{v}}.{RELEASE_ORDER} {operator} {{0}}", (param,))


def _plan_changes(row: Row, selected: Selected) -> Value:
    only = every(_bounds(selected))
    return plan_connection(CHANGES, AllOf(CHANGE.name), (CHANGE,), row, selected, only)


FIELDS = (
    Field[Row](
        "releases",
        f"{_RELEASES.name}!",
        "List the releases of the catalogue: its loads and undos, the newest first.",
        _plan_releases,
        arguments=POSITION,
    ),
    Field[Row](
        "release",
        RELEASE.name,
        "Look up one release by its number; null if there is none.",
        _plan_release,
        arguments=(Argument("number", "Int!", "The place in the history of loads, from 1."),),
    ),
    Field[Row](
        "changes",
        f"{CHANGES.name}!",
        (
            "List what releases did to entries, the newest first: the feed of the catalogue. The"
            " changes from one release to another are those of all releases after the first of the"
            " two."
        ),
        _plan_changes,
        arguments=(
            Argument(
                "from",
                "Int",
                "Returns only changes after this release, such as the last that a client has seen;"
                " by default all.",
            ),
            Argument(
                "to",
                "Int",
                "Returns only changes up to this release, included; by default the newest.",
            ),
            *page_arguments(CHANGE.name),
        ),
    ),
)
TYPES = (_RELEASES, _RELEASE_EDGE)
