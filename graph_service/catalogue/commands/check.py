"""`seeds check`: find problems in a folder of seeds; as text, JSON, or for GitHub Actions."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph_service.catalogue.checks.check import Findings, examine, invalid
from graph_service.catalogue.files.file_changes import complete_interrupted
from graph_service.catalogue.files.node_problems import with_labels
from graph_service.catalogue.model_messages import entries_by_type
from graph_service.catalogue.problems import LIKELY_MISTAKES, Problem, Rule, printable
from graph_service.console import Console
from graph_service.i18n import Language, Shown, _, counted, render


def check_seeds(
    seeds: Path,
    console: Console,
    *,
    form: str = "text",
    list_warnings: bool = False,
    everything: bool = False,
) -> int:
    """Check a folder: print its problems and weak spots, and its number of entries.

    Args:
        seeds: the folder.
        console: where the findings are printed.
        form: text, json or annotations.
        list_warnings: list the weak spots in the text; the other formats always list them.
        everything: list those of all files, as json does, not only of changed ones.

    Returns:
        The exit status: 1 if there is an error.

    Raises:
        CatalogueInvalid: with every problem of every file, if the format is text.
    """
    if form == "text":
        complete_interrupted(seeds, console)
    findings = examine(seeds)
    are_listed = list_warnings or form == "annotations"
    files = {w.place.file for w in findings.warnings} if are_listed else set()
    files = _changed(files, seeds) if files and not everything else files
    listed = [w for w in findings.warnings if w.rule in LIKELY_MISTAKES or w.place.file in files]
    if form == "json":
        console.say(as_json(seeds, findings, console.language))
    elif form == "annotations":
        console.say(*as_annotations(replace(findings, warnings=listed), console.language))
    elif findings.errors:
        raise invalid(findings.errors)
    else:
        _report(seeds, findings, listed, console)
    return int(bool(findings.errors))


def _changed(files: set[str], seeds: Path) -> set[str]:
    """Return those of the files that are new or changed, or all if the folder isn't in git.

    Changed since the branch left the main branch of `origin`, or since the last commit if git knows
    no such branch.
    """

    def git(*command: str, check: bool = True) -> str:
        line = ("git", *command)  # as users have it
        return os.fsdecode(subprocess.run(line, cwd=seeds, capture_output=True, check=check).stdout)

    try:
        base = git("merge-base", "HEAD", "origin/HEAD", check=False).strip() or "HEAD"
        names = git("diff", "--name-only", "--no-renames", "--relative", "-z", base)
        names += git("ls-files", "--others", "--exclude-standard", "-z")
    except (OSError, subprocess.CalledProcessError):
        return files
    return files & {f"{seeds.as_posix()}/{name}" for name in names.split("\0")}


def _report(seeds: Path, findings: Findings, listed: Iterable[Problem], console: Console) -> None:
    console.say(*map(with_labels, listed))
    folder, entries = printable(str(seeds)), entries_by_type(findings.counts)
    console.say(_("{folder}: {entries}. All good.", folder=folder, entries=entries))
    if findings.warnings:
        console.say(_("Weak spots (--warnings lists those of changed files, with --all each):"))
    numbers = Counter(warning.rule for warning in findings.warnings)
    for rule in Rule:
        what, number = rule.counted_as, numbers[rule]
        if what is not None and number:
            console.say(_("  {what}: {number:,} ({rule})", what=what, number=number, rule=rule))
    if likely := sum(numbers[rule] for rule in LIKELY_MISTAKES):
        console.say(counted("  {number:,} likely mistake", "  {number:,} likely mistakes", likely))


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
    if isinstance(allowed, Iterable) and not isinstance(allowed, str):
        return [render(item, language) for item in allowed]
    if allowed is None or isinstance(allowed, str | int):
        return None if allowed is None else str(allowed)
    return allowed.render(language)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
