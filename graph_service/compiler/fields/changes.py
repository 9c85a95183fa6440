"""The fields that lead to changes and from them, by equal values: changes have no edges."""

from __future__ import annotations

from graph_service.compiler.fields import names
from graph_service.compiler.fields.connections import CONNECTIONS, plan_connection
from graph_service.compiler.fields.paging import page_arguments
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.type_system import Field
from graph_service.compiler.ir.sources import Joined
from graph_service.compiler.ir.values import One, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.json import Json
from graph_service.model.publication import citation
from graph_service.model.storage import CURRENT_ID
from graph_service.model.types import CHANGE, RELEASE

CHANGES = CONNECTIONS[names.connection(CHANGE.name)]


def _changes(name: str, description: str, source: Joined) -> Field[Row]:
    """Return a field for the changes that refer to a node."""

    def plan(row: Row, selected: Selected) -> Value:
        with row.planner.nesting.deeper():
            return plan_connection(CHANGES, source, (CHANGE,), row, selected)

    return Field(name, f"{CHANGES.name}!", description, plan, page_arguments(CHANGE.name))


HISTORY = _changes(
    "history",
    (
        "What releases did to the entry, the newest first, under all slugs that it has had. The"
        " first release into an empty database has no changes: if the entry was in it, `addedIn`"
        " says so, and the history begins with what came after."
    ),
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


def _plan_release(row: Row, selected: Selected) -> Value:
    own = row.inner()
    with row.planner.nesting.deeper():
        value = own.node(RELEASE, selected.selections)
    return One(row.read(Joined((RELEASE.name,), RELEASE_ORDER, RELEASE_ORDER), own), value)


def _plan_entry(row: Row, selected: Selected) -> Value:
    own = row.inner()
    with row.planner.nesting.deeper():
        value = own.node_of(ENTRY_TYPES, selected.selections)
    labels = tuple(node_type.name for node_type in ENTRY_TYPES)
    return One(row.read(Joined(labels, "id", CURRENT_ID), own), value)


def _cited(found: Json) -> Json:
    if not isinstance(found, list):
        return None
    identity, version, checksum, loaded_at = found
    if checksum is None or loaded_at is None:  # changed by hand
        return None
    year = int(str(version or loaded_at)[:4])
    return citation(str(identity), str(version) if version else None, str(checksum), year)


CITATION_OF_RELEASE = Field[Row](
    "citation",
    "String!",
    "How to cite the catalogue as it was in this release.",
    cell("[{v}.id, {v}.version, {v}.checksum, toString({v}.loadedAt)]", _cited),
)
OF_CHANGE = (
    Field[Row]("release", "Release!", "The release that made the change.", _plan_release),
    Field[Row](
        "entry",
        names.ENTRY,
        "The entry as it is now, whatever its slug; null if it is gone.",
        _plan_entry,
    ),
)
