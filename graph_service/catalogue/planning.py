"""What people run: plan a load, and undo one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from graph_service.settings import DatabaseSettings
from graph_service.wording import Language, _

from .check import read_catalogue
from .derive import complete
from .load import undo
from .plan.document import document
from .plan.make import Plan, plan_load, plan_undo
from .plan.text import Look, numbers, told, told_changes
from .rows import graph_of


@dataclass(frozen=True, kw_only=True)
class Showing:
    """How a plan is shown.

    Attributes:
        console: where.
        language: in which language.
        as_json: as JSON instead of lines for people.
        everything: with nothing left out of the lines.
    """

    console: Console
    language: Language
    as_json: bool = False
    everything: bool = False

    @property
    def look(self) -> Look:
        """Give how lines for people are written."""
        return Look(language=self.language, everything=self.everything)

    def plan(self, plan: Plan) -> None:
        """Show a plan."""
        if self.as_json:
            self.lines(map(Text, document(plan)))
        else:
            self.lines(told(plan, self.look))

    def lines(self, lines: Iterable[Text]) -> None:
        """Print lines as they are."""
        for line in lines:
            self.console.print(line, highlight=False, soft_wrap=True)


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
        LoadRefused: when a newer program has written the graph.
        DatabaseUnavailable: when the database can't be reached.
    """
    wanted = graph_of(complete(read_catalogue(seeds)))
    plan = asyncio.run(plan_load(wanted, database, prune=prune))
    if out is not None:
        with out.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in document(plan))
    showing.plan(plan)
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
    showing.lines(told_changes(diff, showing.look))
    release = str(outcome.release["name"])
    done = _("{release}: {changes}.", release=release, changes=numbers(diff))
    showing.lines([Text(done.written(showing.language))])
