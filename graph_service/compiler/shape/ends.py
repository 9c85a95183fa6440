"""The ends of pairs, which a statement sends once → rows of pairs that have them.

>>> from graph_service.compiler.ir.columns import End, Read
>>> from graph_service.compiler.ir.sources import Ends, Pairs
>>> country, pair, root = Columns(), Columns(), Columns()
>>> name = country.expr("{v}.name")
>>> host = pair.add(End("a", "{v}.id", country))
>>> source = Pairs("ExchangeVisit", Ends("HOSTED_IN", ("Country",)), Ends("", ("Country",)), None)
>>> pairs = root.add(Rows(Read(source, pair)))
>>> with_ends(end_places(root), [[[["cri"], ["cri"]], [["cri", ["Costa Rica"]]]]])
[[[['Costa Rica']], [['Costa Rica']]]]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

from graph_service.compiler.ir.columns import Columns, Rows
from graph_service.compiler.shape.shaper import Row
from graph_service.model.json import Json

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
    """Return a row with the ends of its pairs; the pairs are changed."""
    whole = list(row)
    for index, columns in places.items():
        pairs, *ends = cast("list[list[list[Json]]]", whole[index])
        for column, listed in zip(columns, ends, strict=True):
            by_key = dict(cast("list[tuple[Json, Json]]", listed))
            for pair in pairs:
                pair[column] = by_key[pair[column]]
        whole[index] = cast("Json", pairs)
    return whole
