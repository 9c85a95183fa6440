"""Forgets a value in the history of an entry, such as the name of a person that slipped in."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

from graph_service.catalogue.document.trees import Node, Tree, document_entry, tree_of
from graph_service.catalogue.files.entry_yaml import entry_text
from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.errors import HistoryMissing, LoadRefused
from graph_service.i18n import _
from graph_service.model.kinds.base import FieldChange
from graph_service.model.storage import ENTRY_BEFORE, stored
from graph_service.model.types import CHANGE
from graph_service.settings import DatabaseSettings
from graph_service.store.change_log import changes_since, read_releases
from graph_service.store.changes import Properties
from graph_service.store.driver import open_database
from graph_service.store.write import Writer, write_transaction

from .entry_changes import change_of, entry_before
from .past import documents_at
from .release import checksum, integer
from .release_log import find_entry

FORGOTTEN = "[forgotten]"
"""What texts are replaced by; other values are removed."""
_WRITE = f"UNWIND $rows AS row MATCH (c:{CHANGE.name} {{id: row.id}}) SET c += row.properties"


async def forget(settings: DatabaseSettings, name: str, field: str) -> list[int]:
    """Blank a field of an entry in its whole history.

    Args:
        settings: the database.
        name: of the entry, as for `seeds log`.
        field: its path in files, such as "note", "name.es" or "events[2].note".

    Returns:
        The releases that can't be rebuilt any more.

    Raises:
        HistoryMissing: when there is no such entry, or its history doesn't have the field.
        LoadRefused: when the entry still has a value that would be forgotten.
    """
    path = tuple(filter(None, re.split(r"[.\[\]]+", field)))
    async with open_database(settings) as database:
        await database.verify()
        async with write_transaction(database) as writer:
            identity, _added = await find_entry(writer, name)
            changes = await changes_since(writer, [identity], 0)
            now = _at(documents_of(await writer.read_graph()).get(identity), path)
            if now is not None and any(now == _at(_document(each), path) for each in changes):
                raise LoadRefused(
                    _(
                        "{entry} still has this value in {field}. Change it in its file and"
                        " load that first. Nothing was written.",
                        entry=identity,
                        field=field,
                    )
                )
            rows = [row for each in changes if (row := _blanked_row(each, field, path))]
            if not rows:
                raise HistoryMissing(
                    _(
                        "The history of {entry} has no value of {field}: `seeds log --entry` shows"
                        " what it has.",
                        entry=identity,
                        field=field,
                    )
                )
            before = {n async for n in _rebuildable(writer)}
            await writer.write_rows(_WRITE, rows)
            after = {n async for n in _rebuildable(writer)}
            await writer.commit()
    return sorted(before - after)


def _document(change: Properties) -> Tree:
    entry = entry_before(change)
    return tree_of(entry) if entry is not None else {}


def _blanked_row(row: Properties, field: str, path: tuple[str, ...]) -> Mapping[str, object] | None:
    """Return a Change node's properties without a field; None if it doesn't have it."""
    change, entry, document = change_of(row), entry_before(row), _document(row)
    fields = [_blanked(each, field) for each in change.fields]
    if _at(document, path) is None and fields == [*change.fields]:
        return None
    properties = dict(stored(CHANGE.property_of("fields"), fields))
    if path[0] == "name":
        texts = dict.fromkeys(change.name, FORGOTTEN)
        properties |= stored(CHANGE.property_of("name"), texts)
    if entry is not None:
        properties[ENTRY_BEFORE] = entry_text(document_entry(entry.id, _without(document, path)))
    return {"id": row["id"], "properties": properties}


async def _rebuildable(writer: Writer) -> AsyncIterator[int]:
    """Yield the numbers of the releases whose graph can be rebuilt."""
    graph = await writer.read_graph()
    for release in await read_releases(writer):
        number = integer(release, "number") or 0
        try:
            documents = await documents_at(writer, graph, number)
        except HistoryMissing:
            return
        if checksum(graph_of(documents)) == release["checksum"]:
            yield number


def _at(node: Node, path: tuple[str, ...]) -> Node:
    """Return the value at a path, None if there is none."""
    for name in path:
        node = node.get(name) if isinstance(node, Mapping) else None
    return node


def _without(tree: Tree, path: tuple[str, ...]) -> Tree:
    """Return a document without the value at a path."""
    found = dict(tree)
    name, *rest = path
    inner = found.pop(name, None)
    if rest and isinstance(inner, Mapping):
        found[name] = _without(inner, tuple(rest))
    elif (blank := _blank(inner)) is not None:
        found[name] = blank
    return found


def _blank(value: Node) -> Node:
    """Return what stays of a value: texts become a mark, in each language; None for others."""
    match value:
        case str():
            return FORGOTTEN
        case Mapping() if all(isinstance(text, str) for text in value.values()):
            return dict.fromkeys(value, FORGOTTEN)
    return None


def _blanked(change: FieldChange, field: str) -> FieldChange:
    """Return a change without its values, if it is of a field or a part of it."""
    path = f"{change.name}.{change.language}" if change.language else change.name
    if not re.match(rf"{re.escape(field)}(?![\w-])", path):
        return change
    before, after = (side and FORGOTTEN for side in (change.before, change.after))
    return replace(change, before=before, after=after)
