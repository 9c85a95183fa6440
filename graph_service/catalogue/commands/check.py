"""`seeds check`: find problems in a folder of seeds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph_service.catalogue.checks.check import invalid
from graph_service.catalogue.checks.findings import (
    Findings,
    Format,
    as_annotations,
    as_json,
    examine,
)
from graph_service.catalogue.files.file_changes import complete_interrupted
from graph_service.catalogue.files.node_problems import with_labels
from graph_service.catalogue.model_messages import entries_by_type
from graph_service.catalogue.problems import LIKELY_MISTAKES, Rule, printable
from graph_service.console import Console
from graph_service.i18n import Wording, _, counted

_WEAK_SPOTS: Mapping[Rule, Wording] = {
    Rule.NO_SOURCE: _("entries without a source"),
    Rule.ONE_SOURCE: _("entries with a single source"),
    Rule.EXCERPT_ONLY: _("sources read only in part"),
    Rule.ASSUMED: _("assumed statements"),
    Rule.NO_DATE: _("entries or events without a date"),
    Rule.NO_PORTUGUESE: _("entries without Portuguese"),
    Rule.NO_LANGUAGE: _("notes without a language"),
    Rule.NO_SCHEMA: _("files that don't name their schema"),
    Rule.NOBODY: _("entries without a host, visitor, origin, recipient, party or subject"),
    Rule.ISOLATED: _("institutions without a relation but to their country and sources"),
    Rule.BOTH_SIDES: _("countries on both sides of an exchange"),
    Rule.VISIT_LATE: _("visits later than the transfers that they led to"),
    Rule.NOT_THEN: _("institutions that did not exist at the time"),
    Rule.TERM_LABEL: _("labels that topics or countries share with terms or types"),
}
"""What is counted; likely mistakes are listed."""


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
    if form is Format.TEXT:
        complete_interrupted(seeds, console)
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
    return 1 if findings.errors or (strict and findings.numbers) else 0


def _report(findings: Findings, console: Console, *, list_warnings: bool) -> None:
    for warning in findings.warnings:
        if list_warnings or warning.rule in LIKELY_MISTAKES:
            console.say(with_labels(warning))
    folder = printable(str(findings.folder))
    entries = entries_by_type(findings.counts)
    console.say(_("{folder}: {entries}. All good.", folder=folder, entries=entries))
    if findings.numbers:
        heading = _("Weak spots:") if list_warnings else _("Weak spots (--warnings lists each):")
        console.say(heading)
    for rule, what in _WEAK_SPOTS.items():
        if number := findings.numbers.get(rule):
            line = _("  {what}: {number:,} ({rule})", what=what, number=number, rule=rule)
            console.say(line)
    if likely := sum(
        number for rule, number in findings.numbers.items() if rule in LIKELY_MISTAKES
    ):
        line = counted("  {number:,} likely mistake", "  {number:,} likely mistakes", likely)
        console.say(line)
