"""`seeds check --graph`: compare the graph with a folder of seeds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from graph_service.catalogue.files.base_file import read_bases
from graph_service.catalogue.files.file_changes import complete_interrupted
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.audit import Audit, audit
from graph_service.catalogue.loads.release import release_name
from graph_service.console import Console
from graph_service.i18n import Message, _, counted
from graph_service.settings import DatabaseSettings


def check_graph(seeds: Path, database: DatabaseSettings, console: Console) -> int:
    """Check a folder, compare the graph with it, and print every difference.

    Returns:
        The exit status: 1 if there is a difference.

    Raises:
        CatalogueInvalid: with every problem of every file; the graph was not read.
        DatabaseUnavailable: when the database can't be reached.
    """
    complete_interrupted(seeds, console)
    wanted = wanted_graph(seeds)
    result = asyncio.run(audit(wanted, database, read_bases(seeds)))
    for line in _audit_lines(result):
        console.say(line)
    return 0 if result.is_equal else 1


def _audit_lines(result: Audit) -> Iterable[str | Message]:
    yield from result.messages
    if result.release is None:
        yield _("Nothing has been loaded into this graph yet.")
        return
    name = release_name(result.release)
    if result.is_equal:
        yield _("The graph matches the files, at {release}.", release=name)
        return
    if result.behind is not None:
        yield result.behind.translatable
        if not result.is_as_loaded:
            yield _("Entries have been changed by hand since {release}, too.", release=name)
        return
    yield counted("{number} difference.", "{number} differences.", len(result.messages))
    yield from result.renames
    if result.differences and result.is_as_loaded:
        yield _(
            "The graph has not changed since {release}, but the files have: load them.",
            release=name,
        )
    elif result.differences:
        yield _(
            "Entries have been changed by hand since {release}: seeds load --prune restores them.",
            release=name,
        )
    if result.unexpected:
        yield _("Loads don't touch nodes and edges that no load wrote: remove them by hand.")
