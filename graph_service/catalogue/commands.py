"""What people run: check a folder of seeds, and load it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sized
from pathlib import Path

from graph_service.model.graph import TYPES
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Diff, Graph
from graph_service.wording import Message, Wording, _, counted

from .audit import Audit, audit
from .check import read_catalogue
from .derive import complete
from .load import Outcome, load
from .release import counts
from .rows import graph_of
from .speaker import Speaker
from .words import number_of


def wanted_graph(seeds: Path) -> Graph:
    """Give the graph that a folder of seeds stands for.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    return graph_of(complete(read_catalogue(seeds)))


def check_seeds(seeds: Path, speaker: Speaker) -> int:
    """Check a folder, and print how many entries of each type it holds.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    found = _counted(counts(wanted_graph(seeds)))
    speaker.say(_("{folder}: {entries}. All good.", folder=str(seeds), entries=found))
    return 0


def check_graph(seeds: Path, database: DatabaseSettings, speaker: Speaker) -> int:
    """Check a folder, and the graph against it; print whatever the graph has otherwise.

    Returns:
        The exit status: 1 where there is a difference.

    Raises:
        CatalogueInvalid: with every problem of every file; the graph was not looked at.
        DatabaseUnavailable: when the database can't be reached.
    """
    found = asyncio.run(audit(wanted_graph(seeds), database))
    for line in _audited(found):
        speaker.say(line)
    return 0 if found.clean else 1


def _audited(found: Audit) -> Iterable[Message]:
    yield from (*found.differences, *found.strange, *found.missing)
    if found.release is None:
        yield _("Nothing was ever loaded into this graph.")
        return
    name = str(found.release["name"])
    number = len(found.differences) + len(found.strange) + len(found.missing)
    if not number:
        yield _("The graph is what the files say, at {release}.", release=name)
        return
    yield counted("{number} difference.", "{number} differences.", number)
    if found.differences and found.as_loaded:
        yield _(
            "No entry was changed since {release}: the files are different. Load them.",
            release=name,
        )
    elif found.differences:
        yield _(
            "Entries were changed by hand since {release}: seeds load --prune puts them right.",
            release=name,
        )
    if found.strange:
        yield _("A load leaves alone what no load has written: remove that by hand.")


def load_seeds(
    seeds: Path,
    database: DatabaseSettings,
    speaker: Speaker,
    *,
    prune: bool = False,
    loaded_by: str | None = None,
) -> int:
    """Load a folder, and print what changed.

    Raises:
        CatalogueInvalid: with every problem of every file; nothing was written.
        LoadRefused: when the load isn't safe; nothing was written.
        DatabaseUnavailable: when the database can't be reached.
    """
    graph = wanted_graph(seeds)
    outcome = asyncio.run(load(graph, database, prune=prune, loaded_by=loaded_by))
    for line in _told(outcome, counts(graph)):
        speaker.say(line)
    return 0


def _told(outcome: Outcome, found: Mapping[str, int]) -> Iterable[Wording]:
    name = str(outcome.release["name"])
    if outcome.written:
        yield _("{release}: {changes}.", release=name, changes=_changes(outcome.diff))
    else:
        yield _("No changes; the graph stands at {release}.", release=name)
    yield _("{entries}.", entries=_counted(found))
    if outcome.diff.kept:
        kept = outcome.diff.kept
        yield counted(
            "{number} entry is in the graph, but not in the files, and kept: {names}.",
            "{number} entries are in the graph, but not in the files, and kept: {names}.",
            len(kept),
            names=[row.id for row in kept[:5]] + ["…"] * (len(kept) > 5),
        )
        yield _("To remove what the files don't have, load with --prune.")


def _changes(diff: Diff) -> Wording:
    return _(
        "nodes {nodes}; edges {edges}",
        nodes=_numbers(diff.nodes_added, diff.nodes_changed, diff.nodes_removed),
        edges=_numbers(diff.edges_added, diff.edges_changed, diff.edges_removed),
    )


def _numbers(added: Sized, changed: Sized, removed: Sized) -> Wording:
    return _(
        "{added} added, {changed} changed, {removed} removed",
        added=len(added),
        changed=len(changed),
        removed=len(removed),
    )


def _counted(found: Mapping[str, int]) -> Wording:
    each = [number_of(TYPES[name], number) for name, number in found.items() if number]
    return counted(
        "{number} entry ({each})", "{number} entries ({each})", sum(found.values()), each=each
    )
