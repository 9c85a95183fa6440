"""The graph against the files: whatever was changed by hand.

Nothing is written. A release has the checksum of the graph as it was loaded: so a graph that was
changed by hand can be told from files that are newer than the last load.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_service.i18n import Message, _
from graph_service.model.storage import StoredValue
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Diff, EdgeRow, Properties
from graph_service.store.driver import open_database
from graph_service.store.errors import database_errors
from graph_service.store.graph_reader import GraphReader
from graph_service.store.staging import Graph
from graph_service.store.stream import read_settled

from .diff import compare
from .release import checksum

_LONGEST_VALUE = 60


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What the graph is, beside what the files say.

    Attributes:
        release: the newest; None where nothing was ever loaded.
        as_loaded: whether nodes and edges are those that the release was loaded with.
        differences: a line each: what the graph has, and what the files say.
        strange: a line each: what no load has written.
        missing: a line each: constraints and indexes, which each load makes.
    """

    release: Properties | None
    as_loaded: bool
    differences: tuple[Message, ...]
    strange: tuple[Message, ...]
    missing: tuple[Message, ...]

    @property
    def clean(self) -> bool:
        """Tell whether the graph is what the files say, and nothing else."""
        return not (self.differences or self.strange or self.missing)


async def audit(wanted: Graph, settings: DatabaseSettings) -> Audit:
    """Compare the stored graph with the wanted one.

    Raises:
        DatabaseUnavailable: when the database can't be reached.
        GraphUnsettled: when loads followed one another while it was read.
    """

    async def read(graph: GraphReader) -> Audit:
        with database_errors(settings):
            release = await graph.newest_release()
            stored = await graph.read_graph(wanted.staging)
            strange = await graph.strangers()
            missing = await graph.missing_indexes()
        return Audit(
            release=release,
            as_loaded=release is not None and release.get("checksum") == checksum(stored),
            differences=tuple(_lines(compare(wanted, stored, prune=True))),
            strange=tuple(strange),
            missing=tuple(
                _("{index}: the index is missing; loading makes it anew", index=name)
                for name in missing
            ),
        )

    async with open_database(settings) as database:
        await database.verify()
        return await read_settled(database, read)


def _lines(diff: Diff) -> Iterator[Message]:
    """Tell what would have to change in the graph; renaming shows as the new id's slug."""
    for node in diff.nodes_added:
        yield _("{what}: not in the graph", what=node.id)
    for node in diff.nodes_removed:
        yield _("{what}: not in the files", what=node.id)
    for changed in diff.nodes_changed:
        yield from _fields(changed.before.id, changed.fields)
    for edge in diff.edges_added:
        yield _("{what}: not in the graph", what=_arrow(edge))
    for edge in diff.edges_removed:
        yield _("{what}: not in the files", what=_arrow(edge))
    for change in diff.edges_changed:
        yield from _fields(_arrow(change.after), change.fields)


def _fields(
    subject: str, fields: Mapping[str, tuple[StoredValue, StoredValue]]
) -> Iterator[Message]:
    for name, (stored, wanted) in fields.items():
        yield _(
            "{what}: {field} is {value}; the files say {wanted}",
            what=subject,
            field=name,
            value=_shown(stored),
            wanted=_shown(wanted),
        )


def _shown(value: StoredValue) -> str | Message:
    if value is None:
        return _("nothing")
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def _arrow(edge: EdgeRow) -> str:
    return f"{edge.source} -{edge.type}-> {edge.target}"
