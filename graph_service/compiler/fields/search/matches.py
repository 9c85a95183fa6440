"""SearchEdge.matchedBy and fragments: which word matched by what, and passages that have words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from graph_service.compiler.fields.localized import LANGUAGE, language_of
from graph_service.compiler.fields.paging import EdgeRow
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.search.lucene import (
    RUN,
    SearchText,
    parsed,
    shorter_beginnings,
)
from graph_service.compiler.fields.type_system import EnumType, Field, ObjectType, listed
from graph_service.compiler.ir.columns import Column
from graph_service.compiler.ir.values import Cell, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.enums import Language
from graph_service.model.graph import ENTRY_TYPES, RELATIONS
from graph_service.model.json import Json
from graph_service.model.kinds.texts import suffix
from graph_service.model.search_meaning import property_of, terms_labelled, types_labelled
from graph_service.model.search_text import (
    BY_YEAR,
    DETAIL_STEMS,
    LINKED,
    NAME_STEMS,
    NAME_WORDS,
    NAMES,
    NOTE_STEMS,
    NOTES,
    STEMS,
    TERM_PROPERTIES,
    type_key,
)
from graph_service.model.stems import index_words, stems, stems_in
from graph_service.model.text import FALLBACK, fold, shown
from graph_service.model.types import DETAIL, GOOD_PRACTICE
from graph_service.model.types.shared import POSITION

MOST_FRAGMENTS = 3
_BEFORE, _LONGEST = 60, 240
"""The characters of a fragment before the first word, and in all."""


class SearchMatchKind(Enum):
    """How a word of a search matched, with what it means."""

    WORD = "A text of the entry has the word as it is written, apart from case and accents."
    STEM = "A text of the entry has the word in another form, such as the plural."
    LABEL = "The word is a part of a label of the `concept`, which the entry has."
    BEGINNING = "A text of the entry has a word that begins with it."
    TYPING_ERROR = "A text of the entry has a similar word, which was searched for instead."


def _rank(name: str) -> tuple[int, bool]:
    return NOTES.index(name) if name in NOTES else -1, name not in NAMES


def _fields() -> Iterator[tuple[str, str | None, str]]:
    """Yield the texts of entries: field, language and expression; names first, notes last.

    A field may have languages in some types, and none in others, such as a source's name.
    """
    types: dict[tuple[str, bool], list[str]] = {}
    for node_type in ENTRY_TYPES:
        for prop in node_type.properties:
            if prop.kind.key_names(prop) or prop.name in NOTES:
                found = types.setdefault((prop.name, prop.kind.has_languages), [])
                found.append(node_type.name)
    for name, has_languages in sorted(types, key=lambda field: _rank(field[0])):
        if has_languages:
            for language in FALLBACK:
                yield name, language, f"{{v}}.{name}{suffix(language)}"
        else:
            labels = "|".join(types[name, False])
            yield name, None, f"CASE WHEN {{v}}:{labels} THEN {{v}}.{name} END"


_FIELDS = tuple(_fields())
TEXTS = tuple(expression for *_, expression in _FIELDS)
"""The expressions of the texts of an entry, with {v} for the node."""
_STORED = (LINKED, *TERM_PROPERTIES, NAME_STEMS, STEMS, DETAIL_STEMS, NOTE_STEMS, NAME_WORDS)
_DETAILS = RELATIONS[GOOD_PRACTICE.name]["details"]
_DETAIL = ", ".join((*(f"d.text{suffix(language)}" for language in FALLBACK), "d.asOf"))
COLUMN = (
    f"[how, [{', '.join(f'{{v}}.{name}' for name in _STORED)}], [{', '.join(TEXTS)}],"
    f" COLLECT {{ MATCH ({{v}})-[:{_DETAILS.edge}]->(d:{DETAIL.name})"
    f" RETURN [{_DETAIL}] ORDER BY d.{POSITION}, d.id }}]"
)
"""The expression of what `matches` and `fragments` need of a hit."""


@dataclass(frozen=True)
class _Concept:
    """What has a label: a country, topic, institution, programme, term or type.

    Attributes:
        id: the id of the entry, or the name of the term or type, such as `EntryType.AGREEMENT`.
        names: its name in each language, in the order of FALLBACK.
    """

    id: str
    names: Sequence[str | None]


@dataclass(frozen=True)
class _Hit:
    """A hit: the stage that found it, the search, the found concepts, and the entry.

    Attributes:
        corrected: the words that were searched for instead of typed ones, with these.
        concepts: each with its key and the keys of its labels.
        stored: the words of the stored properties that search uses.
        texts: the field, the language and the text of each, and the time of a detail as EDTF.
    """

    stage: int
    text: SearchText
    corrected: Mapping[str, str]
    concepts: Sequence[tuple[str, Collection[str], _Concept]]
    stored: Mapping[str, frozenset[str]]
    texts: Sequence[tuple[str, str | None, str, str | None]]


def _list(value: Json) -> Sequence[Json]:
    if isinstance(value, list | tuple):
        return value
    return () if value is None else (value,)


def _hit(cell: Json) -> _Hit:
    how, stored, texts, details = _list(cell)
    stage, text, concepts, corrected = _list(how)
    return _Hit(
        stage=stage if isinstance(stage, int) else 0,
        text=parsed(text),
        corrected={str(new): str(typed) for new, typed in map(_list, _list(corrected))},
        concepts=[
            (str(key), str(labels).split(), _Concept(str(identity), _in_languages(names)))
            for _, key, labels, identity, names in map(_list, _list(concepts))
        ],
        stored={
            name: frozenset(word for part in _list(value) for word in str(part).split())
            for name, value in zip(_STORED, _list(stored), strict=True)
        },
        texts=[
            *(
                (name, language, str(text), None)
                for (name, language, _), value in zip(_FIELDS, _list(texts), strict=True)
                for text in _list(value)
            ),
            *(
                (_DETAILS.name, language, str(text), None if as_of is None else str(as_of))
                for *in_languages, as_of in map(_list, _list(details))
                for language, text in zip(FALLBACK, in_languages, strict=True)
                if text is not None
            ),
        ],
    )


def _in_languages(names: Json) -> Sequence[str | None]:
    """Return the name that readers of each language see."""
    own = zip(FALLBACK, _list(names), strict=True)
    texts = {language: str(name) for language, name in own if name is not None}
    return [shown(texts, language) if texts else None for language in FALLBACK]


def matches(cell: Json) -> Sequence[Sequence[Json]]:
    """Return rows of a word of the search, how it matched, what has the label, and its names."""
    hit = _hit(cell)
    rows: list[Sequence[Json]] = []
    for word in hit.text.words:
        concepts, typed = _concepts(hit, word), hit.corrected.get(word, word)
        if how := _in_texts(hit, word, is_labelled=bool(concepts)):
            how = how if typed == word else SearchMatchKind.TYPING_ERROR
            rows.append([typed, how.name, None, *(None for _ in FALLBACK)])
        rows += [[typed, SearchMatchKind.LABEL.name, c.id, *c.names] for c in concepts]
    return rows


def _in_texts(hit: _Hit, word: str, *, is_labelled: bool) -> SearchMatchKind | None:
    """Return how an entry has a word itself; a label counts more than similar words."""
    names, name_stems, text_stems = (hit.stored[x] for x in (NAME_WORDS, NAME_STEMS, STEMS))
    if f"{BY_YEAR}{word}" in hit.stored[LINKED]:
        return SearchMatchKind.WORD
    others = hit.stored[DETAIL_STEMS] | hit.stored[NOTE_STEMS]
    if not (name_stems | text_stems | others).isdisjoint(stems(word)):
        written = word in names or word in text_stems
        in_texts = (index_words(text) for _, _, text, _ in hit.texts)
        return (
            SearchMatchKind.WORD
            if written or any(word in own for own in in_texts)
            else SearchMatchKind.STEM
        )
    if is_labelled or hit.stage == 0:
        return None
    bare = {stem.partition("_")[2] or stem for stem in text_stems}
    if any(own.startswith(word) for own in names | bare) or bare & {*shorter_beginnings(word)}:
        return SearchMatchKind.BEGINNING
    return None


def _concepts(hit: _Hit, word: str) -> list[_Concept]:
    """Return the concepts of an entry of which a label in the search has the word, by id."""
    keys = {key for key, of in hit.text.labels.items() if word in of}
    found = [
        concept
        for key, labels, concept in hit.concepts
        if key in hit.stored[LINKED] and not keys.isdisjoint(labels)
    ]
    for key in keys:
        for term in terms_labelled(key):
            if term.name in hit.stored[property_of(term)]:
                names = [term.label(language) for language in FALLBACK]
                found.append(_Concept(f"{type(term).__name__}.{term.name}", names))
        for node_type in types_labelled(key):
            if type_key(node_type.name) in hit.stored[LINKED]:
                names = [node_type.label.in_language(language) for language in FALLBACK]
                found.append(_Concept(f"EntryType.{node_type.enum_name}", names))
    return sorted({concept.id: concept for concept in found}.values(), key=lambda c: c.id)


def fragments(cell: Json) -> Sequence[Sequence[Json]]:
    """Return rows of a passage, the ranges of the found words, field, language and time."""
    hit = _hit(cell)
    rows: list[Sequence[Json]] = []
    for name, language, text, as_of in hit.texts:
        ranges = [
            run.span() for run in RUN.finditer(text) if _is_found(hit, fold(run[0]), language)
        ]
        if ranges and len(rows) < MOST_FRAGMENTS:
            rows.append([*excerpt(text, ranges), name, language and language.upper(), as_of])
    return rows


def _is_found(hit: _Hit, own: str, language: str | None) -> bool:
    """Whether a word of a text is one of the search, within the rules of the hit's stage."""
    of_text = {*stems_in(own, language)}
    return any(
        not of_text.isdisjoint(stems(word)) or (hit.stage >= 1 and own.startswith(word))
        for word in hit.text.words
    )


def excerpt(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[str, list[list[int]]]:
    """Return the passage of a text around its first range, and the ranges in the passage.

    Offsets count UTF-16 units.

    >>> excerpt("😀 Albergue", [(2, 10)])
    ('😀 Albergue', [[3, 11]])
    """
    first = 0
    if len(text) > _LONGEST:
        first = text.rfind(" ", 0, max(0, ranges[0][0] - _BEFORE)) + 1
    passage = text[first : first + _LONGEST]
    inside = [(a - first, b - first) for a, b in ranges if b - first <= _LONGEST]
    return passage, [[utf16_units(passage[:a]), utf16_units(passage[:b])] for a, b in inside]


def utf16_units(text: str) -> int:
    """Return the length of a text as JavaScript and Java count it.

    >>> utf16_units("😀")
    2
    """
    return len(text.encode("utf-16-le")) // 2


# Not Cypher: the values of a computed row, in canonical order.
_WORD, _HOW, _CONCEPT = "0: word", "1: how", "2: concept"
_NAMES = {language: f"{n}: name in {language}" for n, language in enumerate(FALLBACK, start=3)}
_TEXT, _RANGES, _FIELD = "0: text", "1: ranges", "2: field"
_LANGUAGE, _AS_OF = "3: language", "4: time"
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


TEXT_RANGE = ObjectType[Row](
    "TextRange",
    "A part of a text, in UTF-16 code units, as strings are indexed in JavaScript.",
    (
        Field("start", "Int!", "The index of the first character, from 0.", cell(_START)),
        Field("end", "Int!", "The index after the last character.", cell(_END)),
    ),
)


def plan_ranges(
    ranges: Column, row: Row, selected: Selected, convert: Callable[[Json], Json] | None = None
) -> Value:
    """Plan the ranges in a column, or those that are computed from its cell."""
    return row.listed(ranges, TEXT_RANGE, (_START, _END), selected.selections, convert)


_FRAGMENT = ObjectType[Row](
    "SearchFragment",
    "A passage of a text of an entry, with the words that a search found. It is plain text.",
    (
        Field("text", "String!", "The passage, of at most 240 characters.", cell(_TEXT)),
        Field(
            "ranges",
            listed(TEXT_RANGE.name),
            "Where the words are in the passage, in their order.",
            lambda row, selected: plan_ranges(row.columns.expr(_RANGES), row, selected),
        ),
        Field("field", "String!", "The field of the entry that has the text.", cell(_FIELD)),
        Field(
            "language",
            Language.__name__,
            "The language of the text; null if the field has no languages.",
            cell(_LANGUAGE),
        ),
        Field(
            "asOf",
            "String",
            "The time of which a detail of a practice speaks, as EDTF; null in other fields.",
            cell(_AS_OF),
        ),
    ),
)


def _plan_matches(edge: EdgeRow, selected: Selected) -> Value:
    parts = (_WORD, _HOW, _CONCEPT, *_NAMES.values())
    return edge.listed(edge.columns.expr(COLUMN), _MATCH, parts, selected.selections, matches)


def _plan_fragments(edge: EdgeRow, selected: Selected) -> Value:
    parts = (_TEXT, _RANGES, _FIELD, _LANGUAGE, _AS_OF)
    column = edge.columns.expr(COLUMN)
    return edge.listed(column, _FRAGMENT, parts, selected.selections, fragments)


MATCHES = Field[EdgeRow](
    "matchedBy",
    listed(_MATCH.name),
    "How the entry matched each word of the search, in the order of the words.",
    _plan_matches,
)
FRAGMENTS = Field[EdgeRow](
    "fragments",
    listed(_FRAGMENT.name),
    "Up to three passages of the entry's texts that have words of the search: names first, details"
    " of a practice last.",
    _plan_fragments,
)
MATCH_TYPES = (_HOW_ENUM, _MATCH, _FRAGMENT)
