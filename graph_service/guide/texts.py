"""The parts of a guide: texts in two languages, queries, slides and questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["es", "en"]


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text in both languages of the guide; `…` marks code, **…** bold."""

    es: str
    en: str

    def to(self, language: Language) -> str:
        """Return the text in a language."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True)
class Query:
    """A read-only Cypher statement for the reader to run; it needs no plug-in."""

    cypher: str


@dataclass(frozen=True)
class Legend:
    """A placeholder for the list of labels with their colours."""


@dataclass(frozen=True)
class LanguageLink:
    """A placeholder for the link to the guide in the other language."""


Part: TypeAlias = Text | Query | Legend | LanguageLink


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One slide of the guide."""

    title: Text
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question that researchers ask, with the query that answers it.

    Attributes:
        key: the name of its answer file in tests/guide/answers.
        title: the question.
        sentence: how to read the answer.
    """

    key: str
    title: Text
    sentence: Text
    query: Query
