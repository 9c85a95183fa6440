"""What a statement sends once → the rows that have it: sources of edges, and ends of pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from graph_service.compiler.ir.columns import Cited, Columns, Rows
from graph_service.compiler.shape.shaper import Row
from graph_service.model.json import Json


def with_sources(cited: Sequence[Cited], row: Row) -> Row:
    """Return a root row with the sources of its edges, which have their slugs; edges are changed.

    The last cell of the row has the sources, in the order of their ids, each with its slug and its
    values.

    >>> from graph_service.compiler.ir.columns import Read, cited_sources
    >>> from graph_service.compiler.ir.sources import AllOf, EdgeSources
    >>> source, topic, root = Columns(), Columns(), Columns()
    >>> name = source.expr("{v}.name")
    >>> sources = topic.add(Rows(Read(EdgeSources(), source)))
    >>> topics = root.add(Rows(Read(AllOf("Topic"), topic)))
    >>> with_sources(cited_sources(root), [[[["b", "a"]], [None]], [["a", ["A"]], ["b", ["B"]]]])
    [[[[['A'], ['B']]], [[]]]]
    """
    if not cited:
        return row
    *whole, last = row
    found = dict(cast("list[tuple[str, list[Json]]]", last))
    order = {slug: number for number, slug in enumerate(found)}
    for sources in cited:
        *lists, place = sources.path
        for edge in _rows(whole, lists):
            slugs = cast("list[str] | None", edge[place]) or ()
            known = sorted(filter(order.__contains__, slugs), key=order.__getitem__)
            edge[place] = [[found[slug][i] for i in sources.chosen] for slug in known]
    return whole


def _rows(row: list[Json], lists: Sequence[int]) -> Iterator[list[Json]]:
    """Yield the rows of the lists below a row."""
    if not lists:
        yield row
        return
    index, *others = lists
    for inner in cast("list[list[Json]]", row[index]):
        yield from _rows(inner, others)


EndPlaces: TypeAlias = Mapping[int, Sequence[int]]
"""The columns of pairs in the root row, each with the columns of ends in its rows."""


def end_places(columns: Columns) -> EndPlaces:
    """Return the places of the ends of pairs below a root row."""
    return {
        index: [place for place, _end in column.read.columns.ends]
        for index, column in enumerate(columns.ordered)
        if isinstance(column, Rows) and column.read.columns.ends
    }


def with_ends(places: EndPlaces, row: Row) -> Row:
    """Return a row with the ends of its pairs, which have their keys; the pairs are changed.

    >>> from graph_service.compiler.ir.columns import End, Read
    >>> from graph_service.compiler.ir.sources import Ends, Pairs
    >>> country, pair, root = Columns(), Columns(), Columns()
    >>> name = country.expr("{v}.name")
    >>> host = pair.add(End("a", "{v}.id", country))
    >>> to, by = Ends("HOSTED_BY", ("Country",)), Ends("ATTENDED_BY", ("Country",))
    >>> pairs = root.add(Rows(Read(Pairs("ExchangeVisit", to, by, None), pair)))
    >>> with_ends(end_places(root), [[[["cri"], ["cri"]], [["cri", ["Costa Rica"]]]]])
    [[[['Costa Rica']], [['Costa Rica']]]]
    """
    whole = list(row)
    for index, columns in places.items():
        pairs, *ends = cast("list[list[list[Json]]]", whole[index])
        for column, listed in zip(columns, ends, strict=True):
            by_key = dict(cast("list[tuple[Json, Json]]", listed))
            for pair in pairs:
                pair[column] = by_key[pair[column]]
        whole[index] = cast("Json", pairs)
    return whole
