"""Query.suggest: the entries whose names begin with what a user has typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.compiler.fields.beginnings import (
    OTHER_NAME_KEYS,
    Range,
    begun_pattern,
    begun_phrase,
    begun_start,
    best_name,
)
from graph_service.compiler.fields.encoders import type_names
from graph_service.compiler.fields.leaves import LANGUAGE, language_of
from graph_service.compiler.fields.paging import checked_size
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.properties import text_in, type_enum, type_label_in
from graph_service.compiler.fields.search.filters import TYPES as TYPES_ARGUMENT
from graph_service.compiler.fields.search.filters import of_types
from graph_service.compiler.fields.type_system import Argument, Field, ObjectType, listed
from graph_service.compiler.ir.columns import Column, Columns
from graph_service.compiler.ir.origins import Constant
from graph_service.compiler.ir.sources import Begun, Param
from graph_service.compiler.ir.values import Cell, Many, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.model.search_text import NAMES
from graph_service.model.storage import StoredValue, key_of, suffix
from graph_service.model.text import FALLBACK
from graph_service.model.types import COUNTRY

DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS = 10, 50
_BEST_FIRST = sorted(ENTRY_TYPES, key=lambda node_type: -node_type.weight)
_LABELS = tuple(node_type.name for node_type in _BEST_FIRST)
_IN_LANGUAGES = tuple(
    node_type.name for node_type in _BEST_FIRST if node_type.property_of("name").kind.has_languages
)
"""The types whose names have languages, and with them an index for each."""


def suggested_size(value: Json) -> int:
    """Return the number of suggestions."""
    allowed = f"0 to {MAX_SUGGESTIONS} are allowed"
    return checked_size(value, DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS, allowed)


def suggested_limit(value: Json) -> StoredValue:
    """Return the number of suggestions to read."""
    return suggested_size(value)


@dataclass(frozen=True, eq=False)
class _Suggestion(Row):
    """The row of a suggestion, whose name is shown in a language."""

    language: str

    @property
    def label(self) -> str:
        """The expression of the name."""
        return f"coalesce({text_in(COUNTRY.property_of('name'), self.language)}, {{v}}.name)"

    @property
    def names(self) -> Column:
        """The column of all names, the shown one first, and the text that they are found by."""
        others = ", ".join(f"{{v}}.{name}" for name in NAMES[1:])
        translations = ", ".join(f"{{v}}.name{suffix(language)}" for language in FALLBACK)
        return self.columns.expr(f"[{self.label}, {others}, [{translations}], {{k}}]")


def _best(names: Json) -> tuple[str, Sequence[Range]]:
    *given, prefix = names if isinstance(names, list) else [""]
    lists = (name if isinstance(name, list) else [name] for name in given)
    texts = [str(text) for texts in lists for text in texts if text is not None]
    return best_name(texts, str(prefix))


def _best_text(names: Json) -> Json:
    return _best(names)[0]


def _best_ranges(names: Json) -> Json:
    return [[*part] for part in _best(names)[1]]


def _plan_ranges(of: _Suggestion, selected: Selected) -> Value:
    # Not Cypher: the rows are computed, with these two values in this order.
    row = Row(of.planner, Columns())
    for part in _RANGE_PARTS:
        row.columns.expr(part)
    value = row.object(TEXT_RANGE, selected.selections)
    return Many(of.names, row.columns, value, convert=_best_ranges)


_RANGE_PARTS = _START, _END = "0: start", "1: end"
TEXT_RANGE = ObjectType[Row](
    "TextRange",
    "A part of a text, in UTF-16 code units, as strings are indexed in JavaScript.",
    (
        Field("start", "Int!", "The index of the first character, from 0.", cell(_START)),
        Field("end", "Int!", "The index after the last character.", cell(_END)),
    ),
)


_TYPE = "labels({v})[0]"
SUGGESTION = ObjectType[_Suggestion](
    "Suggestion",
    "An entry that a user may be about to type.",
    (
        Field("id", "ID!", "The id of the entry, `Type:slug`.", cell("{v}.id")),
        Field("type", "EntryType!", "The type of the entry.", cell(_TYPE, type_enum)),
        Field(
            "typeLabel",
            "String!",
            "The label of `type`, in the language of `suggest`.",
            lambda of, _: of.cell(_TYPE, type_label_in(of.language)),
        ),
        Field(
            "label",
            "String!",
            "The name for display, in the language of `suggest`.",
            lambda of, _: of.cell(of.label),
        ),
        Field(
            "matched",
            "String!",
            (
                "The text that matches: the label if it does, or else an acronym, another name, or"
                " the name in another language."
            ),
            lambda of, _: Cell(of.names, _best_text),
        ),
        Field(
            "ranges",
            listed(TEXT_RANGE.name),
            "The parts of `matched` that have been typed, to be highlighted.",
            _plan_ranges,
        ),
    ),
)


def _plan(row: Row, selected: Selected) -> Value:
    first = selected.leaf("first")
    language = language_of(selected)
    text = selected.required_leaf("prefix").origin
    start, phrase, pattern = (
        Param(text, encode, "prefix") for encode in (begun_start, begun_phrase, begun_pattern)
    )
    size = Param(first.origin if first else Constant(None), suggested_limit, "first")
    row.planner.checks.append(size)
    types = selected.leaf("types")
    chosen = None
    if types is not None and types.value is not None:
        chosen = (
            Param(types.origin, type_names, "types"),
            Param(types.origin, of_types, "types"),
        )
    source = Begun(
        labels=_LABELS,
        chosen=chosen,
        ordered=_IN_LANGUAGES,
        key=f"{key_of('name')}{suffix(language)}",
        others=OTHER_NAME_KEYS,
        start=start,
        phrase=phrase,
        pattern=pattern,
        size=size,
    )
    inner = _Suggestion(row.planner, Columns(), language)
    value = inner.object(SUGGESTION, selected.selections)
    return Many(row.read(source, inner), inner.columns, value)


FIELDS = (
    Field[Row](
        "suggest",
        listed(SUGGESTION.name),
        (
            "Suggest entries while a user types: those with a name, an acronym or another name that"
            " begins with the text, or has words that begin with its words. Case and accents are"
            " ignored. Exact names come first, then names that begin with the text, then others;"
            " in each of these, countries, topics and institutions are before other types, and"
            " sources last, sorted by label. Words such as “of”, and single letters, are found only"
            " at the beginning of a name. If very many names have the words after their beginning,"
            " only some of them are considered. Any text has an answer; a text without a letter or"
            " digit has no suggestions."
        ),
        _plan,
        arguments=(
            Argument("prefix", "String!", "What has been typed so far, such as `instituto nac`."),
            TYPES_ARGUMENT,
            Argument("first", "Int", "Returns the first n suggestions, 0 to 50; 10 by default."),
            LANGUAGE,
        ),
    ),
)
TYPES = (SUGGESTION, TEXT_RANGE)
