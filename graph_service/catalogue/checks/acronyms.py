"""Acronyms that are two, or names: "SVET, MP", or "SVET/MP" if both are institutions.

A slash alone says nothing: DPS/OEA is a department, OIM/IOM one acronym in two languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Place, Problem, Rule, quoted
from graph_service.i18n import Wording, _

_ACRONYM = "acronym"
_LISTED = re.compile(r"\s*[,;|\n]\s*|\s+(?:y|e|and|&|\+|/|-|–|—)\s+")
_SIGN = r"(?:\s[-–—/]|[:,;])\s+"
"""Between a name and its acronym."""
_MOST_WORDS = 3
_PHRASE = re.compile(r"[^\W\d_A-Z]{3,}\W+(?:\w+\W+)*\w?[^\W\d_A-Z]{3,}")
"""Two words in small letters, which an acronym doesn't have."""
_DOTTED = re.compile(r"(?:[^\W\d_]\.\s?){2,}[^\W\d_]?")
_SLASH = re.compile(r"\s*/\s*")


class Acronyms:
    """Finds acronyms that are not one acronym, and names that repeat theirs."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._joined: list[tuple[str, tuple[str, ...], Place]] = []

    def check(self, entry: Entry) -> Iterator[Problem]:
        """Yield the weak spot of a list of acronyms, and remember those with a slash."""
        acronym = entry.values.get(_ACRONYM)
        if not isinstance(acronym, str):
            return
        place = entry.place_of(_ACRONYM)
        self._known.add(acronym)
        yield from _style(acronym, place)
        yield from _in_name(entry, acronym)
        if len(parts := _parts(_LISTED, acronym)) > 1:
            yield _several(acronym, parts[0], place)
        elif len(parts := _parts(_SLASH, acronym)) > 1:
            self._joined.append((acronym, parts, place))

    def rest(self) -> Iterator[Problem]:
        """Yield those with a slash between institutions; call it after the last entry."""
        for acronym, parts, place in self._joined:
            if self._known.issuperset(parts):
                yield _several(acronym, parts[0], place)


def _style(acronym: str, place: Place) -> Iterator[Problem]:
    """Yield the weak spot of an acronym in brackets, or with the words of a name."""
    if acronym[0] in "([" and acronym[-1] in ")]":
        message = _("brackets around the whole text in {field}: leave them out", field=_ACRONYM)
        yield _weak(acronym, place, message, acronym[1:-1].strip())
    elif _DOTTED.fullmatch(acronym):
        message = _("dots in {field}: leave them out", field=_ACRONYM)
        yield _weak(acronym, place, message, re.sub(r"[.\s]", "", acronym))
    elif acronym.isalpha() and acronym.islower():
        message = _("{field} is in small letters: write capitals", field=_ACRONYM)
        yield _weak(acronym, place, message, acronym.upper())
    elif len(acronym.split()) > _MOST_WORDS or _PHRASE.search(acronym):
        message = _(
            "{value} in {field} looks like a name: write only the initials, or leave the field out",
            value=quoted(acronym),
            field=_ACRONYM,
        )
        yield _weak(acronym, place, message)


def _in_name(entry: Entry, acronym: str) -> Iterator[Problem]:
    """Yield the names that have the acronym after or before a sign."""
    names = entry.values.get("name")
    for language, text in names.items() if isinstance(names, Mapping) else ():
        field, name = f"name.{language}", f"{text}"
        place = entry.place_of(field)
        if not (name.startswith(acronym) or name.endswith(acronym)):
            continue  # nearly all: patterns of so many acronyms would take seconds
        own = re.escape(acronym)
        if match := re.fullmatch(rf"(.+?){_SIGN}{own}|{own}{_SIGN}(.+)", name):
            message = _(
                "the acronym {value} is in {field}: write it in {other} only",
                value=quoted(acronym),
                field=field,
                other=_ACRONYM,
            )
            yield _weak(name, place, message, match[1] or match[2], field=field)


def _weak(
    value: str, place: Place, message: Wording, near: str | None = None, *, field: str = _ACRONYM
) -> Problem:
    return Problem(
        place=place,
        rule=Rule.NAME_STYLE,
        field=field,
        value=value,
        message=message,
        suggestion=near,
    )


def _parts(separator: re.Pattern[str], acronym: str) -> tuple[str, ...]:
    return tuple(filter(None, separator.split(acronym)))


def _several(acronym: str, first: str, place: Place) -> Problem:
    message = _(
        "{value} in {field} are two acronyms: write only that of this institution; the other, if"
        " it is also called so, in {other}; another institution is an entry of its own",
        value=quoted(acronym),
        field=_ACRONYM,
        other="otherNames",
    )
    return _weak(acronym, place, message, first)
