"""`seeds check --graph`: compare the graph with a folder of seeds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from graph_service.catalogue.files.file_changes import complete_interrupted
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.audit import Audit, audit
from graph_service.catalogue.loads.release import release_name
from graph_service.catalogue.plan.display import Display
from graph_service.catalogue.plan.plan_text import pending_lines
from graph_service.console import Console
from graph_service.i18n import Message, _, counted
from graph_service.settings import DatabaseSettings

from .origin import origin_of


def check_graph(seeds: Path, database: DatabaseSettings, console: Console) -> int:
    """Check a folder, compare the graph with it, and print every difference.

    Returns:
        The exit status: 1 if there is a difference.

    Raises:
        CatalogueInvalid: with every problem of every file; the graph was not read.
        DatabaseUnavailable: when the database can't be reached.
    """
    complete_interrupted(seeds, console)
    origin = origin_of(seeds)
    wanted = wanted_graph(seeds)
    result = asyncio.run(audit(wanted, database, origin))
    for line in _audit_lines(result):
        console.say(line)
    merge = result.merge
    if merge is not None:
        console.say_changes(pending_lines(merge, Display(language=console.language)))
        if merge.refusal is not None:
            console.say(merge.refusal.translatable)
    return 0 if result.is_equal and (merge is None or merge.refusal is None) else 1


def _audit_lines(result: Audit) -> Iterable[Message]:
    yield from result.messages
    if result.release is None:
        yield _("Nothing has been loaded into this graph yet.")
        return
    name = release_name(result.release)
    if result.is_equal:
        yield _("The graph matches the files, at {release}.", release=name)
        return
    yield counted("{number} difference.", "{number} differences.", len(result.messages))
    yield from result.renames
    if result.merge is not None and result.merge.refusal is not None:
        return  # its message says what to do
    is_merged = result.merge is not None and result.merge.merge.pending
    if result.differences and is_merged:
        yield _("The folder has changes that are not in the graph, and lacks others:")
    elif result.differences and result.is_as_loaded:
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
