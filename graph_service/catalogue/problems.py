"""Problems in files and tables, with their places, and how they are printed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import NamedTuple, Self

from graph_service.i18n import Language, Lines, Message, Shown, Wording, _, counted
from graph_service.model.text import fold

_MAX_QUOTED = 60
_MAX_WORD = 100
_MAX_PROBLEMS = 100  # per file


class Severity(Enum):
    """What a problem means for the folder."""

    ERROR = "prevents a load"
    LIKELY = "a weak spot that is probably a mistake, and is always listed"
    COUNTED = "a weak spot that is work to do, or often true, and is only counted"


class Rule(StrEnum):
    """The rule that a problem breaks; programs rely on the names, which never change."""

    severity: Severity
    counted_as: Wording | None

    def __new__(cls, name: str, kind: Severity | Wording = Severity.ERROR) -> Self:
        """Return a rule, by default one for errors; of what is only counted, with its name."""
        rule = str.__new__(cls, name)
        rule._value_ = name
        rule.counted_as = kind if isinstance(kind, Wording) else None
        rule.severity = Severity.COUNTED if isinstance(kind, Wording) else kind
        return rule

    # The folder and its files.
    NO_ENTRIES = "no-entries"
    FILE_UNKNOWN = "file-unknown"
    FILE_NAME = "file-name"
    UNFINISHED = "unfinished"
    FILE_UNREADABLE = "file-unreadable"
    FILE_TOO_LARGE = "file-too-large"
    NOT_UTF8 = "not-utf-8"
    CONFLICT = "conflict"
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
    YEAR = "year"
    ADDRESS = "address"
    SLUG = "slug"
    TERM_UNKNOWN = "term-unknown"
    LANGUAGE_UNKNOWN = "language-unknown"
    VALUE_REPEATED = "value-repeated"
    TOO_MANY = "too-many"
    # Texts.
    PERSONAL_DATA = "personal-data"
    INVISIBLE_CHARACTER = "invisible-character"
    WRONG_ENCODING = "wrong-encoding"
    MARKUP = "markup"
    PLACEHOLDER = "placeholder"
    # The tables of spreadsheets.
    TABLE = "table"
    COLUMN = "column"
    ROW = "row"
    FORMULA = "formula"
    MARK = "mark"
    HIDDEN = "hidden"
    MERGED = "merged"
    COMMENT = "comment", Severity.LIKELY
    TABLE_TYPE = "table-type"
    # All files together.
    ENTRY_UNKNOWN = "entry-unknown"
    ENTRY_TYPE = "entry-type"
    ENTRY_ITSELF = "entry-itself"
    SLUG_TAKEN = "slug-taken"
    CODE_TAKEN = "code-taken"
    ADDRESS_TAKEN = "address-taken"
    # What contradicts itself.
    DATES_ORDER = "dates-order"
    VENUE = "venue"
    TRANSLATION = "translation"
    CYCLE = "cycle"
    # Weak spots.
    NO_SOURCE = "no-source", _("entries without a source")
    ONE_SOURCE = "one-source", _("entries with a single source")
    EXCERPT_ONLY = "excerpt-only", _("sources read only in part")
    ASSUMED = "assumed", _("assumed statements")
    NO_DATE = "no-date", _("entries or events without a date")
    NO_PORTUGUESE = "no-portuguese", _("entries without Portuguese")
    NO_DECISION = "no-decision", _("decisions without their result")
    NOBODY = "nobody", _("entries without a host, visitor, origin, recipient, party or subject")
    ONE_PARTY = "one-party", _("agreements with a single party")
    ISOLATED = "isolated", _("institutions without a relation but to their country and sources")
    BOTH_SIDES = "both-sides", _("countries on both sides of an exchange")
    VISIT_LATE = "visit-late", _("visits later than the transfers that they led to")
    NOT_THEN = "not-then", _("institutions that did not exist at the time")
    DAY_OF_PRESS = "day-of-press", _("days on which the press that is cited came out")
    OWNER_UNNAMED = "owner-unnamed", _("owners that the words cited for them don't name")
    NOT_TOLD = "not-told", _("practices that do not tell how they work")
    # Likely mistakes.
    PERSONAL_DATA_LIKELY = "personal-data-likely", Severity.LIKELY
    DUPLICATE_LIKELY = "duplicate-likely", Severity.LIKELY
    LANGUAGE_LIKELY = "language-likely", Severity.LIKELY
    TEXT_REPEATED = "text-repeated", Severity.LIKELY
    NAME_STYLE = "name-style", Severity.LIKELY
    TYPOGRAPHY = "typography", Severity.LIKELY
    COUNTRIES = "countries", Severity.LIKELY
    VIRTUAL_PLACE = "virtual-place", Severity.LIKELY
    STATUS = "status", Severity.LIKELY
    ASSUMED_EDGES = "assumed-edges", Severity.LIKELY
    SELF_EXCHANGE = "self-exchange", Severity.LIKELY
    TOO_EARLY = "too-early", Severity.LIKELY
    POSITIONS = "positions", Severity.LIKELY
    STAGE_BACK = "stage-back", Severity.LIKELY
    EVENT_REPEATED = "event-repeated", Severity.LIKELY
    DECISION = "decision", Severity.LIKELY
    UNDATED = "undated", Severity.LIKELY
    QUOTE_COPIED = "quote-copied", Severity.LIKELY
    FUTURE = "future", Severity.LIKELY
    OWNER_ELSEWHERE = "owner-elsewhere", Severity.LIKELY
    SUCCESSOR_OLDER = "successor-older", Severity.LIKELY


LIKELY_MISTAKES = frozenset(rule for rule in Rule if rule.severity is Severity.LIKELY)


class Place(NamedTuple):
    """A place in a file; a dataclass takes 1.5 times as long to create, three times to compare.

    Attributes:
        file: the path.
        line: the line, from 1.
        column: the column, from 1.
        sheet: the sheet of a workbook; else empty.
    """

    file: str
    line: int = 1
    column: int = 1
    sheet: str = ""

    @property
    def brief(self) -> str:
        """Return `file:line`, for the middle of a message."""
        return f"{printable(self.file)}:{self.line}"

    def __str__(self) -> str:
        """Return `file:line:column`, which editors and terminals understand."""
        return f"{printable(self.file)}:{self.line}:{self.column}"


class CellPlace(Place):
    """A place in a table; `line` is its row, from 1."""

    __slots__ = ()

    @property
    def cell(self) -> str:
        """The cell as formulas name it, with its sheet if there is one: Sheet1!C7."""
        from openpyxl.utils import get_column_letter  # slow to import, and few places are printed

        cell = f"{get_column_letter(self.column)}{self.line}"
        return f"{printable(self.sheet)}!{cell}" if self.sheet else cell

    @property
    def brief(self) -> str:
        """Return it with its file, as in front of a message."""
        return str(self)

    def __str__(self) -> str:
        """Return it with its file: visits.xlsx:Sheet1!C7."""
        return f"{printable(self.file)}:{self.cell}"


@dataclass(frozen=True)
class Problem:
    """A problem in a file or table.

    Attributes:
        place: the file, line and column.
        rule: the kind of problem.
        message: the problem, with the value.
        field: the path of the field, such as `events[2].date`; empty for the whole file.
        value: the value; None if it is missing.
        allowed: the valid values, or a text that describes them.
        suggestion: the value that was probably meant.
    """

    place: Place
    rule: Rule
    message: Wording
    field: str = ""
    value: str | None = None
    allowed: Shown | None = None
    suggestion: str | None = None

    def __str__(self) -> str:
        """Return the line in English."""
        return self.render(Language.EN)

    def render(self, language: Language) -> str:
        """Return the place and the message on one line."""
        return f"{self.place}: {self.without_place(language)}"

    def without_place(self, language: Language) -> str:
        """Return the message on one line, with the valid values."""
        parts = [self.message.render(language)]
        if self.suggestion is not None:
            parts.append(_('did you mean "{word}"?', word=self.suggestion).render(language))
        if self.allowed is not None:
            is_listed = isinstance(self.allowed, str | int | Sequence)
            if self.rule is Rule.FIELD_MISSING and not is_listed:
                allowed = _("allowed: {what}", what=self.allowed)  # in Spanish: "escriba …"
            else:
                allowed = _("allowed: {allowed}", allowed=self.allowed)
            parts.append(allowed.render(language))
        return "; ".join(parts)


class TooMany(Exception):
    """A file has so many problems that reading it stops."""


@dataclass(kw_only=True)
class ProblemLog:
    """Collects the problems of one file."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    number: int = 0

    def add(self, problem: Problem) -> None:
        """Add a problem.

        Raises:
            TooMany: when the file has too many problems; this is added as a problem, too.
        """
        self.number += 1
        if self.number > _MAX_PROBLEMS:
            message = _("more than {most} problems; the rest are not listed", most=_MAX_PROBLEMS)
            self.problems.append(Problem(problem.place, Rule.TOO_MANY, message))
            raise TooMany
        self.problems.append(problem)

    def place(self, line: int = 1, column: int = 1) -> Place:
        """Return a place in the file."""
        return Place(file=self.file, line=line, column=column)


def printable(text: str) -> str:
    """Escape line breaks and control characters, which could harm a terminal."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def path_names(field: str) -> tuple[str, ...]:
    """Return the names on the way to a field.

    >>> path_names("events[2].date"), path_names("visits[1]"), path_names(".")
    (('events', '2', 'date'), ('visits', '1'), ('', ''))
    """
    return tuple(re.split(r"\]?[.\[]", field.rstrip("]")))


def quoted(value: str) -> str:
    """Return a value in quotes, printable and shortened."""
    shown = printable(value[: _MAX_QUOTED + 1])
    return f'"{shown[:_MAX_QUOTED]}…"' if len(shown) > _MAX_QUOTED else f'"{shown}"'


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the most similar candidate, ignoring accents and case, if any is similar.

    >>> nearest("acronim", ["acronym", "founded"])
    'acronym'
    """
    if len(word) > _MAX_WORD:
        return None
    folded = fold(word)
    near = {fold(c): c for c in candidates if abs(len(c) - len(word)) <= max(3, len(word) // 2)}
    found = difflib.get_close_matches(folded, near, n=1, cutoff=0.66)
    return near[found[0]] if found else None


def no_entry(name: str, near: str | None) -> Wording:
    """Return the message that no entry has a name, and which was probably meant."""
    if near is None:
        return _("there is no entry {name}", name=quoted(name))
    return _("there is no entry {name}; did you mean {near}?", name=quoted(name), near=quoted(near))


def listing(heading: Message, lines: Sequence[Message], total: int, remedy: Message) -> Lines:
    """Return the first of several lines below a heading, how many more there are, and a remedy."""
    more = [_("… and {more} more", more=total - len(lines))] if total > len(lines) else []
    return Lines((heading, *lines, *more, remedy))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by file, sheet, line and column; at one place, by field and message."""
    return sorted(
        problems, key=lambda p: (p.place.file, p.place.sheet, p.place, p.field, str(p.message))
    )


def report(problems: Sequence[Problem]) -> Lines:
    """Return all problems as lines, sorted by file and line, and their number as the last line."""
    lines = in_order(problems)
    files = len({p.place.file for p in problems})
    count = _(
        "{problems} in {files}",
        problems=counted("{number} problem", "{number} problems", len(lines)),
        files=counted("{number} file", "{number} files", files),
    )
    return Lines((*lines, count))
