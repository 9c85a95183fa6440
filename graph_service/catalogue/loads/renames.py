"""Entries that were probably renamed without their former slug: one gone, an equal one new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from graph_service.catalogue.checks.near_names import NearNames
from graph_service.catalogue.suggest.names import name_key
from graph_service.i18n import Message, _
from graph_service.model.graph import ENTRY_TYPES, FORMER_SLUGS
from graph_service.model.ids import node_id, split_id
from graph_service.model.storage import StoredValue
from graph_service.store.changes import Diff, NodeRow

_ENTRIES = frozenset(node_type.name for node_type in ENTRY_TYPES)
_MOST = 1_000
"""Entries that are compared."""
_MOST_LISTED = 5


def rename_messages(diff: Diff) -> Sequence[Message]:
    """Return a message per entry that is gone while one of nearly the same name is new."""
    return [
        _(
            "{old} is not in the files, and {new} is new with nearly the same name: if it was"
            " renamed, write formerSlugs: [{slug}] in its file.",
            old=old,
            new=new,
            slug=split_id(old)[1],
        )
        for old, new in islice(_likely_renames(diff), _MOST_LISTED)
    ]


def _likely_renames(diff: Diff) -> Iterator[tuple[str, str]]:
    known = _former_ids(diff)
    gone = [row for row in _entries(chain(diff.kept, diff.nodes_removed)) if row.id not in known]
    added = _entries(diff.nodes_added) if gone else []
    used: set[str] = set()
    for old, new in chain(_same_names(gone, added), _near_names(gone, added)):
        if old not in used and new not in used:
            used |= {old, new}
            yield old, new


def _former_ids(diff: Diff) -> frozenset[str]:
    """Return the ids that the files name as former ones, of entries that were merged."""
    rows = chain(diff.nodes_added, (change.after for change in diff.nodes_changed))
    return frozenset(
        node_id(row.label, str(slug))
        for row in rows
        for slug in _texts(row.properties.get(FORMER_SLUGS.name))
    )


def _texts(value: StoredValue) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _entries(rows: Iterable[NodeRow]) -> list[NodeRow]:
    return [*islice((row for row in rows if row.label in _ENTRIES), _MOST)]


def _same_names(gone: Sequence[NodeRow], added: Sequence[NodeRow]) -> Iterator[tuple[str, str]]:
    new = {(row.label, _name(row)): row.id for row in added}
    for row in gone:
        if (row.label, _name(row)) in new:
            yield row.id, new[row.label, _name(row)]


def _near_names(gone: Sequence[NodeRow], added: Sequence[NodeRow]) -> Iterator[tuple[str, str]]:
    old_ids = {row.id for row in gone}
    names: dict[str, NearNames] = {}
    for row in chain(gone, added):
        names.setdefault(row.label, NearNames()).add(_name(row), row.id)
    for one, other in chain.from_iterable(near.pairs() for near in names.values()):
        if (one in old_ids) is not (other in old_ids):
            yield (one, other) if one in old_ids else (other, one)


def _name(row: NodeRow) -> str:
    return name_key(str(row.properties.get("name", row.id)))
