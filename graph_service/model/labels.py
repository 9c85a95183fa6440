"""A text in the catalogue's three languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

from .text import FALLBACK


@dataclass(frozen=True)
class Labels:
    """A name or a sentence in Spanish, English and Portuguese."""

    es: str
    en: str
    pt: str

    def __iter__(self) -> Iterator[str]:
        """Iterate over the three texts."""
        return iter((self.es, self.en, self.pt))

    def in_language(self, language: str) -> str:
        """Return the text in "es", "en" or "pt"."""
        return {"es": self.es, "en": self.en, "pt": self.pt}[language]

    def with_each(self, change: Callable[[str], str]) -> Self:
        """Return labels with `change` applied to each text."""
        return type(self)(es=change(self.es), en=change(self.en), pt=change(self.pt))


class Described:
    """What has a sentence that says what it is."""

    meaning: Labels

    @property
    def description(self) -> str:
        """The meaning in English."""
        return self.meaning.en


def alternatives(labels: Labels | None) -> Iterator[tuple[str, str]]:
    """Yield alternative labels, each with its language.

    >>> [*alternatives(Labels("Policía", "Police force, Police unit", "Polícia"))][1:3]
    [('en', 'Police force'), ('en', 'Police unit')]
    """
    if labels is not None:
        for language in FALLBACK:
            for label in labels.in_language(language).split(", "):
                yield language, label
