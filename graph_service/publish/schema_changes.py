"""Classifies changes of the schema by their effect on clients: breaking, dangerous or safe.

CHANGELOG.md must document a breaking change under "Changed" or "Removed" of the unreleased section,
with its coordinate in backticks: `Country.name`, `Query.topics(first:)`, `Language.EN`.
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
"""Coordinates as graphql-core's sentences contain them, the most specific form first."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of the schema.

    Attributes:
        kind: breaking, dangerous or safe.
        sentence: a description of the change, by graphql-core.
    """

    kind: str
    sentence: str

    @property
    def is_description(self) -> bool:
        """Whether only the description of something changed."""
        return self.sentence.startswith("Description of ")

    @property
    def coordinate(self) -> str:
        """The coordinate of the changed part of the schema."""
        sentence = self.sentence.removeprefix("Standard scalar ")
        found = (re.search(pattern, sentence) for pattern in _COORDINATES)
        return next(match[0] for match in found if match)


def changes(before: str, after: str) -> list[Change]:
    """Classify the changes between two schemas, breaking ones first.

    Raises:
        GraphQLError: if one of them is not valid SDL.
    """
    found = find_schema_changes(build_schema(before), build_schema(after))
    classified = [Change(kind=_kind(change), sentence=change.description) for change in found]
    return sorted(classified, key=lambda change: change.kind)


def _kind(change: object) -> str:
    if isinstance(change, BreakingChange):
        return BREAKING
    return DANGEROUS if isinstance(change, DangerousChange) else SAFE


def undocumented(changes: list[Change], changelog: str) -> list[Change]:
    """Return the breaking changes that a changelog does not mention."""
    text = "\n".join(_unreleased_changes(changelog))
    return [c for c in changes if c.kind == BREAKING and f"`{c.coordinate}`" not in text]


def _unreleased_changes(changelog: str) -> Iterator[str]:
    """Return the sections Changed and Removed of the unreleased part of a changelog."""
    for release in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        if release.startswith("Unreleased"):
            for section in re.split(r"^### ", release, flags=re.MULTILINE)[1:]:
                if section.startswith(("Changed\n", "Removed\n")):
                    yield section
