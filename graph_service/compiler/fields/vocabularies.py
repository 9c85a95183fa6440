"""The controlled vocabularies as enums, and Query.vocabulary, which needs no database."""

from __future__ import annotations

import inspect
from collections.abc import Sequence

from graph_service.compiler.fields.localized import label, language_of
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.type_system import Argument, EnumType, Field, ObjectType, listed
from graph_service.compiler.ir.values import Known, Value
from graph_service.compiler.language.hints import as_text, nearest
from graph_service.compiler.language.select import Selected
from graph_service.model.enums import VOCABULARIES, Language
from graph_service.model.json import Json
from graph_service.model.text import FALLBACK


def origin(source: str) -> str:
    """Return the sentence that names the source of a concept, if it is not our own."""
    return "" if source == "own" else f" Source: {source}."


def _sentence(meaning: str) -> str:
    return f"{meaning[0].upper()}{meaning[1:]}."


ENUMS = tuple(
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
)
# Not Cypher: the values of a constant row, in canonical order.
_NAME, _DESCRIPTION, _SOURCE, _VALUES = "0: name", "1: description", "2: source", "3: values"
_LABELS = {language: f"{n}: label in {language}" for n, language in enumerate(FALLBACK, start=2)}
_ROWS: Sequence[Sequence[Json]] = [
    [
        vocabulary.__name__,
        inspect.getdoc(vocabulary),
        vocabulary.__source__,
        [[t.name, t.value.description, *map(t.label, FALLBACK)] for t in vocabulary],
    ]
    for vocabulary in VOCABULARIES
]

_TERM = ObjectType[Row](
    "VocabularyValue",
    "A value of a vocabulary.",
    (
        Field("value", "String!", "The name of the enum value.", cell(_NAME)),
        label(lambda term, selected: term.cell(_LABELS[language_of(selected)])),
        Field("description", "String!", "The meaning, in English.", cell(_DESCRIPTION)),
    ),
)


def _plan_values(of: Row, selected: Selected) -> Value:
    parts = (_NAME, _DESCRIPTION, *_LABELS.values())
    return of.listed(of.columns.expr(_VALUES), _TERM, parts, selected.selections)


_VOCABULARY = ObjectType[Row](
    "Vocabulary",
    "A controlled vocabulary: the values of an enum with their labels and meanings.",
    (
        Field("name", "String!", "The name of the enum.", cell(_NAME)),
        Field("description", "String!", "A description, in English.", cell(_DESCRIPTION)),
        Field(
            "source",
            "String",
            'The source of the values: a standard, a publication, or "own".',
            cell(_SOURCE),
        ),
        Field(
            "values",
            listed("VocabularyValue"),
            "The values, in the order in which they sort.",
            _plan_values,
        ),
    ),
)


def _missing(name: Json) -> str:
    known = [vocabulary.__name__ for vocabulary in VOCABULARIES]
    hint = nearest(str(name), known)
    return f"There is no vocabulary {as_text(name)}.{hint} There are: {', '.join(known)}."


def _rows(name: Json) -> Sequence[Sequence[Json]]:
    """Return the row of the vocabulary with this name, in any case; without one, all rows."""
    return [row for row in _ROWS if name is None or str(row[0]).lower() == str(name).lower()]


def _plan(row: Row, selected: Selected) -> Value:
    """Plan one vocabulary, or all of them."""
    of = row.inner(_NAME, _DESCRIPTION, _SOURCE, _VALUES)
    value = of.object(_VOCABULARY, selected.selections)
    name_of = selected.leaf("enum").origin
    max_items = sum(map(len, VOCABULARIES))
    return row.sought(Known(_rows, name_of, max_items, of.columns, value), name_of, _missing)


FIELDS = (
    Field[Row](
        "vocabulary",
        listed("Vocabulary"),
        "List the controlled vocabularies, with labels for display.",
        _plan,
        arguments=(
            Argument("enum", "String", "Returns only the vocabulary with this name, in any case."),
        ),
    ),
)
TYPES = (_VOCABULARY, _TERM)
