"""The parts of a guide: texts in two languages, queries, slides and questions."""

from __future__ import annotations

import re
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


_NAME = re.compile(r"⟨(\w+)(\??)⟩")


@dataclass(frozen=True)
class Query:
    """A read-only Cypher statement for the reader to run; it needs no plug-in.

    In it, `⟨v⟩` is the name of `v` in the reader's language, and `⟨i?⟩` one in another language if
    it has none in the reader's.
    """

    cypher: str

    def to(self, language: Language) -> str:
        """Return the statement for readers of a language.

        >>> Query("RETURN ⟨v⟩, ⟨i?⟩").to("es"), Query("RETURN ⟨v⟩, ⟨i?⟩").to("en")
        ('RETURN v.name, i.name', 'RETURN v.nameEn, coalesce(i.nameEn, i.name)')
        """
        if language == "es":
            return _NAME.sub(r"\1.name", self.cypher)
        return _NAME.sub(
            lambda name: (
                f"coalesce({name[1]}.nameEn, {name[1]}.name)" if name[2] else f"{name[1]}.nameEn"
            ),
            self.cypher,
        )


@dataclass(frozen=True)
class Legend:
    """A placeholder for the list of labels with their colours."""


@dataclass(frozen=True)
class LanguageLink:
    """A placeholder for the link to the guide in the other language."""


@dataclass(frozen=True)
class StyleLink:
    """A placeholder for the link that shows names in the guide's language in drawings."""


Part: TypeAlias = Text | Query | Legend | LanguageLink | StyleLink


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
