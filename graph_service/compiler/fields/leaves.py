"""Enums, and the argument and helpers of fields in several languages."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from graph_service.compiler.fields.type_system import Argument, EnumType, Field
from graph_service.compiler.ir.values import Value
from graph_service.compiler.language.select import Selected
from graph_service.model.enums import VOCABULARIES, Language
from graph_service.model.graph import ENTRY_TYPES

C = TypeVar("C")


class Direction(Enum):
    """The direction of a sort."""

    ASC = "ASC"
    DESC = "DESC"


# Its values are the names of the types.
EntryType = Enum(  # type: ignore[misc] # mypy requires literal members
    "EntryType", {t.enum_name: t.name for t in ENTRY_TYPES}
)

LANGUAGE = Argument(
    "lang",
    "Language!",
    "The language of the text; untranslated, it is in Spanish, else English, else Portuguese.",
    default=Language.ES,
)


def language_of(selected: Selected) -> str:
    """Return the language argument of a field, such as "es"."""
    return selected.names(LANGUAGE.name)[0].lower()


def label(plan: Callable[[C, Selected], Value]) -> Field[C]:
    """Return the field `label`, a text for people in a language."""
    return Field("label", "String!", "The name for display.", plan, arguments=(LANGUAGE,))


def origin(source: str) -> str:
    """Return the sentence that names the source of a concept, if it is not our own."""
    return "" if source == "own" else f" Source: {source}."


def _sentence(meaning: str) -> str:
    return f"{meaning[0].upper()}{meaning[1:]}."


ENUMS = (
    *(
        EnumType(
            enum=vocabulary,
            description=(
                f"{vocabulary.__doc__}{origin(vocabulary.__source__)} Labels in three languages:"
                f' `vocabulary(enum: "{vocabulary.__name__}")`.'
            ),
            meanings={term.name: _sentence(term.value.description) for term in vocabulary},
            structural=vocabulary is Language,
        )
        for vocabulary in VOCABULARIES
    ),
    EnumType(
        enum=Direction,
        description="The direction of an order. Nulls come last in both; ñ sorts as n.",
        meanings={"ASC": "Ascending.", "DESC": "Descending."},
        structural=True,
    ),
    EnumType(
        enum=EntryType,
        description="The types of entries in the catalogue.",
        meanings={t.enum_name: t.description for t in ENTRY_TYPES},
    ),
)
