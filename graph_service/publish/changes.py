"""What a change of the schema means for operations that it answered: breaking, dangerous or safe.

A breaking one has to be told under "Changed" or "Removed" of what is unreleased in CHANGELOG.md, in
a line with its coordinate in backticks: `Country.name`, `Query.topics(first:)`, `Language.EN`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphql import build_schema
from graphql.utilities import BreakingChange, DangerousChange, find_schema_changes

BREAKING, DANGEROUS, SAFE = "breaking", "dangerous", "safe"
_NAME = r"[_A-Za-z]\w*"
_COORDINATES = (
    rf"@?{_NAME}(?:\.{_NAME})?\({_NAME}:\)",
    rf"{_NAME}\.{_NAME}",
    rf"@{_NAME}",
    _NAME,
)
"""From the most exact to the least, as they stand in graphql-core's sentences."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of the schema.

    Attributes:
        kind: breaking, dangerous or safe.
        sentence: what it is.
    """

    kind: str
    sentence: str

    @property
    def coordinate(self) -> str:
        """What of the schema has changed."""
        sentence = self.sentence.removeprefix("Standard scalar ")
        found = (re.search(pattern, sentence) for pattern in _COORDINATES)
        return next(match[0] for match in found if match)


def changes(before: str, after: str) -> list[Change]:
    """Class what has changed between two schemas, the worst first.

    Raises:
        GraphQLError: when one of them is no SDL.
    """
    found = find_schema_changes(build_schema(before), build_schema(after))
    classed = [Change(kind=_kind(change), sentence=change.description) for change in found]
    return sorted(classed, key=lambda change: change.kind)


def _kind(change: object) -> str:
    if isinstance(change, BreakingChange):
        return BREAKING
    return DANGEROUS if isinstance(change, DangerousChange) else SAFE


def untold(changes: list[Change], changelog: str) -> list[Change]:
    """Give the breaking changes that a changelog doesn't tell of."""
    told = "\n".join(_told(changelog))
    return [c for c in changes if c.kind == BREAKING and f"`{c.coordinate}`" not in told]


def _told(changelog: str) -> Iterator[str]:
    """Give what stands under Changed and Removed of what is unreleased."""
    for release in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        if release.startswith("Unreleased"):
            for section in re.split(r"^### ", release, flags=re.MULTILINE)[1:]:
                if section.startswith(("Changed\n", "Removed\n")):
                    yield section
