"""Query.search: its arguments, its types and its plan."""

from __future__ import annotations

from dataclasses import replace

from graph_service.compiler.fields.connections import (
    CURSOR,
    PAGE,
    TOTAL_COUNT,
    connection,
    edges_field,
    node_field,
    nodes_field,
)
from graph_service.compiler.fields.paging import POSITION, EdgeRow
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.search import lucene
from graph_service.compiler.fields.search.facets import FACET_ENUM, FACETS, Results
from graph_service.compiler.fields.search.filters import ARGUMENTS, WHERE, restrictions
from graph_service.compiler.fields.search.match_types import FRAGMENTS, MATCH_TYPES, MATCHES
from graph_service.compiler.fields.search.relevance import score
from graph_service.compiler.fields.type_system import Argument, Field, ObjectType
from graph_service.compiler.ir.pages import SortKey
from graph_service.compiler.ir.sources import FIRST_RELAXED, Among, Encoder, Hits, Param
from graph_service.compiler.ir.values import One, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.graph import ENTRY_TYPES

MAX_HITS = 1000
"""The number of hits that can be paged through."""


_ORDER = (
    SortKey(
        name="score",
        template="score",
        column="score",
        decode=score,
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
        MATCHES,
        FRAGMENTS,
    ),
)
_CONNECTION = ObjectType[Results](
    "SearchConnection",
    "A page of search results.",
    (
        TOTAL_COUNT,
        PAGE,
        nodes_field("Entry", "The entries on the page."),
        edges_field(_EDGE, "The entries on the page, each with its cursor and score."),
        FACETS,
        Field(
            "relaxed",
            "Boolean!",
            "Whether no entry matches every word, several words also outside its notes: these match"
            " some of them, or similar words.",
            cell(f"size({{l}}) > 0 AND {{l}}[0][2][0] >= {FIRST_RELAXED}"),
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
    text = selected.required_leaf("text")
    own = row.inner()
    among = Among(scored=True, limit=MAX_HITS)
    found = connection(own, among, ENTRY_TYPES, selected, _ORDER, has_where=False)

    def param(encode: Encoder) -> Param:
        return Param(text.origin, encode, "text")

    hits = Hits(
        text=param(str),
        concepts=param(lucene.concepts),
        labels=param(lucene.labels_by_word),
        at_ends={end.prefix: param(encode) for end, encode in lucene.LABELS_AT_ENDS.items()},
        exact=(param(lucene.exact_words), param(lucene.exact_text)),
        begun=(param(lucene.begun_words), param(lucene.begun_text)),
        noted=param(lucene.noted_words),
        near=(param(lucene.near_words), param(lucene.near_text)),
        only=(),
        limit=MAX_HITS + 1,
    )
    given = restrictions(selected)
    results = Results(**vars(found), hits=hits, restrictions=given)
    value = results.object(_CONNECTION, selected.selections)
    return One(row.read(replace(hits, only=tuple(given.values())), own), value)


FIELDS = (
    Field[Row](
        "search",
        f"{_CONNECTION.name}!",
        (
            "Search entries of all types for words. An entry matches if it has every word, in any"
            " language and any form (plural, gender): in its own texts, or in a label of its type,"
            " of its terms, or of a country, topic, institution or programme that it is linked to."
            " Notes count only for a single word. If no entry has every word, words may be the"
            " beginnings of words, as a single word always may."
            " Case, accents and words such as “of” are ignored; so are, beside other words, those"
            " for what the whole catalogue is about, such as “victims of trafficking”. If there is"
            " still no entry, those that have some of the words are returned, also in notes, and"
            " `relaxed` is true: rare words weigh more than common ones, and a word that no entry"
            " has may have a wrong letter. The most relevant come first: exact names, then names"
            " before other texts, notes after these, and sources last. If the words say in which"
            " direction, as in “learned from Brazil”, visits and transfers in that direction come"
            " before others of the country. Ties are sorted by id."
        ),
        _plan,
        arguments=(
            Argument("text", "String!", "The words to search for; of more than 20, the first 20."),
            *ARGUMENTS,
            *POSITION,
        ),
    ),
)
TYPES = (_CONNECTION, _EDGE, WHERE, FACET_ENUM, *MATCH_TYPES)
