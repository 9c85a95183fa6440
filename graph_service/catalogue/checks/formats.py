"""Findings for programs: as JSON, and as annotations of a code host's CI."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from graph_service.catalogue.problems import Problem
from graph_service.i18n import Language, Shown, render

from .findings import Findings


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    ANNOTATIONS = "annotations"


def as_json(found: Findings, language: Language) -> str:
    """Write one JSON document; `seeds/README.md` says what is in it."""
    document = {
        "folder": str(found.folder),
        "language": language,
        "entries": found.counts,
        "errors": _numbers(found.errors),
        "warnings": _numbers(found.warnings),
        "problems": [_object(severity, p, language) for severity, p in _all(found)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def as_annotations(found: Findings, language: Language) -> Iterator[str]:
    """Write a workflow command of GitHub Actions a line."""
    for severity, problem in _all(found):
        properties = {
            "file": problem.place.file,
            "line": str(problem.place.line),
            "col": str(problem.place.column),
            "title": problem.rule,
        }
        shown = ",".join(f"{name}={_escaped(value)}" for name, value in properties.items())
        yield f"::{severity} {shown}::{_in_message(problem.told(language))}"


def _all(found: Findings) -> Iterator[tuple[str, Problem]]:
    yield from (("error", problem) for problem in found.errors)
    yield from (("warning", problem) for problem in found.warnings)


def _numbers(problems: Sequence[Problem]) -> dict[str, object]:
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


def _in_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    return _in_message(text).replace(":", "%3A").replace(",", "%2C")
