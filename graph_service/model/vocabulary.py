"""How a controlled vocabulary is declared: an enum whose members carry their labels and meaning."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Self

from .labels import Labels


@dataclass(frozen=True, kw_only=True, eq=False)
class Term:
    """What one value means, and how it is shown.

    Attributes:
        description: the meaning, in English.
        label: what it is called.
        phase: for a stage of a transfer, the name of the phase that it belongs to.
        derived: written by the loader and refused in files.
    """

    description: str
    label: Labels
    phase: str | None = None
    derived: bool = False


def term(
    description: str,
    *,
    en: str,
    es: str,
    pt: str,
    phase: str | None = None,
    derived: bool = False,
) -> Term:
    """Declare one value of a vocabulary."""
    label = Labels(es, en, pt)
    return Term(description=description, label=label, phase=phase, derived=derived)


class Vocabulary(Enum):
    """Base of all controlled vocabularies: a member's name is stored, its value is a Term."""

    __source__: ClassVar[str]

    value: Term

    def __init_subclass__(cls, *, source: str) -> None:
        """Take the vocabulary's source: a standard, a publication, or "own"."""
        super().__init_subclass__()
        cls.__source__ = source

    def label(self, language: str) -> str:
        """Return the label in a language ("es", "en" or "pt")."""
        return self.value.label.in_language(language)

    @classmethod
    def writable(cls) -> tuple[Self, ...]:
        """Return the values that files may have."""
        return tuple(member for member in cls if not member.value.derived)

    @property
    def rank(self) -> int:
        """Give the place in the declared order, from 0: what sorting by this vocabulary means."""
        return list(type(self)).index(self)
