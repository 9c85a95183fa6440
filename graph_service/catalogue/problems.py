"""What is wrong with the files, each with its place, and how it is told."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_SHOWN = 60
_LONGEST_WORD = 100


@dataclass(frozen=True, kw_only=True, order=True)
class Place:
    """A place in a file; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Write it as editors and terminals know it."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        place: the file, the line and the column.
        field: the path of the field inside the file, such as `events[2].date`; empty for the file.
        value: what stands there, shortened; None where nothing does.
        message: what is wrong, the value included.
        allowed: what would be right.
        suggestion: what was probably meant.
    """

    place: Place
    message: str
    field: str = ""
    value: str | None = None
    allowed: str | None = None
    suggestion: str | None = None

    def __str__(self) -> str:
        """Write it on one line."""
        line = f"{self.place}: {self.message}"
        if self.suggestion is not None:
            line += f'; did you mean "{self.suggestion}"?'
        if self.allowed is not None:
            line += f"; allowed: {self.allowed}"
        return line


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The problems of one file, as they are found."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def place(self, line: int = 1, column: int = 1) -> Place:
        """Give a place in the file."""
        return Place(file=self.file, line=line, column=column)


def quoted(value: str) -> str:
    """Show a value in quotes, on one line, shortened, with nothing that could harm a terminal."""
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in value[: _SHOWN + 1])
    return f'"{shown[:_SHOWN]}…"' if len(shown) > _SHOWN else f'"{shown}"'


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Give the candidate that was probably meant, if one is near."""
    if len(word) > _LONGEST_WORD:
        return None
    lower = {c.lower(): c for c in candidates if abs(len(c) - len(word)) <= max(3, len(word) // 2)}
    found = difflib.get_close_matches(word.lower(), lower, n=1, cutoff=0.66)
    return lower[found[0]] if found else None


def report(problems: Sequence[Problem]) -> str:
    """Write all problems, sorted by file and line, with their number at the end."""
    lines = [str(p) for p in sorted(problems, key=lambda p: (p.place, p.field, p.message))]
    files = len({p.place.file for p in problems})
    count = f"{len(lines)} problem{'s' * (len(lines) != 1)}"
    return "\n".join([*lines, f"{count} in {files} file{'s' * (files != 1)}"])
