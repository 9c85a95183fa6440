"""`seeds check`: find problems in a folder of seeds, or compare the graph with it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from graph_service.catalogue.checks.check import invalid
from graph_service.catalogue.checks.findings import Findings, examine
from graph_service.catalogue.checks.formats import Format, as_annotations, as_json
from graph_service.catalogue.checks.lint import LIKELY_MISTAKES, SUMMARIES
from graph_service.catalogue.files.labelled import with_labels
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.audit import Audit, audit
from graph_service.catalogue.loads.release import release_name
from graph_service.catalogue.model_messages import entries_by_type
from graph_service.catalogue.plan.display import Display
from graph_service.catalogue.plan.pending_lines import pending_lines
from graph_service.catalogue.problems import printable
from graph_service.console import Console
from graph_service.i18n import Message, _, counted
from graph_service.settings import DatabaseSettings
from graph_service.store.staging import open_staging

from .origin import origin_of


def check_seeds(
    seeds: Path,
    console: Console,
    *,
    form: Format = Format.TEXT,
    list_warnings: bool = False,
    strict: bool = False,
) -> int:
    """Check a folder: print its problems and weak spots, and its number of entries.

    Args:
        seeds: the folder.
        console: where the findings are printed.
        form: text, JSON or annotations.
        list_warnings: list each weak spot in the text; the other formats always list them.
        strict: fail if there is a weak spot.

    Returns:
        The exit status: 1 if the check fails.

    Raises:
        CatalogueInvalid: with every problem of every file, if the format is text.
    """
    findings = examine(seeds)
    if form is Format.JSON:
        console.say(as_json(findings, console.language))
    elif form is Format.ANNOTATIONS:
        for line in as_annotations(findings, console.language):
            console.say(line)
    elif findings.errors:
        raise invalid(findings.errors)
    else:
        _report(findings, console, list_warnings=list_warnings)
    return 1 if findings.errors or (strict and findings.warnings) else 0


def _report(findings: Findings, console: Console, *, list_warnings: bool) -> None:
    for warning in findings.warnings:
        if list_warnings or warning.rule in LIKELY_MISTAKES:
            console.say(with_labels(warning))
    folder = printable(str(findings.folder))
    entries = entries_by_type(findings.counts)
    console.say(_("{folder}: {entries}. All good.", folder=folder, entries=entries))
    if findings.warnings:
        heading = _("Weak spots:") if list_warnings else _("Weak spots (--warnings lists each):")
        console.say(heading)
    numbers = Counter(problem.rule for problem in findings.warnings)
    for rule, summary in SUMMARIES.items():
        if numbers[rule]:
            console.say(_("  {what} ({rule})", what=summary(numbers[rule]), rule=rule))


def check_graph(seeds: Path, database: DatabaseSettings, console: Console) -> int:
    """Check a folder, compare the graph with it, and print every difference.

    Returns:
        The exit status: 1 if there is a difference.

    Raises:
        CatalogueInvalid: with every problem of every file; the graph was not read.
        DatabaseUnavailable: when the database can't be reached.
    """
    with open_staging() as staging:
        origin = origin_of(seeds)
        result = asyncio.run(audit(wanted_graph(seeds, staging), database, origin))
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
