"""SearchEdge.matchedBy and SearchEdge.fragments, with their types."""

from __future__ import annotations

from graph_service.compiler.fields.leaves import LANGUAGE, language_of
from graph_service.compiler.fields.paging import EdgeRow
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.search.matches import COLUMN, SearchMatchKind, fragments, matches
from graph_service.compiler.fields.suggest import TEXT_RANGE
from graph_service.compiler.fields.type_system import EnumType, Field, ObjectType, listed
from graph_service.compiler.ir.columns import Columns
from graph_service.compiler.ir.values import Cell, Many, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.enums import Language
from graph_service.model.text import FALLBACK

# Not Cypher: the values of a computed row, in canonical order.
_WORD, _HOW, _CONCEPT = "0: word", "1: how", "2: concept"
_NAMES = {language: f"{n}: name in {language}" for n, language in enumerate(FALLBACK, start=3)}
_TEXT, _RANGES, _FIELD, _LANGUAGE = "0: text", "1: ranges", "2: field", "3: language"
_START, _END = "0: start", "1: end"


def _plan_name(row: Row, selected: Selected) -> Value:
    return Cell(row.columns.expr(_NAMES[language_of(selected)]))


_HOW_ENUM = EnumType(
    enum=SearchMatchKind,
    description="How a word matched.",
    meanings={how.name: how.value for how in SearchMatchKind},
)
_MATCH = ObjectType[Row](
    "SearchMatch",
    "A word of a search, and how an entry matched it.",
    (
        Field("word", "String!", "The word, without accents and case.", cell(_WORD)),
        Field("how", f"{_HOW_ENUM.name}!", "How it matched.", cell(_HOW)),
        Field(
            "concept",
            "String",
            (
                "What has the label, if a label matched: the id of a country, topic, institution or"
                " programme that the entry is linked to (`Topic:shelter`), a term of it"
                " (`InstitutionKind.POLICE`), or its type (`EntryType.AGREEMENT`)."
            ),
            cell(_CONCEPT),
        ),
        Field(
            "conceptName",
            "String",
            "The name of the entry, or the label of the term or type, that has the label.",
            _plan_name,
            arguments=(LANGUAGE,),
        ),
    ),
)


def _plan_ranges(row: Row, selected: Selected) -> Value:
    inner = Row(row.planner, _columns(_START, _END))
    value = inner.object(TEXT_RANGE, selected.selections)
    return Many(row.columns.expr(_RANGES), inner.columns, value)


_FRAGMENT = ObjectType[Row](
    "SearchFragment",
    "A passage of a text of an entry, with the words that a search found. It is plain text.",
    (
        Field("text", "String!", "The passage, of at most 240 characters.", cell(_TEXT)),
        Field(
            "ranges",
            listed(TEXT_RANGE.name),
            "Where the words are in the passage, in their order.",
            _plan_ranges,
        ),
        Field("field", "String!", "The field of the entry that has the text.", cell(_FIELD)),
        Field(
            "language",
            Language.__name__,
            "The language of the text; null if the field has no languages.",
            cell(_LANGUAGE),
        ),
    ),
)


def _columns(*names: str) -> Columns:
    columns = Columns()
    for name in names:
        columns.expr(name)
    return columns


def _plan_matches(edge: EdgeRow, selected: Selected) -> Value:
    inner = Row(edge.planner, _columns(_WORD, _HOW, _CONCEPT, *_NAMES.values()))
    value = inner.object(_MATCH, selected.selections)
    return Many(edge.columns.expr(COLUMN), inner.columns, value, convert=matches)


def _plan_fragments(edge: EdgeRow, selected: Selected) -> Value:
    inner = Row(edge.planner, _columns(_TEXT, _RANGES, _FIELD, _LANGUAGE))
    value = inner.object(_FRAGMENT, selected.selections)
    return Many(edge.columns.expr(COLUMN), inner.columns, value, convert=fragments)


MATCHES = Field[EdgeRow](
    "matchedBy",
    listed(_MATCH.name),
    "How the entry matched each word of the search, in the order of the words.",
    _plan_matches,
)
FRAGMENTS = Field[EdgeRow](
    "fragments",
    listed(_FRAGMENT.name),
    "Up to three passages of the entry's texts that have words of the search, names first.",
    _plan_fragments,
)
MATCH_TYPES = (_HOW_ENUM, _MATCH, _FRAGMENT)
