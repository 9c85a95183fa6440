"""The findings about a folder of seeds, as JSON, and as annotations for GitHub Actions."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.node_problems import with_labels
from graph_service.catalogue.files.read import read_folder
from graph_service.catalogue.problems import Problem, Rule, in_order
from graph_service.i18n import Language, Shown, render
from graph_service.model.graph import ENTRY_TYPES

from .check import weak_spots
from .lint import weak_spots as weak_spots_of_entry


@dataclass(frozen=True, kw_only=True)
class Findings:
    """The findings about a folder of seeds.

    Attributes:
        folder: the folder.
        counts: the number of entries of each type, including those with errors.
        errors: the problems that prevent a load, sorted by file and line.
        warnings: weak spots, sorted by file and line.
        numbers: the number of weak spots by rule.
    """

    folder: Path
    counts: Mapping[str, int]
    errors: Sequence[Problem]
    warnings: Sequence[Problem]
    numbers: Counter[str]


def examine(seeds: Path) -> Findings:
    """Read all files of a folder, and return their errors and weak spots."""
    reading = read_folder(seeds)
    counts = Counter({node_type.name: 0 for node_type in ENTRY_TYPES})

    def of_entry(entry: Entry) -> Iterable[Problem]:
        counts[entry.type.name] += 1
        return weak_spots_of_entry(entry)

    warnings = weak_spots(reading, of_entry)
    wrong = {pair for problem in reading.problems for pair in _fields(problem)}
    warnings = in_order(p for p in warnings if not wrong or wrong.isdisjoint(_fields(p)))
    return Findings(
        folder=seeds,
        counts=counts,
        errors=in_order(reading.problems),
        warnings=warnings,
        numbers=Counter(problem.rule for problem in warnings),
    )


def _fields(problem: Problem) -> Iterator[tuple[str, str]]:
    """Yield the fields of the file that a problem is about, and that which was meant.

    Without a valid host, an entry lacks one of `hostInstitutions` and `hostCountries`.
    """
    file = problem.place.file
    others = problem.message.values.get("fields", ())
    meant = problem.suggestion if problem.rule is Rule.FIELD_UNKNOWN else None
    names = (problem.field, meant, *(others if isinstance(others, list | tuple) else ()))
    yield from ((file, _top(name)) for name in names if isinstance(name, str) and name)


def _top(field: str) -> str:
    """Return the field of the file: an error in it makes its weak spots a consequence.

    >>> _top("events[2].date")
    'events'
    """
    return re.split(r"[.\[]", field, maxsplit=1)[0]


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
