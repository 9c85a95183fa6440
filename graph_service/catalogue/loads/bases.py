"""The graph that a folder is based on: what a load compares both the graph and the folder with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph_service.catalogue.graph.diff import compare
from graph_service.store.change_log import (
    FolderState,
    read_folder_changes,
    release_numbers,
    state_numbers,
)
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader

from .past import graph_at, pack, reverse, unpack
from .release import checksum, integer


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What is known about the releases that a folder is based on.

    Attributes:
        checksums: of the states that its file names, newest first.
        published: the day of each state's publication, such as "2026-11-26", by its checksum, if
            the file names it.
        number: the release that the user names instead; None if the file decides.
        ours: the entries whose conflicts the user decides for the folder, by slug, file or id.
    """

    checksums: tuple[str, ...] = ()
    published: Mapping[str, str] = field(default_factory=dict)
    number: int | None = None
    ours: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BaseGraph:
    """The graph that a folder is based on.

    Attributes:
        number: the release that it is, or that was loaded from the folder then.
        graph: its nodes and edges.
    """

    number: int
    graph: Graph


async def base_graph(
    reader: GraphReader, stored: Graph, wanted: Graph, origin: Origin
) -> BaseGraph | None:
    """Return the graph that a folder is based on; None if it is not known.

    A folder without a file that says so may still be a release as it is, unchanged.

    Args:
        reader: an open transaction on the database.
        stored: the stored graph.
        wanted: the graph that the folder describes.
        origin: what is known about the folder.

    Raises:
        HistoryMissing: when the changes since a release are not recorded.
    """
    newest = integer(await reader.newest_release(), "number") or 0
    if origin.number is not None:
        if not 0 < origin.number <= newest:
            return None
        return await _release(reader, stored, origin.number)
    return await _known(reader, stored, origin.checksums) or await _known(
        reader, stored, [checksum(wanted)]
    )


async def _known(reader: GraphReader, stored: Graph, checksums: Sequence[str]) -> BaseGraph | None:
    """Return the first state that is a release, or the state of a folder; None if none is."""
    releases = await release_numbers(reader, checksums)
    states = await state_numbers(reader, checksums)
    for each in checksums:
        if each in releases:
            return await _release(reader, stored, releases[each])
        if each in states:
            return await _state(reader, stored, states[each])
    return None


def folder_state(state: Graph, release: Graph) -> FolderState:
    """Return what to store of a folder's state, beside the release that was loaded from it."""
    return FolderState(checksum=checksum(state), changes=pack(compare(release, state, prune=True)))


async def _release(reader: GraphReader, stored: Graph, number: int) -> BaseGraph:
    graph = await graph_at(reader, stored, number)
    return BaseGraph(number=number, graph=graph)


async def _state(reader: GraphReader, stored: Graph, number: int) -> BaseGraph:
    release = await graph_at(reader, stored, number)
    patch = unpack(await read_folder_changes(reader, number))
    return BaseGraph(number=number, graph=reverse(release, patch))
