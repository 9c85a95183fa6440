"""`seeds plan`: show what a load would change."""

from __future__ import annotations

import asyncio
from pathlib import Path

from graph_service.catalogue.files.base_file import read_bases
from graph_service.catalogue.files.file_changes import complete_interrupted
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.plan.display import Display
from graph_service.catalogue.plan.make_plan import Plan, plan_load
from graph_service.catalogue.plan.plan_json import document
from graph_service.catalogue.plan.plan_text import plan_lines
from graph_service.console import Console
from graph_service.errors import LoadRefused
from graph_service.i18n import _
from graph_service.os_errors import reason_not_written
from graph_service.settings import DatabaseSettings


def plan_seeds(
    seeds: Path,
    database: DatabaseSettings,
    console: Console,
    *,
    display: Display,
    prune: bool = False,
    out: Path | None = None,
) -> Plan:
    """Show what loading a folder would change; write nothing except the plan, if requested.

    Args:
        seeds: the folder.
        database: how to reach it.
        console: where the plan is printed.
        display: how it is shown.
        prune: whether a load would remove entries that the folder has removed.
        out: the file for the plan.

    Raises:
        CatalogueInvalid: with every problem of every file.
        LoadRefused: when a newer program wrote the graph, or the plan can't be written.
        DatabaseUnavailable: when the database can't be reached.
    """
    if not display.as_json:
        complete_interrupted(seeds, console)
    with console.steps() as on_step:
        wanted = wanted_graph(seeds, on_step)
        planning = plan_load(
            wanted, database, prune=prune, bases=read_bases(seeds), on_step=on_step
        )
        plan = asyncio.run(planning)
    show_plan(plan, console, display)
    if out is not None:
        _write(plan, out)
    return plan


def show_plan(plan: Plan, console: Console, display: Display) -> None:
    """Print a plan for people, or as JSON."""
    if display.as_json:
        console.say(document(plan))
    else:
        console.say_changes(plan_lines(plan, display))


def _write(plan: Plan, file: Path) -> None:
    try:
        file.write_text(f"{document(plan)}\n", encoding="utf-8", newline="\n")
    except OSError as error:
        message = _(
            "{file} can't be written ({why}); the plan was not saved.",
            file=str(file),
            why=reason_not_written(error),
        )
        raise LoadRefused(message) from error
