"""Enums, and the argument and helpers of fields in several languages."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from graph_service.compiler.fields.type_system import (
    Argument,
    DirectiveType,
    EnumType,
    Field,
    nullable,
)
from graph_service.compiler.ir.values import Value
from graph_service.compiler.language.languages import DIRECTIVE, PREFER
from graph_service.compiler.language.select import Selected
from graph_service.model.enums import VOCABULARIES, Language
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.model.vocabulary import Vocabulary

C = TypeVar("C")


class Direction(Enum):
    """The direction of a sort."""

    ASC = "ASC"
    DESC = "DESC"


# Its values are the names of the types.
EntryType = Enum(  # type: ignore[misc] # mypy requires literal members
    "EntryType", {t.enum_name: t.name for t in ENTRY_TYPES}
)

LANG = DirectiveType(
    DIRECTIVE,
    "Sets the language of the operation: of its texts, its labels, and the orders by texts.",
    (
        Argument(
            PREFER,
            "Language!",
            "The default of every argument `lang`, and of `lang` in `orderBy`.",
        ),
    ),
)
LANGUAGE = Argument(
    "lang",
    "Language",
    (
        "The language of the text: by default that of `@lang`, else Spanish. A text without a"
        " translation is in Spanish, else English, else Portuguese."
    ),
)

LANGUAGE_OF_LIST = Argument(
    LANGUAGE.name,
    "Language",
    (
        "Return only the texts in this language, which may be none: they do not replace one"
        " another. By default the language of `@lang`; without that, the texts in all languages,"
        " each once."
    ),
)


def language_of(selected: Selected) -> str:
    """Return the language of a field, such as "es": its argument, else that of the operation."""
    return (_stated(selected) or selected.language).lower()


def is_of_operation(selected: Selected) -> bool:
    """Whether a field's language is that of `@lang`, which statements have as a parameter."""
    return selected.preferred is not None and _stated(selected) is None


def stated_language_of(selected: Selected) -> str | None:
    """Return the language of a field if its argument or the operation states one."""
    stated = _stated(selected) or selected.preferred
    return stated and stated.lower()


def _stated(selected: Selected) -> str | None:
    leaf = selected.leaf(LANGUAGE.name)
    if leaf is None or leaf.value is None:
        return None
    (language,) = selected.names(LANGUAGE.name)
    return language


def label(plan: Callable[[C, Selected], Value]) -> Field[C]:
    """Return the field `label`, a text for people in a language."""
    return Field("label", "String!", "The name for display.", plan, arguments=(LANGUAGE,))


def labelled(
    name: str,
    plan: Callable[[C, Selected], Value],
    *,
    many: bool = False,
    required: bool = True,
) -> Field[C]:
    """Return the field beside an enum that has its label, or beside a list, their labels."""
    if many:
        says = f"The labels of `{name}`, in the same order."
        return Field(f"{name}Labels", "[String!]!", says, plan, arguments=(LANGUAGE,))
    says = f"The label of `{name}`."
    bare = nullable("String", required=required)
    return Field(f"{name}Label", bare, says, plan, arguments=(LANGUAGE,))


def term_label(enum: type[Vocabulary], language: str) -> Callable[[Json], Json]:
    """Return a function from the name of a term to its label.

    >>> term_label(Language, "en")("PT")
    'Portuguese'
    """
    by_name = {term.name: term.label(language) for term in enum}
    return lambda name: by_name.get(str(name))


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
