"""All personal data in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .contacts import contacts
from .documents import documents
from .homes import homes
from .matches import Match
from .persons import persons
from .victims import victims


def find(text: str) -> Sequence[Match]:
    """Return the personal data in a text, in order and without overlaps; certain ones win.

    >>> [(m.subject.value, m.is_certain) for m in find("Licda. Ana López, tel. 2234-5678")]
    [('person', True), ('telephone', True)]
    """
    found: list[Match] = []
    for match in sorted(_all(text), key=lambda m: (not m.is_certain, m.start, -m.end)):
        if all(match.end <= other.start or other.end <= match.start for other in found):
            found.append(match)
    return tuple(sorted(found))


def _all(text: str) -> Iterator[Match]:
    yield from documents(text)
    yield from contacts(text)
    yield from victims(text)
    yield from homes(text)
    yield from persons(text)
