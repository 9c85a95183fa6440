"""One field of an entry before and after a load."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """The value of a field before and after a load, as text.

    Attributes:
        name: of the field as in files: `name`, `owners`, `events[2].date`.
        language: of the text, such as "es"; None if the field has no languages.
        before: the value before; None if there was none. For a relation, the id of an entry.
        after: the value after; None if there is none.
    """

    name: str
    language: str | None = None
    before: str | None = None
    after: str | None = None
