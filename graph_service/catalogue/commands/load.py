"""`seeds load`: load a folder of seeds into the graph."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph_service.catalogue.files.base_file import read_bases
from graph_service.catalogue.files.file_changes import complete_interrupted
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.entry_changes import counts_by_kind
from graph_service.catalogue.loads.load import Outcome, load, upgrade
from graph_service.catalogue.loads.release import counts, release_name
from graph_service.catalogue.loads.saved_plan import SavedPlan
from graph_service.catalogue.model_messages import entries_by_type
from graph_service.catalogue.plan.display import Display
from graph_service.catalogue.plan.entry_lines import totals
from graph_service.catalogue.plan.plan_text import (
    change_lines,
    kept_messages,
)
from graph_service.console import Console
from graph_service.errors import FolderBehind
from graph_service.i18n import Message, _
from graph_service.settings import DatabaseSettings

from .origin import record_base


def load_seeds(
    seeds: Path,
    database: DatabaseSettings,
    console: Console,
    *,
    prune: bool = False,
    loaded_by: str | None = None,
    saved_plan: SavedPlan | None = None,
    display: Display | None = None,
) -> None:
    """Load a folder, and print how much changed; with a display, also each change.

    Args:
        seeds: the folder.
        database: how to reach it.
        console: where the changes are printed.
        prune: whether to remove entries that the folder has removed.
        loaded_by: who loads, for the release.
        saved_plan: a plan that the load must match.
        display: how the changes are shown; None to show only how many there are.

    Raises:
        CatalogueInvalid: with every problem of every file; nothing was written.
        LoadRefused: when the load is not safe, the folder is not based on the newest release, or
            the load differs from the saved plan; nothing was written.
        DatabaseUnavailable: when the database can't be reached.
    """
    complete_interrupted(seeds, console)
    with console.steps() as on_step:
        graph = wanted_graph(seeds, on_step)
        loading = load(
            graph,
            database,
            prune=prune,
            loaded_by=loaded_by,
            saved_plan=saved_plan,
            bases=read_bases(seeds),
            on_step=on_step,
        )
        outcome = asyncio.run(loading)
    if display is not None:
        console.say_changes(change_lines(outcome.changeset, display))
    for line in _summary(outcome, counts(graph)):
        console.say(line)
    record_base(seeds, outcome.release, console)


def load_at_start(
    seeds: Path, database: DatabaseSettings, console: Console, *, display: Display | None = None
) -> None:
    """Load a folder when a service starts, unless it lacks what others have loaded.

    The graph is then served as it is, and the reason is printed.

    Raises:
        CatalogueInvalid: with every problem of every file; nothing was written.
        LoadRefused: when the load is not safe for another reason; nothing was written.
        DatabaseUnavailable: when the database can't be reached.
    """
    try:
        load_seeds(seeds, database, console, display=display)
    except FolderBehind as refused:
        console.say(refused.translatable)
        asyncio.run(upgrade(database))
        console.say(_("The graph stays as it is, and is served without this folder's changes."))


def _summary(outcome: Outcome, loaded: Mapping[str, int]) -> Iterable[Message]:
    name = release_name(outcome.release)
    diff = outcome.changeset.diff
    if outcome.is_written:
        changes = totals(counts_by_kind(outcome.changeset.changes))
        yield _("{release}: {changes}.", release=name, changes=changes)
    else:
        yield _("No changes; the graph is at {release}.", release=name)
    if outcome.is_written and outcome.changeset.is_outdated:
        yield _("It can't be undone: it upgrades a graph of an earlier version of this program.")
    yield _("{entries}.", entries=entries_by_type(loaded))
    yield from kept_messages(diff)
