"""What people run: plan a load, and undo one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from graph_service.errors import LoadRefused
from graph_service.i18n import _
from graph_service.settings import DatabaseSettings
from graph_service.store.spool import open_spool

from .commands import wanted_graph
from .loads.load import undo
from .plan.document import document
from .plan.look import Look
from .plan.make import Plan, plan_load, plan_undo
from .plan.text import numbers, told, told_changes
from .progress import Bars
from .speaker import Speaker


@dataclass(frozen=True, kw_only=True)
class Showing:
    """How a plan is shown.

    Attributes:
        speaker: where, and in which language.
        as_json: as JSON instead of lines for people.
        everything: with nothing left out of the lines.
    """

    speaker: Speaker
    as_json: bool = False
    everything: bool = False

    @property
    def look(self) -> Look:
        """Give how lines for people are written."""
        return Look(language=self.speaker.language, everything=self.everything)

    def plan(self, plan: Plan) -> None:
        """Show a plan."""
        lines = map(Text, document(plan)) if self.as_json else told(plan, self.look)
        self.speaker.show(lines)


def plan_seeds(
    seeds: Path,
    database: DatabaseSettings,
    showing: Showing,
    *,
    prune: bool = False,
    out: Path | None = None,
) -> Plan:
    """Show what loading a folder would change; write nothing but, where asked for, the plan.

    Raises:
        CatalogueInvalid: with every problem of every file.
        LoadRefused: when a newer program has written the graph, or the plan can't be written.
        DatabaseUnavailable: when the database can't be reached.
    """
    with open_spool() as spool:
        with Bars(showing.speaker) as bars:
            wanted = wanted_graph(seeds, spool, bars.begin)
            plan = asyncio.run(plan_load(wanted, database, prune=prune, begin=bars.begin))
        showing.plan(plan)
        if out is not None:
            _write(plan, out)
    return plan


def undo_load(
    database: DatabaseSettings,
    showing: Showing,
    *,
    dry_run: bool = False,
    loaded_by: str | None = None,
) -> None:
    """Take the newest load back, and show what that changed; or only what it would change.

    Raises:
        LoadRefused: when there is nothing to undo, or it can't be undone; nothing was written.
        DatabaseUnavailable: when the database can't be reached.
    """
    if dry_run:
        showing.plan(asyncio.run(plan_undo(database)))
        return
    outcome = asyncio.run(undo(database, loaded_by=loaded_by))
    diff = outcome.draft.diff
    showing.speaker.show(told_changes(diff, showing.look))
    release = str(outcome.release["name"])
    showing.speaker.say(_("{release}: {changes}.", release=release, changes=numbers(diff)))


def _write(plan: Plan, file: Path) -> None:
    try:
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in document(plan))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise LoadRefused(
            _("{file} can't be written ({why}); the plan was not kept.", file=str(file), why=why)
        ) from error
