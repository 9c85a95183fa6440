"""Forgets a value in the history of an entry, such as the name of a person that slipped in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import replace

from graph_service.catalogue.document.field_changes import field_text, path_of
from graph_service.catalogue.document.merge_trees import FORGOTTEN, Path
from graph_service.catalogue.document.trees import Node, Tree, document_entry, tree_of
from graph_service.catalogue.files.entry_yaml import entry_text
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.catalogue.problems import path_names
from graph_service.errors import HistoryMissing, NotConfirmed
from graph_service.i18n import Message, _
from graph_service.model.graph import FORMER_SLUGS
from graph_service.model.storage import ENTRY_BEFORE, stored
from graph_service.model.types import CHANGE
from graph_service.settings import DatabaseSettings
from graph_service.store.change_log import changes_since, read_releases
from graph_service.store.changes import Properties
from graph_service.store.driver import open_database
from graph_service.store.graph import Graph
from graph_service.store.write import Writer, write_transaction

from .entry_changes import change_of, entry_before
from .load import record_by_hand
from .past import graph_at, states
from .release_log import find_entry

_SLUGS = ("sources", FORMER_SLUGS.name)
_WRITE = f"UNWIND $rows AS row MATCH (c:{CHANGE.name} {{id: row.id}}) SET c += row.properties"


async def forget(
    settings: DatabaseSettings, name: str, field: str, *, is_confirmed: bool
) -> list[int]:
    """Blank all values of a field in the history of an entry, except the one that it has now.

    Args:
        settings: the database.
        name: of the entry, as for `seeds log`.
        field: its path in files, such as "note", "name.es" or "events[2].note".
        is_confirmed: whether it may be written, as nothing brings the values back.

    Returns:
        The releases that can't be rebuilt any more.

    Raises:
        HistoryMissing: when there is no such entry, or its history has no such value.
        NotConfirmed: with what would be lost.
    """
    path = path_names(field)
    async with open_database(settings) as database:
        await database.verify()
        async with write_transaction(database) as writer:
            await record_by_hand(writer)
            identity, _added = await find_entry(writer, name)
            changes = await changes_since(writer, [identity], 0)
            stored_graph = await writer.read_graph()
            now = documents_of(stored_graph).get(identity, {})
            rows = [row for each in changes if (row := _blanked_row(each, path, now))]
            if not rows:
                raise HistoryMissing(_nothing_to_forget(identity, field, _at(now, path)))
            before = {n async for n in _rebuildable(writer, stored_graph)}
            number = len(rows)
            await writer.write_rows(_WRITE, rows)  # empties the list
            after = {n async for n in _rebuildable(writer, stored_graph)}
            lost = sorted(before - after)
            if not is_confirmed:
                raise NotConfirmed(
                    _(
                        "{number} changes of {entry} would lose {field}, for ever, and these"
                        " releases could not be rebuilt any more: {releases}. Nothing was written."
                        " If that is meant, add --yes.",
                        number=number,
                        entry=identity,
                        field=field,
                        releases=[*map(str, lost)] or _("(none)"),
                    )
                )
            await writer.commit()
    return lost


def _nothing_to_forget(identity: str, field: str, now: Node) -> Message:
    if now is None:
        return _(
            "The history of {entry} has no value of {field}: `seeds log --entry` shows what it"
            " has.",
            entry=identity,
            field=field,
        )
    return _(
        "{entry} still has the only value of {field} in its history. Change it in its file and load"
        " that first. Nothing was written.",
        entry=identity,
        field=field,
    )


def _blanked_row(row: Properties, path: Path, now: Tree) -> Mapping[str, object] | None:
    """Return a Change node's properties without former values of a field; None if it has none."""
    change, entry = change_of(row), entry_before(row)

    def blanked(text: str | None, at: Path) -> str | None:
        """Return a mark for a former value at or in the path, and any other text as it is."""
        is_former = at[: len(path)] == path and text != field_text(_at(now, at))
        return FORGOTTEN if text and is_former else text

    fields = [
        replace(
            each,
            before=blanked(each.before, path_of(each)),
            after=blanked(each.after, path_of(each)),
        )
        for each in change.fields
    ]
    properties = dict(stored(CHANGE.property_of("fields"), fields))
    is_known = fields == [*change.fields]
    if path[0] == "name":
        names = {k: blanked(text, ("name", k)) or "" for k, text in change.name.items()}
        properties |= stored(CHANGE.property_of("name"), names)
        is_known = is_known and names == change.name
    if entry is not None:
        document = tree_of(entry)
        value = _at(document, path)
        if value not in (None, _blank(path[-1], value), _at(now, path)):
            is_known = False
            blank = document_entry(entry.id, _without(document, path))
            properties[ENTRY_BEFORE] = entry_text(blank)
    return None if is_known else {"id": row["id"], "properties": properties}


async def _rebuildable(writer: Writer, stored_graph: Graph) -> AsyncIterator[int]:
    """Yield the numbers of the releases that can be rebuilt."""
    checksums = {release["number"]: release["checksum"] for release in await read_releases(writer)}
    with suppress(HistoryMissing):
        async for number, documents in states(writer, stored_graph):
            if graph_at(documents, checksums.get(number)):
                yield number


def _at(node: Node, path: Path) -> Node:
    """Return the value at a path, None if there is none."""
    for name in path:
        node = node.get(name) if isinstance(node, Mapping) else None
    return node


def _without(tree: Tree, path: Path) -> Tree:
    """Return a document without the value at a path."""
    found = dict(tree)
    name, *rest = path
    inner = found.pop(name, None)
    if rest and isinstance(inner, Mapping):
        found[name] = _without(inner, tuple(rest))
    elif (blank := _blank(name, inner)) is not None:
        found[name] = blank
    return found


def _blank(name: str, value: Node) -> Node:
    """Return what stays of a field: texts become a mark, in each language; None for others."""
    match value:
        case str():
            return FORGOTTEN
        case (str(), *_others) if name not in _SLUGS:
            return (FORGOTTEN,)
        case Mapping():
            texts = {language: _blank(name, text) for language, text in value.items()}
            return texts if all(texts.values()) else None
    return None
