"""What is wrong with the files, each with its place, and how it is told."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from graph_service.i18n import Language, Lines, Shown, Wording, _, counted
from graph_service.model.text import fold

_SHOWN = 60
_LONGEST_WORD = 100
MOST_PROBLEMS = 100
"""The most that are listed of one file."""


class Rule(StrEnum):
    """The rule that a problem breaks: a name for programs, which stays."""

    # The folder and its files.
    NO_ENTRIES = "no-entries"
    FILE_UNKNOWN = "file-unknown"
    FILE_NAME = "file-name"
    FILE_REPEATED = "file-repeated"
    FILE_UNREADABLE = "file-unreadable"
    FILE_TOO_LARGE = "file-too-large"
    NOT_UTF8 = "not-utf-8"
    NOT_YAML = "not-yaml"
    YAML_REFUSED = "yaml-refused"
    NOT_AN_ENTRY = "not-an-entry"
    # The fields of one file.
    KEY_REPEATED = "key-repeated"
    FIELD_UNKNOWN = "field-unknown"
    FIELD_DERIVED = "field-derived"
    FIELD_MISSING = "field-missing"
    FORM = "form"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ADDRESS = "address"
    SLUG = "slug"
    TERM_UNKNOWN = "term-unknown"
    LANGUAGE_UNKNOWN = "language-unknown"
    VALUE_REPEATED = "value-repeated"
    TOO_MANY = "too-many"
    # The tables of spreadsheets.
    TABLE = "table"
    COLUMN = "column"
    ROW = "row"
    FORMULA = "formula"
    # All files together.
    ENTRY_UNKNOWN = "entry-unknown"
    ENTRY_ITSELF = "entry-itself"
    SLUG_TAKEN = "slug-taken"
    CODE_TAKEN = "code-taken"
    # Weak spots: warnings.
    NO_SOURCE = "no-source"
    ONE_SOURCE = "one-source"
    EXCERPT_ONLY = "excerpt-only"
    ASSUMED = "assumed"
    NO_DATE = "no-date"
    NO_PORTUGUESE = "no-portuguese"
    NO_SCHEMA = "no-schema"


@dataclass(frozen=True, kw_only=True, order=True, slots=True)
class Place:
    """A place in a file; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Write it as editors and terminals know it."""
        return f"{printable(self.file)}:{self.line}:{self.column}"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        place: the file, the line and the column.
        rule: what kind of problem it is.
        message: what is wrong, the value included.
        field: the path of the field inside the file, such as `events[2].date`; empty for the file.
        value: what stands there; None where nothing does.
        allowed: what would be right: a list of values, or a text.
        suggestion: what was probably meant.
    """

    place: Place
    rule: Rule
    message: Wording
    field: str = ""
    value: str | None = None
    allowed: Shown | None = None
    suggestion: str | None = None

    def __str__(self) -> str:
        """Write it in English."""
        return self.render(Language.EN)

    def render(self, language: Language) -> str:
        """Write it on one line, with its place."""
        return f"{self.place}: {self.told(language)}"

    def told(self, language: Language) -> str:
        """Write it on one line, for where its place is seen."""
        parts = [self.message.render(language)]
        if self.suggestion is not None:
            parts.append(_('did you mean "{word}"?', word=self.suggestion).render(language))
        if self.allowed is not None:
            parts.append(_("allowed: {allowed}", allowed=self.allowed).render(language))
        return "; ".join(parts)


class TooMany(Exception):
    """A file has so many problems that the rest of it is not read."""


@dataclass(kw_only=True)
class Sheet:
    """The problems of one file, as they are found."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    number: int = 0

    def add(self, problem: Problem) -> None:
        """Note a problem.

        Raises:
            TooMany: when the file has more than anybody reads; which is noted, too.
        """
        self.number += 1
        if self.number > MOST_PROBLEMS:
            message = _("more than {most} problems; the rest is not listed", most=MOST_PROBLEMS)
            self.problems.append(Problem(place=problem.place, rule=Rule.TOO_MANY, message=message))
            raise TooMany
        self.problems.append(problem)

    def place(self, line: int = 1, column: int = 1) -> Place:
        """Give a place in the file."""
        return Place(file=self.file, line=line, column=column)


def printable(text: str) -> str:
    """Write a text on one line, with nothing that could harm a terminal."""
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    return character if character.isprintable() else repr(character)[1:-1]


def quoted(value: str) -> str:
    """Show a value in quotes, printable and shortened."""
    shown = printable(value[: _SHOWN + 1])
    return f'"{shown[:_SHOWN]}…"' if len(shown) > _SHOWN else f'"{shown}"'


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Give the candidate that was probably meant, if one is near, whatever accents and case."""
    if len(word) > _LONGEST_WORD:
        return None
    folded = fold(word)
    near = {fold(c): c for c in candidates if abs(len(c) - len(word)) <= max(3, len(word) // 2)}
    found = difflib.get_close_matches(folded, near, n=1, cutoff=0.66)
    return near[found[0]] if found else None


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by file, line and column."""
    return sorted(problems, key=lambda p: (p.place, p.field, str(p.message)))


def report(problems: Sequence[Problem]) -> Lines:
    """List all problems, sorted by file and line, with their number at the end."""
    lines = in_order(problems)
    files = len({p.place.file for p in problems})
    count = _(
        "{problems} in {files}",
        problems=counted("{number} problem", "{number} problems", len(lines)),
        files=counted("{number} file", "{number} files", files),
    )
    return Lines((*lines, count))
