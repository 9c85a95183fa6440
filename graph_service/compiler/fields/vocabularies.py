"""The controlled vocabularies as enums, and Query.vocabulary, which needs no database."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph_service.compiler.fields.localized import label, language_of
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.type_system import Argument, EnumType, Field, ObjectType, listed
from graph_service.compiler.ir.columns import Columns
from graph_service.compiler.ir.values import Known, Many, Value
from graph_service.compiler.language.hints import as_text, nearest
from graph_service.compiler.language.select import Selected
from graph_service.model.enums import VOCABULARIES, Language
from graph_service.model.json import Json
from graph_service.model.vocabulary import Vocabulary


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
_TERM = ObjectType[Row](
    "VocabularyValue",
    "A value of a vocabulary.",
    (
        Field("value", "String!", "The name of the enum value.", cell("value")),
        label(lambda term, selected: term.cell(f"label {language_of(selected)}")),
        Field("description", "String!", "The meaning, in English.", cell("description")),
    ),
)


@dataclass(frozen=True, eq=False)
class _Vocabulary(Row):
    """The row of a vocabulary; `terms` has the columns of each selected list of terms."""

    terms: dict[str, Columns] = field(default_factory=dict)


def _plan_values(of: _Vocabulary, selected: Selected) -> Value:
    term = of.inner()
    column = f"values {selected.key}"
    of.terms[column] = term.columns
    value = term.object(_TERM, selected.selections)
    return Many(of.columns.expr(column), term.columns, value)


_VOCABULARY = ObjectType[_Vocabulary](
    "Vocabulary",
    "A controlled vocabulary: the values of an enum with their labels and meanings.",
    (
        Field("name", "String!", "The name of the enum.", cell("name")),
        Field("description", "String!", "A description, in English.", cell("description")),
        Field(
            "source",
            "String",
            'The source of the values: a standard, a publication, or "own".',
            cell("source"),
        ),
        Field(
            "values",
            listed("VocabularyValue"),
            "The values, in the order in which they sort.",
            _plan_values,
        ),
    ),
)


def _record(vocabulary: type[Vocabulary]) -> Mapping[str, Json]:
    return {
        "name": vocabulary.__name__,
        "description": inspect.getdoc(vocabulary),
        "source": vocabulary.__source__,
    }


def _term(term: Vocabulary) -> Mapping[str, Json]:
    labels = {f"label {language}": term.label(language) for language in ("es", "en", "pt")}
    return {"value": term.name, "description": term.value.description, **labels}


def _is_named(vocabulary: type[Vocabulary], name: str) -> bool:
    return vocabulary.__name__.lower() == name.lower()


def _missing(name: Json) -> str:
    known = [vocabulary.__name__ for vocabulary in VOCABULARIES]
    hint = nearest(str(name), known)
    return f"There is no vocabulary {as_text(name)}.{hint} There are: {', '.join(known)}."


def _plan(row: Row, selected: Selected) -> Value:
    """Plan one vocabulary, or all of them."""
    of = _Vocabulary(row.planner, Columns())
    value = of.object(_VOCABULARY, selected.selections)

    def rows(name: Json) -> Sequence[Sequence[Json]]:
        chosen = [v for v in VOCABULARIES if name is None or _is_named(v, str(name))]
        return [
            [
                [
                    [term[part] for part in of.terms[column].templates()]
                    for term in map(_term, vocabulary)
                ]
                if column in of.terms
                else _record(vocabulary)[column]
                for column in of.columns.templates()
            ]
            for vocabulary in chosen
        ]

    name_of = selected.leaf("enum").origin
    max_items = sum(map(len, VOCABULARIES))
    return row.sought(Known(rows, name_of, max_items, of.columns, value), name_of, _missing)


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
