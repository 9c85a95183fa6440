"""Query.search: what it is restricted to and counted by, its types and its plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from graph_service.compiler.fields import names
from graph_service.compiler.fields.connections import connection, page_types
from graph_service.compiler.fields.facets import (
    Counted,
    counts_field,
    facet_enum,
    label_of_year,
    plan_counts,
)
from graph_service.compiler.fields.localized import language_of, shown_text
from graph_service.compiler.fields.paging import POSITION, Connection, EdgeRow
from graph_service.compiler.fields.planner import Row, cell, param, param_if_given
from graph_service.compiler.fields.search.conditions import (
    IS_RELAXED,
    MARKS,
    by_relevance,
    having_one,
    of_types,
    of_years,
    plan_hits,
)
from graph_service.compiler.fields.search.lucene import searched_text
from graph_service.compiler.fields.search.matches import FRAGMENTS, MATCH_TYPES, MATCHES
from graph_service.compiler.fields.type_system import (
    Argument,
    Field,
    InputField,
    InputType,
    ObjectType,
)
from graph_service.compiler.ir.columns import Held
from graph_service.compiler.ir.sources import Encoder, Matched, Param, Search
from graph_service.compiler.ir.values import Value
from graph_service.compiler.language.arguments import given_in
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import NodeType
from graph_service.model.derived_edges import edges_to
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.model.search_text import (
    BY_YEAR,
    IN_YEAR,
    LINKED,
    MAX_SEARCH_CHARACTERS,
    linked_key,
)
from graph_service.model.storage import StoredValue
from graph_service.model.types import COUNTRY, TOPIC

_FILTERS: Mapping[str, NodeType] = {"countries": COUNTRY, "topics": TOPIC}
_WHERE = InputType(
    "SearchWhere",
    "Conditions on search results; all of them must hold.",
    (
        *(
            InputField(
                name,
                "[String!]",
                f"Returns only entries that are linked to one of these {node_type.plural}, by slug,"
                " as in the facets.",
            )
            for name, node_type in _FILTERS.items()
        ),
        InputField(
            "years",
            "[Int!]",
            "Returns only entries with a date that is in one of these years for sure, or has no"
            " first possible day and its last one in the year, of what happened or was published:"
            " not `checkedOn`, `readOn` and `statusAsOf`.",
        ),
    ),
)
TYPES_ARGUMENT = Argument(
    "types", "[EntryType!]", "Returns only entries of these types; by default of all."
)


def _linked_to_one(node_type: NodeType) -> Encoder:
    """Return the encoder of the clause for entries that are linked to one of these concepts."""

    def encode(value: Json) -> StoredValue:
        slugs = [str(slug).casefold() for slug in (value if isinstance(value, list) else [])]
        keys = (linked_key(node_type.name, slug) for slug in slugs)
        return having_one(key for key in keys if key.isascii() and key.isidentifier())

    return encode


def _restrictions(selected: Selected) -> Mapping[str, Param]:
    """Return the clauses of the arguments of a search, by the facet that ignores each."""
    found = {}
    if types := param_if_given(selected, "types", of_types):
        found["type"] = types
    where = selected.arguments.get("where")
    for name, node_type in _FILTERS.items():
        if (slugs := given_in(where, name)) is not None:
            found[name] = Param(slugs.origin, _linked_to_one(node_type), name)
    if (years := given_in(where, "years")) is not None:
        found["years"] = Param(years.origin, of_years, "years")
    return found


def _label_of_type(selected: Selected) -> tuple[str, Callable[[Json], Json]]:
    language = language_of(selected)
    by_name: Mapping[str, str] = {t.enum_name: t.label.in_language(language) for t in ENTRY_TYPES}
    return "{v}", lambda name: by_name[str(name)]


def _linked(node_type: NodeType) -> Counted:
    name = node_type.property_of("name")
    nodes = Held((f"[({{v}})-[:{edges_to(node_type)}]->(x:{node_type.name}) | x]",))
    return Counted(nodes, "{v}.slug", lambda selected: (shown_text(name, selected), str))


_ENUM_NAMES = " ".join(f"WHEN '{t.name}' THEN '{t.enum_name}'" for t in ENTRY_TYPES)
_TYPE = Counted(Held(("labels({v})[0]",), f"CASE {{0}} {_ENUM_NAMES} END"), "{v}", _label_of_type)
_KEYS = [IN_YEAR, BY_YEAR]
_OF_YEARS = (
    f"[x IN split({{0}}, ' ') WHERE left(x, 3) IN {_KEYS} |"
    f" CASE left(x, 3) WHEN '{BY_YEAR}' THEN '../' ELSE '' END + substring(x, 3)]"
)
_YEARS = Counted(Held((f"{{v}}.{LINKED}",), _OF_YEARS), "{v}", label_of_year)
_COUNTED = {"type": _TYPE, "countries": _linked(COUNTRY), "topics": _linked(TOPIC), "years": _YEARS}


@dataclass(frozen=True, eq=False)
class _Results(Connection):
    """The row that has the results of a search.

    Attributes:
        search: without restrictions.
        restrictions: of its arguments, by the facet that ignores each.
    """

    search: Search
    restrictions: Mapping[str, Param]


def _plan_facet(by: str, of: _Results, selected: Selected) -> Value:
    """Plan a facet; if its own filter is given, it counts the results of a search without that."""

    def plan(row: Row, hits: Matched) -> Value:
        own = replace(of, columns=row.columns, source=hits)
        return plan_counts(by, _COUNTED[by], of.where, own, selected)

    if by not in of.restrictions:
        return plan_counts(by, _COUNTED[by], of.where, of, selected)
    others = tuple(given for name, given in of.restrictions.items() if name != by)
    return plan_hits(of, replace(of.search, only=others, lists=[]), plan)


_FACETS = counts_field(
    "Search",
    (
        "Counts of values over all results that can be paged through, not only the page. Each facet"
        " ignores the filter on its own field, of `types` and `where`, and applies all others."
        " Entries that are linked to no country or topic, or have no date in or by a year, are not"
        " counted there."
    ),
    _plan_facet,
)
_FACET_ENUM = facet_enum(
    "Search",
    "The fields that search results can be counted by.",
    {
        "type": "The type of the entry.",
        "countries": "The countries that the entry is linked to.",
        "topics": "The topics that the entry is linked to.",
        "years": "The years of the entry's dates, as in `where`; an entry that has a date in a year"
        " is not counted by it.",
    },
)


MAX_HITS = 1000
"""The number of hits that can be paged through."""


_ORDER = (by_relevance("DESC"),)
_TYPES: tuple[ObjectType[EdgeRow], ObjectType[_Results]] = page_types(
    "Search",
    names.ENTRY,
    ("entry", "entries"),
    (
        Field(
            "score",
            "Float!",
            "The relevance of the entry, comparable only within the same search.",
            cell("score"),
        ),
        Field(
            "relaxed",
            "Boolean!",
            "Whether the entry lacks words of the text, or has only similar ones or beginnings.",
            cell(IS_RELAXED),
        ),
        MATCHES,
        FRAGMENTS,
    ),
    (
        _FACETS,
        *MARKS,
        Field(
            "truncated",
            "Boolean!",
            "Whether there are more results than the 1,000 best, which can be paged through.",
            cell("{l}.truncated"),
        ),
    ),
    described="search results",
    each="its cursor and score",
)
_EDGE, _CONNECTION = _TYPES


def _plan(row: Row, selected: Selected) -> Value:
    given = _restrictions(selected)
    text = param(selected, "text", searched_text)
    search = Search(text, tuple(given.values()), MAX_HITS, [], may_be_empty=False)

    def plan(own: Row, hits: Matched) -> Value:
        found = connection(own, hits, ENTRY_TYPES, selected, _ORDER, has_where=False)
        results = _Results(**vars(found), search=search, restrictions=given)
        return results.object(_CONNECTION, selected.selections)

    return plan_hits(row, search, plan)


FIELDS = (
    Field[Row](
        "search",
        f"{_CONNECTION.name}!",
        (
            "Search entries of all types for words. An entry matches if it has every word, in any"
            " language and any form (plural, gender): in its own texts, or in a label of its type,"
            " of its terms, or of a country, topic, institution or programme that it is linked to."
            " Notes count only for a single word. Case and accents are ignored; so are, beside"
            " other words, those such as “of”, and those for what the whole catalogue is about,"
            " such as “victims of trafficking”. If fewer than five entries match, others follow:"
            " first those in which words are the beginnings of words, then those that have some of"
            " the words, also in notes; rare words then weigh more than common ones. `relaxed`"
            " says that no entry has every word. A word that no entry has may have a wrong letter."
            " The most relevant come first: exact names, then names before other texts, notes"
            " after these, and sources last. If the words say in which direction, as in “learned"
            " from Brazil”, visits and transfers in that direction come before others of the"
            " country. Ties are sorted by id."
        ),
        _plan,
        arguments=(
            Argument(
                "text",
                "String!",
                f"At most {MAX_SEARCH_CHARACTERS} characters, of which the first 20 words count.",
            ),
            TYPES_ARGUMENT,
            Argument("where", _WHERE.name, "Returns only the entries that match."),
            *POSITION,
        ),
    ),
)
TYPES = (_CONNECTION, _EDGE, _WHERE, _FACET_ENUM, *MATCH_TYPES)
