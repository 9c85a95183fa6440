"""Personal data that was found in a text, and the patterns that find it."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from graph_service.i18n import _

_DELETE = _("delete it; the catalogue has no personal data")


class Subject(Enum):
    """The personal data that was found: what messages call it, and what to do."""

    EMAIL = _("an e-mail address or an account"), _DELETE
    TELEPHONE = (
        _("a telephone number"),
        _("delete it; only helplines are written, as “helpline 123”"),
    )
    DOCUMENT = _("the number of an identity document"), _DELETE
    PERSON = _("the name of a person"), _("write the office or the institution instead")
    VICTIM = (
        _("the description of a victim or of somebody's home"),
        _("delete it; nothing is written about victims"),
    )
    BIRTH = _("a date of birth"), _DELETE


class Match(NamedTuple):
    """A place in a text with personal data; `is_certain` if it can't be anything else."""

    start: int
    end: int
    subject: Subject
    is_certain: bool


def uncertain(_found: re.Match[str]) -> bool | None:
    """The verdict on a match that may be something else."""
    return False


class Pattern(NamedTuple):
    """A form of personal data.

    Attributes:
        subject: what it is.
        form: what is found.
        verdict: returns whether a match is certain, or None if it isn't personal data.
        group: the group of the form that is reported; 0 for all.
    """

    subject: Subject
    form: re.Pattern[str]
    verdict: Callable[[re.Match[str]], bool | None] = lambda _found: True
    group: str | int = 0


def before(found: re.Match[str], length: int = 60) -> str:
    """Return the characters before a match."""
    return found.string[max(0, found.start() - length) : found.start()]


def preceded_by(words: str, within: int = 3) -> re.Pattern[str]:
    """Return a pattern for text that ends with one of the words, and up to `within` others.

    >>> bool(preceded_by("ley|decreto").search("según la Ley número "))
    True
    """
    return re.compile(
        rf"(?<!\w)(?:{words})(?!\w)\W{{0,3}}(?:[\w./]+\W{{1,3}}){{0,{within}}}$", re.IGNORECASE
    )
