"""What a guide is made of: texts in its two languages, queries, and slides that hold both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["es", "en"]


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text in the languages of the guide; `…` marks code."""

    es: str
    en: str

    def to(self, language: Language) -> str:
        """Give it in a language."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True)
class Query:
    """A statement for a reader to run: it only reads, and needs no plug-in."""

    cypher: str


@dataclass(frozen=True)
class Legend:
    """Stands for the list of labels with their colours."""


@dataclass(frozen=True)
class LanguageLink:
    """Stands for the link to the same guide in the other language."""


Part: TypeAlias = Text | Query | Legend | LanguageLink


@dataclass(frozen=True, kw_only=True)
class Slide:
    """A step of the guide."""

    title: Text
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question that researchers ask, with the query that answers it.

    Attributes:
        key: names it in files.
        title: the question, short.
        sentence: how the answer is to be read.
        query: what answers it.
    """

    key: str
    title: Text
    sentence: Text
    query: Query
