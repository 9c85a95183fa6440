"""`seeds check`: find problems in a folder of seeds; as text, JSON, or for GitHub Actions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from graph_service.catalogue.checks.check import Findings, examine, invalid
from graph_service.catalogue.files.file_changes import complete_interrupted
from graph_service.catalogue.files.node_problems import with_labels
from graph_service.catalogue.model_messages import entries_by_type
from graph_service.catalogue.problems import LIKELY_MISTAKES, Problem, Rule, printable
from graph_service.console import Console
from graph_service.i18n import Language, Shown, Wording, _, counted, render

_WEAK_SPOTS: Mapping[Rule, Wording] = {
    Rule.NO_SOURCE: _("entries without a source"),
    Rule.ONE_SOURCE: _("entries with a single source"),
    Rule.EXCERPT_ONLY: _("sources read only in part"),
    Rule.ASSUMED: _("assumed statements"),
    Rule.NO_DATE: _("entries or events without a date"),
    Rule.NO_PORTUGUESE: _("entries without Portuguese"),
    Rule.NO_LANGUAGE: _("notes without a language"),
    Rule.NO_DECISION: _("decisions without their result"),
    Rule.NO_SCHEMA: _("files that don't name their schema"),
    Rule.NOBODY: _("entries without a host, visitor, origin, recipient, party or subject"),
    Rule.ONE_PARTY: _("agreements with a single party"),
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
    form: str = "text",
    list_warnings: bool = False,
    strict: bool = False,
) -> int:
    """Check a folder: print its problems and weak spots, and its number of entries.

    Args:
        seeds: the folder.
        console: where the findings are printed.
        form: text, json or annotations.
        list_warnings: list each weak spot in the text; the other formats always list them.
        strict: fail if there is a weak spot.

    Returns:
        The exit status: 1 if the check fails.

    Raises:
        CatalogueInvalid: with every problem of every file, if the format is text.
    """
    if form == "text":
        complete_interrupted(seeds, console)
    findings = examine(seeds)
    if form == "json":
        console.say(as_json(seeds, findings, console.language))
    elif form == "annotations":
        for line in as_annotations(findings, console.language):
            console.say(line)
    elif findings.errors:
        raise invalid(findings.errors)
    else:
        _report(seeds, findings, console, list_warnings=list_warnings)
    return 1 if findings.errors or (strict and findings.warnings) else 0


def _report(seeds: Path, findings: Findings, console: Console, *, list_warnings: bool) -> None:
    likely = [warning for warning in findings.warnings if warning.rule in LIKELY_MISTAKES]
    for warning in findings.warnings if list_warnings else likely:
        console.say(with_labels(warning))
    folder, entries = printable(str(seeds)), entries_by_type(findings.counts)
    console.say(_("{folder}: {entries}. All good.", folder=folder, entries=entries))
    if findings.warnings:
        heading = _("Weak spots:") if list_warnings else _("Weak spots (--warnings lists each):")
        console.say(heading)
    numbers = Counter(warning.rule for warning in findings.warnings)
    for rule, what in _WEAK_SPOTS.items():
        if number := numbers[rule]:
            line = _("  {what}: {number:,} ({rule})", what=what, number=number, rule=rule)
            console.say(line)
    if likely:
        number = len(likely)
        line = counted("  {number:,} likely mistake", "  {number:,} likely mistakes", number)
        console.say(line)


def as_json(seeds: Path, findings: Findings, language: Language) -> str:
    """Return one JSON document; seeds/README.md describes it."""
    document = {
        "folder": str(seeds),
        "language": language,
        "entries": findings.counts,
        "errors": _totals(findings.errors),
        "warnings": _totals(findings.warnings),
        "problems": [_object(severity, p, language) for severity, p in _all(findings)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def as_annotations(findings: Findings, language: Language) -> Iterator[str]:
    """Yield lines with one workflow command of GitHub Actions each."""
    for severity, problem in _all(findings):
        place, message = problem.place, _escaped(problem.without_place(language))
        file = _escaped(place.file).replace(":", "%3A").replace(",", "%2C")
        position = f"file={file},line={place.line},col={place.column}"
        yield f"::{severity} {position},title={problem.rule}::{message}"


def _all(findings: Findings) -> Iterator[tuple[str, Problem]]:
    yield from (("error", with_labels(problem)) for problem in findings.errors)
    yield from (("warning", with_labels(problem)) for problem in findings.warnings)


def _totals(problems: Sequence[Problem]) -> dict[str, object]:
    rules = Counter(problem.rule for problem in problems)
    return {"total": len(problems), "rules": dict(sorted(rules.items()))}


def _object(severity: str, problem: Problem, language: Language) -> dict[str, object]:
    return {
        "severity": severity,
        "rule": problem.rule,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "field": problem.field or None,
        "value": problem.value,
        "message": problem.message.render(language),
        "allowed": _allowed(problem.allowed, language),
        "suggestion": problem.suggestion,
    }


def _allowed(allowed: Shown | None, language: Language) -> str | list[str] | None:
    match allowed:
        case None | str():
            return allowed
        case int():
            return str(allowed)
        case Iterable():
            return [render(item, language) for item in allowed]
    return allowed.render(language)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
