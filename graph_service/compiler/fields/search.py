"""Query.search: a connection over the hits of the full-text index."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
from graph_service.model.storage import StoredValue
from graph_service.model.text import fold, words

MAX_HITS = 1000
"""The number of hits that can be paged through."""
MAX_WORDS = 20
MAX_CHARACTERS = 1_000
"""The index takes 0.1 s to search for a word of 30,000 characters."""
_NO_MATCH = '" "'


def phrase(value: Json) -> StoredValue:
    """Return the query in Lucene's syntax, from which user text can't escape.

    >>> phrase("Niñez")
    '+(nameKey:"ninez"^4 "ninez"^2 (+ninez*))'

    Each word must occur: in a name, as a word, or as the beginning of a word, in descending order
    of score. Quotation marks let the index split words with punctuation by its own rules.

    Raises:
        ValueError: if it is too long, or has too many words: Lucene rejects queries of 1,024
            clauses.
    """
    text = str(value)
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"{len(text):,} characters are too many; the limit is {MAX_CHARACTERS:,}")
    parts_of = {word: parts for word in fold(text).split() if (parts := words(word))}
    count = sum(map(len, parts_of.values()))
    if count > MAX_WORDS:
        raise ValueError(f"{count} words are too many; the limit is {MAX_WORDS}")
    return " ".join(_clause(word, parts) for word, parts in parts_of.items()) or _NO_MATCH


def _clause(word: str, parts: Sequence[str]) -> str:
    quoted = re.sub(r'[\\"]', " ", word)
    beginnings = " ".join(f"+{part}*" for part in parts)
    return f'+(nameKey:"{quoted}"^4 "{quoted}"^2 ({beginnings}))'


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
    return One(row.read(Hits(Param(text.origin, phrase, "text"), chosen, MAX_HITS + 1), own), value)


FIELDS = (
    Field[Row](
        "search",
        f"{_CONNECTION.name}!",
        (
            "Search entries of all types for words. An entry matches if it contains every word, in"
            " any language, as a word or as the beginning of one; case and accents are ignored. The"
            " most relevant come first, with names before other texts; ties are sorted by id."
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
