"""`seeds check`: find problems in a folder of seeds, or compare the graph with it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from graph_service.catalogue.checks.check import invalid
from graph_service.catalogue.checks.findings import Findings, examine
from graph_service.catalogue.checks.formats import Format, as_annotations, as_json
from graph_service.catalogue.checks.lint import SUMMARIES
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.audit import Audit, audit
from graph_service.catalogue.model_messages import entries_by_type
from graph_service.catalogue.problems import printable
from graph_service.console import Console
from graph_service.i18n import Message, _, counted
from graph_service.settings import DatabaseSettings
from graph_service.store.staging import open_staging


def check_seeds(
    seeds: Path,
    console: Console,
    *,
    form: Format = Format.TEXT,
    list_warnings: bool = False,
    strict: bool = False,
) -> int:
    """Check a folder: print its problems and weak spots, and how many entries it holds.

    Args:
        seeds: the folder.
        console: where the findings are printed.
        form: for people or for programs.
        list_warnings: list each weak spot for people; programs always get them.
        strict: fail if there is a weak spot.

    Returns:
        The exit status: 1 if the check fails.

    Raises:
        CatalogueInvalid: with every problem of every file, if the form is for people.
    """
    found = examine(seeds)
    if form is Format.JSON:
        console.say(as_json(found, console.language))
    elif form is Format.ANNOTATIONS:
        for line in as_annotations(found, console.language):
            console.say(line)
    elif found.errors:
        raise invalid(found.errors)
    else:
        _report(found, console, list_warnings=list_warnings)
    return 1 if found.errors or (strict and found.warnings) else 0


def _report(found: Findings, console: Console, *, list_warnings: bool) -> None:
    if list_warnings:
        for warning in found.warnings:
            console.say(warning)
    folder = printable(str(found.folder))
    entries = entries_by_type(found.counts)
    console.say(_("{folder}: {entries}. All good.", folder=folder, entries=entries))
    if found.warnings:
        heading = _("Weak spots:") if list_warnings else _("Weak spots, listed by --warnings:")
        console.say(heading)
    spots = Counter(problem.rule for problem in found.warnings)
    for rule, summary in SUMMARIES.items():
        if spots[rule]:
            console.say(_("  {what} ({rule})", what=summary(spots[rule]), rule=rule))


def check_graph(seeds: Path, database: DatabaseSettings, console: Console) -> int:
    """Check a folder, compare the graph with it, and print every difference.

    Returns:
        The exit status: 1 if there is a difference.

    Raises:
        CatalogueInvalid: with every problem of every file; the graph was not read.
        DatabaseUnavailable: when the database can't be reached.
    """
    with open_staging() as staging:
        found = asyncio.run(audit(wanted_graph(seeds, staging), database))
    for line in _audited(found):
        console.say(line)
    return 0 if found.clean else 1


def _audited(found: Audit) -> Iterable[Message]:
    yield from (*found.differences, *found.strange, *found.missing)
    if found.release is None:
        yield _("Nothing was ever loaded into this graph.")
        return
    name = str(found.release["name"])
    number = len(found.differences) + len(found.strange) + len(found.missing)
    if not number:
        yield _("The graph is what the files say, at {release}.", release=name)
        return
    yield counted("{number} difference.", "{number} differences.", number)
    if found.differences and found.as_loaded:
        yield _(
            "No entry was changed since {release}: the files are different. Load them.",
            release=name,
        )
    elif found.differences:
        yield _(
            "Entries were changed by hand since {release}: seeds load --prune puts them right.",
            release=name,
        )
    if found.strange:
        yield _("A load leaves alone what no load has written: remove that by hand.")
