"""The sources of edges that a statement reads together, and their places in its row.

A page has a dozen lists of edges, and each edge has sources. As subqueries, these took a third of
Neo4j's time to plan the page, and a source was sent with every edge that cites it (2026.08). So
rows have the slugs, as edges store them, and the last cell of the root row has the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph_service.compiler.ir.columns import Columns, Expr, Facet, Rows
from graph_service.compiler.ir.sources import EdgeSources


@dataclass(frozen=True)
class Cited:
    """The sources of the edges of one list.

    Attributes:
        rows: their column.
        path: its index in the row of an edge, after those of the lists that lead there: the first
            in the root row, the second in each row of that list, and so on.
        chosen: the places of their values among those of all cited sources.
    """

    rows: Rows
    path: tuple[int, ...]
    chosen: tuple[int, ...]


def cited_sources(columns: Columns) -> Sequence[Cited]:
    """Return the sources of edges that are read together, below a root row.

    Not those that have lists themselves, nor those below an entry of unknown type or the end of a
    pair; and none beside facets, whose lists are planned apart.
    """
    if any(isinstance(column, Facet) for column in columns.ordered):
        return ()
    found = list(_cited(columns, ()))
    templates = templates_of(rows for rows, _ in found)
    return [
        Cited(rows, path, tuple(map(templates.index, rows.read.columns.templates())))
        for rows, path in found
    ]


def templates_of(cited: Iterable[Rows]) -> list[str]:
    """Return the expressions of the values of all these sources, in canonical order."""
    return sorted({template for rows in cited for template in rows.read.columns.templates()})


def _cited(columns: Columns, path: tuple[int, ...]) -> Iterator[tuple[Rows, tuple[int, ...]]]:
    for index, column in enumerate(columns.ordered):
        if not isinstance(column, Rows) or column.read.columns.ends:
            continue
        inner = column.read.columns
        if not isinstance(column.read.source, EdgeSources):
            yield from _cited(inner, (*path, index))
        elif all(isinstance(cell, Expr) for cell in inner.ordered):
            yield column, (*path, index)
