"""Personal data that was found in a text, and the words before it."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple


class Subject(Enum):
    """The personal data that was found."""

    EMAIL = "e-mail"
    TELEPHONE = "telephone"
    DOCUMENT = "document"
    PERSON = "person"
    VICTIM = "victim"
    BIRTH = "birth"


class Match(NamedTuple):
    """A place in a text with personal data; `is_certain` if it can't be anything else."""

    start: int
    end: int
    subject: Subject
    is_certain: bool


def before(text: str, start: int, length: int = 60) -> str:
    """Return the characters before a place in a text."""
    return text[max(0, start - length) : start]


def preceded_by(words: str, within: int = 3) -> re.Pattern[str]:
    """Return a pattern for text that ends with one of the words, and up to `within` others.

    >>> bool(preceded_by("ley|decreto").search("según la Ley número "))
    True
    """
    return re.compile(
        rf"(?<!\w)(?:{words})(?!\w)\W{{0,3}}(?:[\w./]+\W{{1,3}}){{0,{within}}}$", re.IGNORECASE
    )
