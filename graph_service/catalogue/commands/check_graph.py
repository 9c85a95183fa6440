"""`seeds check --graph`: compare the graph with a folder of seeds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

from graph_service.catalogue.files.base_file import read_bases
from graph_service.catalogue.files.file_changes import complete_interrupted
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.changeset import Audit, audit
from graph_service.catalogue.loads.release import release_name
from graph_service.catalogue.plan.display import Display
from graph_service.catalogue.plan.entry_lines import entry_lines
from graph_service.catalogue.plan.plan_text import derived_lines, rename_messages
from graph_service.console import Console
from graph_service.i18n import Message, _, counted
from graph_service.settings import DatabaseSettings


def check_graph(seeds: Path, database: DatabaseSettings, console: Console) -> int:
    """Check a folder, compare the graph with it, and print every difference.

    The differences are what a load would change, as `seeds plan` shows it.

    Returns:
        The exit status: 1 if there is a difference.

    Raises:
        CatalogueInvalid: with every problem of every file; the graph was not read.
        DatabaseUnavailable: when the database can't be reached.
    """
    complete_interrupted(seeds, console)
    wanted = wanted_graph(seeds)
    found = asyncio.run(audit(wanted, database, read_bases(seeds)))
    display = Display(language=console.language, everything=True)
    changeset = found.changeset
    lines: list[str] = []
    if changeset.refusal is None:
        lines += entry_lines(changeset.changes, display, changeset.name_of)
        lines += derived_lines(changeset.diff, changeset.changes, display)
    others = [
        *found.unexpected,
        *(
            _("{index}: missing index; the next load creates it", index=name)
            for name in found.missing_indexes
        ),
    ]
    console.say_changes(lines)
    console.say(*others, *_conclusions(found, len(lines) + len(others)))
    return 0 if found.is_equal else 1


def _conclusions(found: Audit, differences: int) -> Iterator[str | Message]:
    """Yield how many differences there are, where they come from, and what to do."""
    changeset = found.changeset
    if changeset.base is None:
        yield _("Nothing has been loaded into this graph yet.")
        return
    name = release_name(changeset.base)
    if found.is_equal:
        yield _("The graph matches the files, at {release}.", release=name)
        return
    if changeset.refusal is not None:
        yield changeset.refusal.translatable
        if changeset.is_changed_by_hand:
            yield _("Entries have been changed by hand since {release}, too.", release=name)
        return
    yield counted("{number} difference.", "{number} differences.", differences)
    yield from rename_messages(changeset.diff)
    if not changeset.diff.empty and not changeset.is_changed_by_hand:
        yield _(
            "The graph has not changed since {release}, but the files have: load them.",
            release=name,
        )
    elif not changeset.diff.empty:
        yield _(
            "Entries have been changed by hand since {release}, which the next load records. `seeds"
            " pull` writes the changes into the files; seeds load --prune --yes takes them back.",
            release=name,
        )
    if found.unexpected:
        yield _("Loads don't touch nodes and edges that no load wrote: remove them by hand.")
