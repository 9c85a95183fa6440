"""`seeds undo`: undo a release."""

from __future__ import annotations

import asyncio
from pathlib import Path

from graph_service.catalogue.files.base_file import read_bases
from graph_service.catalogue.loads.entry_changes import counts_by_kind
from graph_service.catalogue.loads.load import undo
from graph_service.catalogue.loads.release import release_name
from graph_service.catalogue.plan.display import Display
from graph_service.catalogue.plan.entry_lines import totals
from graph_service.catalogue.plan.make_plan import plan_undo
from graph_service.catalogue.plan.plan_text import change_lines
from graph_service.console import Console
from graph_service.i18n import _
from graph_service.settings import DatabaseSettings

from .plan import show_plan


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
    """Undo a release, by default the newest load in effect, and show the changes.

    A dry run only shows them.

    If the folder of seeds has what was undone, the output says how to remove it.

    Raises:
        LoadRefused: when there is nothing to undo, or it can't be undone; nothing was written.
        DatabaseUnavailable: when the database can't be reached.
    """
    if dry_run:
        show_plan(asyncio.run(plan_undo(database, number)), console, display)
        return
    outcome = asyncio.run(undo(database, number, loaded_by=loaded_by))
    console.say_changes(change_lines(outcome.changeset, display))
    release = release_name(outcome.release)
    console.say(
        _(
            "{release}: {changes}.",
            release=release,
            changes=totals(counts_by_kind(outcome.changeset.changes)),
        )
    )
    undone = outcome.changeset.undone
    if undone and any(base.checksum == undone["checksum"] for base in read_bases(seeds)):
        console.say(
            _(
                "The folder {folder} still has what was undone: loading it again repeats that."
                " Correct the files first, or remove it from them with `seeds pull`.",
                folder=str(seeds),
            )
        )
