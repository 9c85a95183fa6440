"""Controlled vocabularies: enums whose members have labels and a meaning."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from enum import Enum
from typing import ClassVar, Self

from .labels import Described, Labels


@dataclass(frozen=True, eq=False)
class Term(Described):
    """One value of a vocabulary.

    Attributes:
        meaning: what the value says.
        label: the name for people.
        others: alternative labels (skos:altLabel), separated by commas; search finds them for the
            terms of the properties in `search_text.TERM_PROPERTIES`.
        phase: the name of the phase, for a stage of a transfer.
        derived: whether only the loader writes it; files must not.
    """

    meaning: Labels
    label: Labels
    _: KW_ONLY
    others: Labels | None = None
    phase: str | None = None
    derived: bool = False


class Vocabulary(Enum):
    """The base class of all vocabularies: a member's name is stored, its value is a Term."""

    __source__: ClassVar[str]

    value: Term

    def __init_subclass__(cls, *, source: str) -> None:
        """Set the vocabulary's source: a standard, a publication, or "own"."""
        super().__init_subclass__()
        cls.__source__ = source

    def label(self, language: str) -> str:
        """Return the label in a language ("es", "en" or "pt")."""
        return self.value.label.in_language(language)

    @classmethod
    def writable(cls) -> tuple[Self, ...]:
        """Return the values that files may contain."""
        return tuple(member for member in cls if member.is_writable)

    @property
    def is_writable(self) -> bool:
        """Whether files may contain the value."""
        return not self.value.derived

    @property
    def rank(self) -> int:
        """The position in the order of declaration, from 0, which is also the sort order."""
        return list(type(self)).index(self)
