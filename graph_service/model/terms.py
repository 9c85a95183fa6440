"""How a controlled vocabulary is declared: an enum whose members carry their labels and meaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar


@dataclass(frozen=True, kw_only=True, eq=False)
class Term:
    """What one value means, and how it is shown.

    Attributes:
        description: the meaning, in English.
        en: label in English.
        es: label in Spanish.
        pt: label in Portuguese.
        phase: for a stage of a transfer, the name of the phase that it belongs to.
    """

    description: str
    en: str
    es: str
    pt: str
    phase: str | None = field(default=None)


def term(description: str, *, en: str, es: str, pt: str, phase: str | None = None) -> Term:
    """Declare one value of a vocabulary."""
    return Term(description=description, en=en, es=es, pt=pt, phase=phase)


class Vocabulary(Enum):
    """Base of all controlled vocabularies: a member's name is stored, its value is a Term."""

    __source__: ClassVar[str]

    value: Term

    def __init_subclass__(cls, *, source: str) -> None:
        """Take the vocabulary's source: a standard, a publication, or "own"."""
        super().__init_subclass__()
        cls.__source__ = source

    def label(self, language: str) -> str:
        """Give the label in a language ("es", "en" or "pt")."""
        return {"en": self.value.en, "es": self.value.es, "pt": self.value.pt}[language]

    @property
    def rank(self) -> int:
        """Give the place in the declared order, from 0: what sorting by this vocabulary means."""
        return list(type(self)).index(self)
