"""`seeds plan`, `load` and `undo`: what a load or an undo of a folder changes, shown or written."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph_service.catalogue.files.base_file import NAME, read_bases, write_base
from graph_service.catalogue.files.file_changes import complete_interrupted
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.bases import base_of
from graph_service.catalogue.loads.entry_changes import counts_by_kind
from graph_service.catalogue.loads.load import Outcome, load, undo
from graph_service.catalogue.loads.release import counts, release_name
from graph_service.catalogue.model_messages import entries_by_type
from graph_service.catalogue.plan.display import Display
from graph_service.catalogue.plan.entry_lines import totals
from graph_service.catalogue.plan.make_plan import Plan, plan_load, plan_undo
from graph_service.catalogue.plan.plan_json import document
from graph_service.catalogue.plan.plan_text import change_lines, kept_messages, plan_lines
from graph_service.console import Console
from graph_service.errors import FolderBehind, NotConfirmed
from graph_service.i18n import Message, _
from graph_service.settings import DatabaseSettings


def plan_seeds(
    seeds: Path,
    database: DatabaseSettings,
    console: Console,
    *,
    display: Display,
    prune: bool = False,
    loaded_by: str | None = None,
) -> Plan:
    """Show what loading a folder would change; write nothing.

    Args:
        seeds: the folder.
        database: how to reach it.
        console: where the plan is printed.
        display: how it is shown.
        prune: whether a load would remove entries that the folder has removed.
        loaded_by: who would load.

    Raises:
        CatalogueInvalid: with every problem of every file.
        LoadRefused: when another version of this program wrote the graph.
        DatabaseUnavailable: when the database can't be reached.
    """
    if not display.as_json:
        complete_interrupted(seeds, console)
    with console.steps() as on_step:
        wanted = wanted_graph(seeds, on_step)
        planning = plan_load(
            wanted,
            database,
            prune=prune,
            bases=read_bases(seeds),
            loaded_by=loaded_by,
            on_step=on_step,
        )
        plan = asyncio.run(planning)
    _show_plan(plan, console, display)
    return plan


def _show_plan(plan: Plan, console: Console, display: Display) -> None:
    """Print a plan for people, or as JSON."""
    if display.as_json:
        console.say(document(plan))
    else:
        console.say_changes(plan_lines(plan, display))


def load_seeds(
    seeds: Path,
    database: DatabaseSettings,
    console: Console,
    *,
    prune: bool = False,
    loaded_by: str | None = None,
    is_confirmed: bool = False,
    display: Display | None = None,
) -> None:
    """Load a folder, and print how much changed; with a display, also each change.

    Args:
        seeds: the folder.
        database: how to reach it.
        console: where the changes are printed.
        prune: whether to remove entries that the folder has removed.
        loaded_by: who loads, for the release.
        is_confirmed: whether it may take back what has been loaded before.
        display: how the changes are shown; None to show only how many there are.

    Raises:
        CatalogueInvalid: with every problem of every file; nothing was written.
        LoadRefused: when the load is not safe, or the folder is not based on the newest release;
            nothing was written.
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
            bases=read_bases(seeds),
            is_confirmed=is_confirmed,
            on_step=on_step,
        )
        outcome = asyncio.run(loading)
    if display is not None:
        console.say_changes(change_lines(outcome.changeset, display))
    console.say(*_summary(outcome, counts(graph)))
    if not write_base(seeds, base_of(outcome.release, is_pulled=False)):
        console.say(
            _(
                "{file} can't be written: without it, a later load of this folder can't tell its"
                " changes from those of others. Load from a folder that can be written.",
                file=str(seeds / NAME),
            )
        )


def load_at_start(
    seeds: Path, database: DatabaseSettings, console: Console, *, display: Display | None = None
) -> None:
    """Load a folder when a service starts, unless it lacks or takes back what has been loaded.

    The graph is then served as it is, and the reason is printed.

    Raises:
        CatalogueInvalid: with every problem of every file; nothing was written.
        LoadRefused: when the load is not safe for another reason; nothing was written.
        DatabaseUnavailable: when the database can't be reached.
    """
    try:
        load_seeds(seeds, database, console, display=display)
    except (FolderBehind, NotConfirmed) as refused:
        console.say(refused.translatable)
        console.say(_("The graph stays as it is, and is served without this folder's changes."))


def _summary(outcome: Outcome, loaded: Mapping[str, int]) -> Iterable[Message]:
    if outcome.is_written:
        yield _changes(outcome)
    else:
        yield _("No changes; the graph is at {release}.", release=release_name(outcome.release))
    yield _("{entries}.", entries=entries_by_type(loaded))
    yield from kept_messages(outcome.changeset)


def _changes(outcome: Outcome) -> Message:
    changes = totals(counts_by_kind(outcome.changeset.changes))
    return _("{release}: {changes}.", release=release_name(outcome.release), changes=changes)


def undo_load(
    database: DatabaseSettings,
    console: Console,
    number: int | None = None,
    *,
    display: Display,
    seeds: Path,
    dry_run: bool = False,
    loaded_by: str | None = None,
) -> None:
    """Undo a release, by default one's own newest load in effect, and show the changes.

    A dry run only shows them.

    If the folder of seeds has what was undone, the output says how to remove it.

    Raises:
        LoadRefused: when there is nothing to undo, or it can't be undone; nothing was written.
        DatabaseUnavailable: when the database can't be reached.
    """
    if dry_run:
        _show_plan(asyncio.run(plan_undo(database, number, loaded_by)), console, display)
        return
    outcome = asyncio.run(undo(database, number, loaded_by=loaded_by))
    console.say_changes(change_lines(outcome.changeset, display))
    console.say(_changes(outcome))
    undone = outcome.changeset.undone
    if undone and (person := undone.get("loadedBy")):
        console.say(_("It had been loaded by {person}.", person=str(person)))
    if undone and any(base.checksum == undone["checksum"] for base in read_bases(seeds)):
        console.say(
            _(
                "The folder {folder} still has what was undone: loading it again repeats that."
                " Correct the files first, or remove it from them with `seeds pull`.",
                folder=str(seeds),
            )
        )
