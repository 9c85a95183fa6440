"""`seeds load`: load a folder of seeds into the graph."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.load import Outcome, load
from graph_service.catalogue.loads.release import counts, release_name
from graph_service.catalogue.loads.saved_plan import SavedPlan
from graph_service.catalogue.model_messages import entries_by_type
from graph_service.catalogue.plan.display import Display
from graph_service.catalogue.plan.text import change_lines, kept_messages, totals
from graph_service.console import Console
from graph_service.i18n import Message, _
from graph_service.settings import DatabaseSettings
from graph_service.store.staging import open_staging


def load_seeds(
    seeds: Path,
    database: DatabaseSettings,
    console: Console,
    *,
    prune: bool = False,
    loaded_by: str | None = None,
    saved_plan: SavedPlan | None = None,
    display: Display | None = None,
) -> int:
    """Load a folder, and print how much changed; with a display, also each change.

    Raises:
        CatalogueInvalid: with every problem of every file; nothing was written.
        LoadRefused: when the load is not safe, or differs from the saved plan; nothing was written.
        DatabaseUnavailable: when the database can't be reached.
    """
    with open_staging() as staging:
        with console.steps() as on_step:
            graph = wanted_graph(seeds, staging, on_step)
            loading = load(
                graph,
                database,
                prune=prune,
                loaded_by=loaded_by,
                saved_plan=saved_plan,
                on_step=on_step,
            )
            outcome = asyncio.run(loading)
        if display is not None:
            console.say_changes(change_lines(outcome.changeset.diff, display))
        for line in _summary(outcome, counts(graph)):
            console.say(line)
    return 0


def _summary(outcome: Outcome, loaded: Mapping[str, int]) -> Iterable[Message]:
    name = release_name(outcome.release)
    diff = outcome.changeset.diff
    if outcome.is_written:
        yield _("{release}: {changes}.", release=name, changes=totals(diff))
    else:
        yield _("No changes; the graph is at {release}.", release=name)
    if outcome.is_written and not outcome.is_undoable:
        yield _("It can't be undone: it upgrades a graph of an earlier version of this program.")
    yield _("{entries}.", entries=entries_by_type(loaded))
    yield from kept_messages(diff)
