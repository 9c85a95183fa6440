"""Searches in plans: as what a list begins with, with its order and marks; as `text` elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from graph_service.compiler.fields.encoders import type_names
from graph_service.compiler.fields.paging import Connection
from graph_service.compiler.fields.planner import Row
from graph_service.compiler.fields.search.lucene import searched_text
from graph_service.compiler.fields.type_system import Field, Plan
from graph_service.compiler.ir.columns import Expr
from graph_service.compiler.ir.conditions import TRUE, Condition, Test
from graph_service.compiler.ir.origins import Constant
from graph_service.compiler.ir.pages import SortKey
from graph_service.compiler.ir.sources import Found, Hits, Listed, Matched, Param, Search
from graph_service.compiler.ir.values import Cell, Fixed, Value
from graph_service.compiler.language.arguments import Leaf
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import NodeType
from graph_service.model.json import Json
from graph_service.model.search_text import BY_YEAR, IN_YEAR, LINKED, type_key
from graph_service.model.storage import StoredValue

MAX_LISTED = 10_000
"""The number of entries in a list with a text."""
_MANY = 1_000_000
"""More than the entries that have the words of a condition."""


def having_one(keys: Iterable[str]) -> str:
    """Return the clause for entries that have one of these keys; without keys, for none."""
    return f" +{LINKED}:/{'|'.join(sorted({*keys})) or 'none'}/^0"


def of_types(value: Json) -> StoredValue:
    """Return the clause for entries of these types."""
    types = type_names(value)
    return having_one(type_key(str(name)) for name in (types if isinstance(types, list) else []))


def of_years(value: Json) -> StoredValue:
    """Return the clause for entries with a date in one of these years, or known by its end."""
    years = value if isinstance(value, list) else []
    return having_one(f"{key}{year}" for year in years for key in (IN_YEAR, BY_YEAR))


def _only(*types: NodeType) -> tuple[Param, ...]:
    """Return the clause for entries of these types, if it is one."""
    if len(types) > 1:
        return ()
    return (Param(Constant([types[0].enum_name]), of_types, "types"),)


def plan_hits(row: Row, search: Search, plan: Callable[[Row, Matched], Value]) -> Value:
    """Plan the value of a row that has the lists of a search, from a row and the whole list."""
    return row.one(Hits(search.found), lambda own: plan(own, search.listed(TRUE)))


def listed_by(text: Leaf, node_type: NodeType) -> Search:
    """Return the search for the `text` of a list's `where`."""
    return Search(Param(text.origin, searched_text, "text"), _only(node_type), MAX_LISTED, lists=[])


def having_words(text: Leaf, types: Sequence[NodeType]) -> Found:
    """Return the parameter with the scores of the entries of some types that have every word."""
    return Search(Param(text.origin, searched_text, "text"), _only(*types), _MANY).found


def has_words(text: Leaf, types: Sequence[NodeType]) -> Test:
    """Return the condition that an entry of some types has every word of a text."""
    return Test("({0} IS NULL OR {0}[elementId({v})] IS NOT NULL)", (having_words(text, types),))


RELEVANCE = "relevance"
IS_RELAXED = "(how[0] > 0 OR size(how[3]) > 0)"
"""The expression of whether a hit lacks words, or has only similar ones."""


def score(value: Json) -> StoredValue:
    """Return the score in a cursor."""
    if isinstance(value, float):
        return value
    raise ValueError("not a score")


def by_relevance(direction: str, having: Found | None = None) -> SortKey:
    """Return the sort key by the scores of hits, or by those of the entries that have a text."""
    return SortKey(
        f"{RELEVANCE} {direction}",
        "coalesce({0}[elementId({v})], 0.0)" if having else "score",
        score,
        descending=direction == "DESC",
        params=(having,) if having else (),
    )


def of_hits(source: Listed, where: Condition) -> tuple[Listed, Condition]:
    """Return a list of hits that meet a condition as a source; others remain as they are."""
    return (source.search.listed(where), TRUE) if isinstance(source, Matched) else (source, where)


def _mark(expression: str, otherwise: Json) -> Plan[Connection]:
    """Return the plan of what a search says of the list that it found."""

    def plan(of: Connection, _: Selected) -> Value:
        if not isinstance(of.source, Matched):
            return Fixed(otherwise)
        return Cell(of.columns.add(Expr(expression, params=(of.source.place,))))

    return plan


MARKS = (
    Field[Connection](
        "relaxed",
        "Boolean!",
        "Whether no entry has every word of the text: these have some, or similar ones.",
        _mark("{l}.relaxed[{0}]", False),
    ),
    Field[Connection](
        "searchedInstead",
        "String",
        "The text that was searched instead, if no entry has a word, but a similar one.",
        _mark("{l}.instead", None),
    ),
)
"""What connections say of a search for a text."""
