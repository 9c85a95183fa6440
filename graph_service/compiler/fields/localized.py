"""Texts and labels in the language that a request states: the argument `lang`, else `@lang`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from graph_service.compiler.fields.type_system import Argument, DirectiveType, Field, nullable
from graph_service.compiler.ir.columns import in_language
from graph_service.compiler.ir.values import Value
from graph_service.compiler.language.select import DIRECTIVE, PREFER, Selected
from graph_service.model.declare import Property
from graph_service.model.graph import TYPES
from graph_service.model.json import Json
from graph_service.model.text import FALLBACK
from graph_service.model.vocabulary import Vocabulary

C = TypeVar("C")

LANG = DirectiveType(
    DIRECTIVE,
    "Sets the language of the operation: of its texts, its labels, and the orders by texts.",
    (
        Argument(
            PREFER, "Language!", "The default of every argument `lang`, and of `lang` in `orderBy`."
        ),
    ),
)
LANGUAGE = Argument("lang", "Language")
LANGUAGE_OF_LIST = Argument(
    LANGUAGE.name,
    "Language",
    "Only the texts in this language, if any; by default that of `@lang`, else all languages.",
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
    if selected.leaf(LANGUAGE.name).value is None:
        return None
    (language,) = selected.names(LANGUAGE.name)
    return language


def shown_text(prop: Property, selected: Selected) -> str:
    """Return the expression of a text in the language of a field; {v} is the node."""
    if is_of_operation(selected):
        return f"coalesce({in_language(prop.name)}, {text_in(prop, FALLBACK[0])})"
    return text_in(prop, language_of(selected))


def text_in(prop: Property, language: str) -> str:
    """Return the expression of a text in a language, with fallback; {v} is the node."""
    tried = [f"{{v}}.{name}" for name in prop.kind.shown_names(prop, language)]
    return f"coalesce({', '.join(tried)})" if len(tried) > 1 else tried[0]


def label(plan: Callable[[C, Selected], Value]) -> Field[C]:
    """Return the field `label`, a text for people in a language."""
    return Field("label", "String!", "The name for display.", plan, arguments=(LANGUAGE,))


def labelled(
    name: str, plan: Callable[[C, Selected], Value], *, many: bool = False, required: bool = True
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

    >>> from graph_service.model.enums import Language
    >>> term_label(Language, "en")("PT")
    'Portuguese'
    """
    by_name = {term.name: term.label(language) for term in enum}
    return lambda name: by_name.get(str(name))


def type_enum(name: Json) -> Json:
    """Return the enum value of a type of entries, which is stored by its name."""
    return TYPES[str(name)].enum_name


def type_label_in(language: str) -> Callable[[Json], Json]:
    """Return a function from the name of a type of entries to its label.

    >>> type_label_in("en")("GoodPractice")
    'Good practice'
    """
    return lambda name: TYPES[str(name)].label.in_language(language)
