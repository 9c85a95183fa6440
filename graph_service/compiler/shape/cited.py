"""The slugs of the sources of edges in a row → the rows of these sources.

>>> from graph_service.compiler.ir.cited import cited_sources
>>> from graph_service.compiler.ir.columns import Columns, Read, Rows
>>> from graph_service.compiler.ir.sources import AllOf, EdgeSources
>>> source, topic, root = Columns(), Columns(), Columns()
>>> name = source.expr("{v}.name")
>>> sources = topic.add(Rows(Read(EdgeSources(), source)))
>>> topics = root.add(Rows(Read(AllOf("Topic"), topic)))
>>> with_sources(cited_sources(root), [[[["b", "a"]], [None]], [["a", ["A"]], ["b", ["B"]]]])
[[[[['A'], ['B']]], [[]]]]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from graph_service.compiler.ir.cited import Cited
from graph_service.compiler.shape.shaper import Row
from graph_service.model.json import Json


def with_sources(cited: Sequence[Cited], row: Row) -> Row:
    """Return a root row with the sources of its edges, which are changed.

    Args:
        cited: the sources of the edges in the row.
        row: its last cell has the sources, in the order of their ids, each with its slug and its
            values.
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
