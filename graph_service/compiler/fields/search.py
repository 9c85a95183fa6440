"""Query.search: a connection over the hits of the full-text index."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph_service.compiler.fields.connections import (
    CURSOR,
    PAGE,
    connection,
    edges_field,
    node_field,
    nodes_field,
)
from graph_service.compiler.fields.encoders import type_names
from graph_service.compiler.fields.paging import AFTER, FIRST, Connection, EdgeRow
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.type_system import Argument, Field, ObjectType
from graph_service.compiler.ir.reads import Among, Hits, Param, SortKey
from graph_service.compiler.ir.values import One, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.model.stems import content_words, stems
from graph_service.model.storage import StoredValue
from graph_service.model.text import fold, words

MAX_HITS = 1000
"""The number of hits that can be paged through."""
MAX_WORDS = 20
MAX_CHARACTERS = 1_000
"""The index takes 0.1 s to search for a word of 30,000 characters."""
MISSPELT = 5
"""A word of so many letters may have a wrong one."""
_RANKS = (("Source", 0.6),)
"""Factors of scores: a source is rarely what people look for."""
_NO_MATCH = '" "'


def phrase(value: Json) -> StoredValue:
    """Return the query for all words, in Lucene's syntax, from which user text can't escape.

    >>> phrase("La niñez")
    '+(nameStems:ninec^6 stems:ninec^2 nameKey:ninez*^0.5 ninez*^0.1)'

    Each word must occur: by its stem in a name, or in another text, or as the beginning of a word,
    in descending order of score. Stop words count only if there are no others. Words in a row in a
    name score more.

    Raises:
        ValueError: if it is too long, or has too many words: Lucene rejects queries of 1,024
            clauses.
    """
    parts_of = _words(value)
    clauses = [f"+{_clause(word, parts)}" for word, parts in parts_of.items()]
    if len(parts_of) > 1:
        row = " ".join(stems(part)[0] for parts in parts_of.values() for part in parts)
        clauses.append(f'nameStems:"{row}"^8')
    return " ".join(clauses) or _NO_MATCH


def relaxed_phrase(value: Json) -> StoredValue:
    """Return the query for any of the words, also if they are misspelt by a letter.

    >>> relaxed_phrase("niñez")
    '(nameStems:ninec^6 stems:ninec^2 nameKey:ninez*^0.5 ninez*^0.1) ninez~1^0.5'

    Raises:
        ValueError: as `phrase` does.
    """
    clauses = []
    for word, parts in _words(value).items():
        clauses.append(_clause(word, parts))
        if len(word) >= MISSPELT and len(parts) == 1:
            clauses.append(f"{parts[0]}~1^0.5")
    return " ".join(clauses) or _NO_MATCH


def _words(value: Json) -> Mapping[str, Sequence[str]]:
    """Return the distinct folded words with their parts, without stop words.

    Raises:
        ValueError: if there are too many.
    """
    text = str(value)
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"{len(text):,} characters are too many; the limit is {MAX_CHARACTERS:,}")
    parts_of = {word: parts for word in fold(text).split() if (parts := words(word))}
    count = sum(map(len, parts_of.values()))
    if count > MAX_WORDS:
        raise ValueError(f"{count} words are too many; the limit is {MAX_WORDS}")
    return {word: parts_of[word] for word in content_words([*parts_of])}


def _clause(word: str, parts: Sequence[str]) -> str:
    if len(parts) == 1:
        (part,) = parts
        found = stems(part)
        any_stem = found[0] if len(found) == 1 else f"({' '.join(found)})"
        return f"(nameStems:{any_stem}^6 stems:{any_stem}^2 nameKey:{part}*^0.5 {part}*^0.1)"
    # Quotation marks let the index split words with punctuation by its own rules.
    quoted = re.sub(r'[\\"]', " ", word)
    beginnings = " ".join(f"+{part}*" for part in parts)
    return f'(nameKey:"{quoted}"^6 "{quoted}"^2 ({beginnings}))'


def _score(value: Json) -> StoredValue:
    if isinstance(value, float):
        return value
    raise ValueError("not a score")


_ORDER = (
    SortKey(
        name="score",
        template="score",
        column="score",
        decode=_score,
        descending=True,
        nullable=False,
    ),
)
_EDGE = ObjectType[EdgeRow](
    "SearchEdge",
    "An item on a page of search results.",
    (
        CURSOR,
        node_field("Entry", "The entry."),
        Field(
            "score",
            "Float!",
            "The relevance of the entry, comparable only within the same search.",
            cell("score"),
        ),
    ),
)
_CONNECTION = ObjectType[Connection](
    "SearchConnection",
    "A page of search results.",
    (
        PAGE,
        nodes_field("Entry", "The entries on the page."),
        edges_field(_EDGE, "The entries on the page, each with its cursor and score."),
        Field(
            "relaxed",
            "Boolean!",
            "Whether no entry matches every word: these match some of them, or similar words.",
            cell("size({l}) > 0 AND {l}[0][2]"),
        ),
        Field(
            "truncated",
            "Boolean!",
            "Whether there are more results than the 1,000 best, which can be paged through.",
            cell(f"size({{l}}) > {MAX_HITS}"),
        ),
    ),
)


def _plan(row: Row, selected: Selected) -> Value:
    text, types = selected.required_leaf("text"), selected.leaf("types")
    chosen = Param(types.origin, type_names, "types") if types and types.value is not None else None
    own = row.inner()
    among = Among(scored=True, limit=MAX_HITS)
    found = connection(own, among, ENTRY_TYPES, selected, _ORDER)
    value = found.object(_CONNECTION, selected.selections)
    every, some = (Param(text.origin, encode, "text") for encode in (phrase, relaxed_phrase))
    return One(row.read(Hits(every, some, chosen, MAX_HITS + 1, _RANKS), own), value)


FIELDS = (
    Field[Row](
        "search",
        f"{_CONNECTION.name}!",
        (
            "Search entries of all types for words. An entry matches if it contains every word, in"
            " any language and any form (plural, gender), or as the beginning of a word; case,"
            " accents and words such as “of” are ignored. If no entry does, those that contain some"
            " of the words follow, marked by `relaxed`. The most relevant come first, with names"
            " before other texts; ties are sorted by id."
        ),
        _plan,
        arguments=(
            Argument("text", "String!", "The words to search for, at most 20."),
            Argument(
                "types", "[EntryType!]", "Returns only entries of these types; by default of all."
            ),
            FIRST,
            AFTER,
        ),
    ),
)
TYPES = (_CONNECTION, _EDGE)
