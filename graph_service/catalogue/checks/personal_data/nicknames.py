"""Nicknames of persons: "alias El Chino", "apodado “El Turco”", "a.k.a. The Boss"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .given_names import folded
from .matches import Match, Subject
from .persons import NAME

NICKNAMED = folded("alias apodado apodada apodo apelido vulgo aka k nickname nicknamed conhecido")
"""One of these words is in every text that has a match."""
_NICKNAME = re.compile(
    r"(?<!\w)(?i:alias|apodad[oa]|apodo|vulgo|a\.\s?k\.\s?a\.?|aka|nicknamed?|apelido"
    r"|conhecid[oa] como)"
    rf"\W{{1,3}}(?P<name>(?:(?:El|La|Los|Las|O|A|The)\s+)?{NAME}(?:\s+{NAME})?)"
)
_IS_CERTAIN = re.compile(r"(?:El|La|Los|Las|O|A|The)\s")
"""With an article it is a nickname; an institution may have an alias without one."""


def nicknames(text: str) -> Iterator[Match]:
    """Yield nicknames with the words before them; without an article they are likely only."""
    for found in _NICKNAME.finditer(text):
        is_certain = bool(_IS_CERTAIN.match(found["name"]))
        yield Match(found.start(), found.end(), Subject.PERSON, is_certain)
