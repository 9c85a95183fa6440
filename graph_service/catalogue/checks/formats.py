"""Findings for programs: as JSON, and as annotations for GitHub Actions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from graph_service.catalogue.files.labelled import with_labels
from graph_service.catalogue.problems import Problem
from graph_service.i18n import Language, Shown, render

from .findings import Findings


class Format(StrEnum):
    """An output format of findings."""

    TEXT = "text"
    JSON = "json"
    ANNOTATIONS = "annotations"


def as_json(findings: Findings, language: Language) -> str:
    """Return one JSON document; seeds/README.md describes it."""
    document = {
        "folder": str(findings.folder),
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
        properties = {
            "file": problem.place.file,
            "line": str(problem.place.line),
            "col": str(problem.place.column),
            "title": problem.rule,
        }
        joined = ",".join(
            f"{name}={_escaped_property(value)}" for name, value in properties.items()
        )
        yield f"::{severity} {joined}::{_escaped(problem.without_place(language))}"


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


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
