"""A diff → what a load did to each entry, field by field: the Change nodes of the graph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from graph_service.model.enums import ChangeKind
from graph_service.model.graph import PROPERTIES, TYPES
from graph_service.model.ids import split_id
from graph_service.model.kinds.base import FieldChange
from graph_service.model.storage import CURRENT_ID, Value, restored, stored, stored_node
from graph_service.model.text import FALLBACK
from graph_service.model.types import ADDED_IN, CHANGE, UPDATED_AT, UPDATED_IN
from graph_service.store.changes import Diff, NodeRow, Properties

from .diff import Comparison
from .field_rows import changed_field_rows

_INSERT = "INSERT INTO field VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_READ = """SELECT owner, detail, name, language, before, after FROM field
ORDER BY owner, place, detail, part, rowid"""


def entry_records(diff: Comparison, number: int) -> Iterator[NodeRow]:
    """Yield a Change node for each entry that a diff adds, changes, renames or removes.

    Args:
        diff: the changes of a load or an undo.
        number: of its release.
    """
    staging = diff.result.staging
    staging.run("DELETE FROM field")
    renamed = renamed_ids(diff)
    staging.run_many(_INSERT, changed_field_rows(diff, renamed))
    entries = _Entries(diff, renamed)
    rows = staging.run(_READ)
    for owner, group in groupby(rows, key=lambda row: row[0]):
        yield entries.record(owner, _joined(group), number)
    for owner in entries.without_fields():
        yield entries.record(owner, [], number)


def recorded_properties(number: int, loaded_at: dt.datetime) -> Properties:
    """Return the properties that record a release in the entries that it adds."""
    return {
        **stored(ADDED_IN, number),
        **stored(UPDATED_IN, number),
        **stored(UPDATED_AT, loaded_at),
    }


def renamed_ids(diff: Diff) -> dict[str, str]:
    """Return the new id of each renamed node, by its old id."""
    return {
        change.before.id: change.after.id
        for change in diff.nodes_changed
        if change.before.id != change.after.id
    }


class _Entries:
    """The entries of a diff: the kind of change of each, its name, and its former id."""

    def __init__(self, diff: Comparison, renamed: Mapping[str, str]) -> None:
        self._result = diff.result
        self._former = {new: old for old, new in renamed.items() if TYPES[split_id(new)[0]].entry}
        self._names: dict[str, Mapping[str, str]] = {}
        self._kinds: dict[str, ChangeKind] = dict.fromkeys(self._former, ChangeKind.RENAMED)
        self._missing = {*self._former}
        for kind, rows in (
            (ChangeKind.ADDED, diff.nodes_added),
            (ChangeKind.REMOVED, diff.nodes_removed),
        ):
            for row in rows:
                if TYPES[row.label].entry:
                    self._kinds[row.id] = kind
                    self._names[row.id] = _name(row.label, row.properties)

    def record(self, owner: str, fields: Sequence[FieldChange], number: int) -> NodeRow:
        self._missing.discard(owner)
        label = split_id(owner)[0]
        name = self._names.get(owner) or _name(label, self._result.nodes[owner].properties)
        values: dict[str, Value] = {
            "number": number,
            "kind": self._kinds.get(owner, ChangeKind.CHANGED),
            "entryType": label,
            "entryId": owner,
            "name": name,
            "fields": fields,
        }
        if owner in self._former:
            values["formerId"] = self._former[owner]
        slug = f"release-{number}/{owner}"
        properties = {**stored_node(CHANGE, slug, values), CURRENT_ID: owner}
        return NodeRow(label=CHANGE.name, id=str(properties["id"]), properties=properties)

    def without_fields(self) -> list[str]:
        """Return the renamed entries that have not been recorded yet."""
        return sorted(self._missing)


def _name(label: str, properties: Properties) -> Mapping[str, str]:
    """Return the name of an entry by language; a title has the language of its source."""
    name = restored(PROPERTIES[label]["name"], properties)
    if isinstance(name, Mapping):
        return {language: str(text) for language, text in name.items()}
    language = str(properties.get("language", "")).lower()
    return {language if language in FALLBACK else FALLBACK[0]: str(name)}


def _joined(rows: Iterable[tuple[str, ...]]) -> list[FieldChange]:
    """Return the changes of an entry; the old and the new target of a relation are one change."""
    found: list[FieldChange] = []
    for _owner, detail, name, language, before, after in rows:
        change = FieldChange(
            name=name, language=language or None, before=before or None, after=after or None
        )
        last = found[-1] if found else None
        if (
            last is not None
            and not detail.rpartition(" ")[2]
            and (last.name, last.language) == (change.name, change.language)
        ):
            found[-1] = replace(
                last, before=last.before or change.before, after=last.after or change.after
            )
        else:
            found.append(change)
    return found
