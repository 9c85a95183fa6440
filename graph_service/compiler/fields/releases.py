"""Query.catalogue, releases, release and changes, and the fields that lead from and to changes.

Changes have no edges: they refer to entries and releases by equal values.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from graph_service.compiler.fields import names
from graph_service.compiler.fields.connections import CONNECTIONS, list_types, plan_connection
from graph_service.compiler.fields.encoders import same
from graph_service.compiler.fields.paging import POSITION, page_arguments
from graph_service.compiler.fields.planner import Row, cell, param, param_if_given
from graph_service.compiler.fields.properties import plan_counts
from graph_service.compiler.fields.relations import plan_node
from graph_service.compiler.fields.type_system import Argument, Field, ObjectType, listed
from graph_service.compiler.ir.conditions import Test, every
from graph_service.compiler.ir.sources import AllOf, ByKey, Joined, Newest
from graph_service.compiler.ir.values import Value
from graph_service.compiler.language.select import Selected
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.json import Json
from graph_service.model.publication import VERSION_DIGITS, citation, version_of
from graph_service.model.storage import CURRENT_ID
from graph_service.model.types import CHANGE, RELEASE

CHANGES = CONNECTIONS[CHANGE.name]
_ENTRY_LABELS = tuple(node_type.name for node_type in ENTRY_TYPES)


def _changes(name: str, description: str, source: Joined) -> Field[Row]:
    """Return a field for the changes that refer to a node."""
    plan = partial(plan_connection, CHANGES, source, (CHANGE,))
    return Field(name, f"{CHANGES.name}!", description, plan, page_arguments(CHANGE.name))


HISTORY = _changes(
    "history",
    "What releases did to the entry, the newest first, under all its slugs; see `Query.changes`.",
    Joined((CHANGE.name,), CURRENT_ID, "id"),
)
"""The field of every entry."""
OF_RELEASE = _changes(
    "changes",
    (
        "What the release did to entries, sorted by id; empty for the first release into an empty"
        " database."
    ),
    Joined((CHANGE.name,), RELEASE_ORDER, RELEASE_ORDER),
)


def _cited(found: Json) -> Json:
    if not isinstance(found, list):
        return None
    checksum, loaded_at = found
    if checksum is None or loaded_at is None:  # changed by hand
        return None
    return citation(version_of(str(checksum)), str(loaded_at)[:10])


CITED_BY = (
    Field[Row](
        "version",
        "String!",
        (
            "What the release is cited by: the first digits of the checksum, such as"
            " `0a3d9788b2aecdbb`. It is the same wherever the same entries are loaded."
        ),
        cell(f"left({{v}}.checksum, {VERSION_DIGITS})"),
    ),
    Field[Row](
        "citation",
        "String!",
        "How to cite the catalogue as it was in this release.",
        cell("[{v}.checksum, toString({v}.loadedAt)]", _cited),
    ),
)
OF_CHANGE = (
    Field[Row](
        "release",
        "Release!",
        "The release that made the change.",
        partial(plan_node, Joined((RELEASE.name,), RELEASE_ORDER, RELEASE_ORDER), (RELEASE,)),
    ),
    Field[Row](
        "entry",
        names.ENTRY,
        "The entry as it is now, whatever its slug; null if it is gone.",
        partial(plan_node, Joined(_ENTRY_LABELS, "id", CURRENT_ID), ENTRY_TYPES),
    ),
)


_RELEASE_EDGE, _RELEASES = list_types(RELEASE.name, has_facets=False)


def _plan_releases(row: Row, selected: Selected) -> Value:
    return plan_connection(_RELEASES, AllOf(RELEASE.name), (RELEASE,), row, selected)


def _plan_release(row: Row, selected: Selected) -> Value:
    number = param(selected, "number", same)
    release = row.one(
        ByKey(RELEASE.name, RELEASE_ORDER, number, None),
        lambda release: release.node(RELEASE, selected.selections),
    )
    return row.sought(release, number.origin, lambda key: f"No release has the number {key}.")


def _bounds(selected: Selected) -> Iterator[Test]:
    for name, operator in (("from", ">"), ("to", "<=")):
        if bound := param_if_given(selected, name, same):
            yield Test(f"{{v}}.{RELEASE_ORDER} {operator} {{0}}", (bound,))


def _plan_changes(row: Row, selected: Selected) -> Value:
    only = every(_bounds(selected))
    return plan_connection(CHANGES, AllOf(CHANGE.name), (CHANGE,), row, selected, only)


_CATALOGUE = ObjectType[Row](
    "Catalogue",
    "The catalogue as a whole.",
    (
        Field(
            "release",
            "Release!",
            "The release that this response was read from.",
            lambda release, selected: release.node(RELEASE, selected.selections),
        ),
        Field("counts", listed("TypeCount"), "The number of entries of each type.", plan_counts),
        Field("licence", "String!", "The licence of the catalogue.", cell("{v}.licence")),
    ),
)


def _plan_catalogue(row: Row, selected: Selected) -> Value:
    return row.one(
        Newest(RELEASE.name, RELEASE_ORDER),
        lambda release: release.object(_CATALOGUE, selected.selections),
    )


FIELDS = (
    Field[Row]("catalogue", "Catalogue!", _CATALOGUE.description, _plan_catalogue),
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
            " two. The first release into an empty database has no changes: `addedIn` names it."
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
TYPES = (_CATALOGUE, _RELEASES, _RELEASE_EDGE)
