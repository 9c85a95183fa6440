"""Compare the graph with the files, without a load; and find entries that were probably renamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz, process

from graph_service.catalogue.files.base_file import Base
from graph_service.catalogue.graph.diff import Comparison, compare
from graph_service.catalogue.graph.entry_ids import former_ids, owner_of
from graph_service.catalogue.suggest.names import name_key
from graph_service.errors import FolderBehind
from graph_service.i18n import Message, _
from graph_service.model.enums import ChangeKind
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.ids import split_id
from graph_service.model.storage import StoredValue
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Diff, EdgeRow, NodeRow, Properties
from graph_service.store.driver import open_database
from graph_service.store.from_driver import database_errors
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader
from graph_service.store.stream import read_settled

from .bases import behind
from .entry_changes import changes_between
from .release import checksum

_MAX_VALUE_LENGTH = 60
_ENTRIES = frozenset(node_type.name for node_type in ENTRY_TYPES)
_MOST = 1_000
"""Entries that are compared."""
_LIKENESS = 85
"""Of names whose words are in any order, of 100."""
_MOST_LISTED = 5


@dataclass(frozen=True, kw_only=True)
class Audit:
    """The differences between the graph and the files, one message each.

    Attributes:
        release: the newest release; None if nothing has been loaded yet.
        is_as_loaded: whether the graph has the release's checksum: then nobody changed the graph by
            hand, and differences come from newer files.
        differences: nodes, edges and properties that the files have changed, or somebody by hand.
        behind: why the folder isn't compared: it lacks what others have loaded since its base.
        unexpected: nodes and edges that no load wrote.
        missing_indexes: constraints and indexes that loads create.
        renames: hints at entries that were probably renamed.
    """

    release: Properties | None
    is_as_loaded: bool
    differences: tuple[Message, ...]
    unexpected: tuple[Message, ...]
    missing_indexes: tuple[Message, ...]
    behind: FolderBehind | None = None
    renames: tuple[Message, ...] = ()

    @property
    def messages(self) -> tuple[Message, ...]:
        """All differences."""
        return (*self.differences, *self.unexpected, *self.missing_indexes)

    @property
    def is_equal(self) -> bool:
        """Whether the graph equals the files."""
        return not self.messages and self.behind is None


async def audit(
    wanted: Graph, settings: DatabaseSettings, bases: Sequence[Base] | None = None
) -> Audit:
    """Compare the stored graph with the wanted one; write nothing.

    Args:
        wanted: the graph that the folder describes.
        settings: the database.
        bases: what the folder is based on: it is not compared if that is not the newest release;
            None to compare it in any case.

    Raises:
        DatabaseUnavailable: when the database can't be reached.
        GraphUnsettled: when loads kept changing the graph while it was read.
    """

    async def read(reader: GraphReader) -> Audit:
        with database_errors(settings):
            release = await reader.newest_release()
            stored = await reader.read_graph()
            unexpected = await reader.foreign_data()
            missing = await reader.missing_indexes()
            stale = None
            if release is not None and bases is not None:
                stale = await behind(reader, wanted, release, bases)
        diff = compare(wanted if stale is None else stored, stored, prune=True)
        return Audit(
            release=release,
            is_as_loaded=release is not None and release.get("checksum") == checksum(stored),
            differences=tuple(_differences(stored, diff)),
            unexpected=tuple(unexpected),
            missing_indexes=tuple(
                _("{index}: missing index; the next load creates it", index=name)
                for name in missing
            ),
            renames=tuple(rename_messages(diff)),
            behind=stale,
        )

    async with open_database(settings) as database:
        await database.verify()
        return await read_settled(database, read)


def _differences(stored: Graph, diff: Comparison) -> Iterator[Message]:
    """Yield the differences as fields of files; stored properties only if no field explains them.

    A name in the graph has keys for search beside it: the name is one difference, not six.
    """
    explained: set[str | None] = set()
    for change in changes_between(stored, diff.result, diff):
        explained |= {change.id, change.former_id}
        if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
            yield _missing(change.id, is_stored=change.kind is ChangeKind.REMOVED)
        else:
            for each in change.fields:
                name = f"{each.name}.{each.language}" if each.language else each.name
                yield _field(change.former_id or change.id, name, each.before, each.after)
    for owner, message in _rows(diff):
        if owner not in explained:
            yield message


def _rows(diff: Diff) -> Iterator[tuple[str, Message]]:
    """Yield the nodes and edges that differ, each with the id of its entry."""
    for node in diff.nodes_changed:
        for name, sides in node.fields.items():
            yield owner_of(node.after.id), _field(node.before.id, name, *sides)
    for edge in diff.edges_changed:
        for name, sides in edge.fields.items():
            yield owner_of(edge.after.source), _field(_arrow(edge.after), name, *sides)
    for is_stored, nodes in ((False, diff.nodes_added), (True, diff.nodes_removed)):
        yield from ((owner_of(n.id), _missing(n.id, is_stored=is_stored)) for n in nodes)
    for is_stored, edges in ((False, diff.edges_added), (True, diff.edges_removed)):
        for row in edges:
            yield owner_of(row.source), _missing(_arrow(row), is_stored=is_stored)


def _missing(what: str, *, is_stored: bool) -> Message:
    if is_stored:
        return _("{what}: not in the files", what=what)
    return _("{what}: not in the graph", what=what)


def _field(what: str, name: str, in_graph: StoredValue, in_files: StoredValue) -> Message:
    return _(
        "{what}: {field} is {value}; the files say {wanted}",
        what=what,
        field=name,
        value=_value(in_graph),
        wanted=_value(in_files),
    )


def _value(value: StoredValue) -> str | Message:
    if value is None:
        return _("nothing")
    text = repr(value)
    return text if len(text) <= _MAX_VALUE_LENGTH else f"{text[:_MAX_VALUE_LENGTH]}…"


def _arrow(edge: EdgeRow) -> str:
    return f"{edge.source} -{edge.type}-> {edge.target}"


def rename_messages(diff: Comparison) -> Sequence[Message]:
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


def _likely_renames(diff: Comparison) -> Iterator[tuple[str, str]]:
    known = dict(former_ids(diff.result))
    added = {row.id: row for row in diff.nodes_added}
    for row in islice((*diff.kept, *diff.nodes_removed), _MOST):
        if row.label not in _ENTRIES or row.id in known:
            continue
        names = {i: _name(new) for i, new in added.items() if new.label == row.label}
        scorer = fuzz.token_sort_ratio
        near = process.extractOne(_name(row), names, scorer=scorer, score_cutoff=_LIKENESS)
        if near is not None:
            yield row.id, near[2]
            del added[near[2]]


def _name(row: NodeRow) -> str:
    return name_key(str(row.properties.get("name", row.id)))
