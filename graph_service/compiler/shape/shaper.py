"""The row → the response, with the errors of fields that have no value.

>>> columns = Columns()
>>> slug = ir.Member("s", "Topic.slug", True, ir.Cell(columns.expr("{v}.slug")))
>>> shaped(ir.Object([slug]), columns, ["prevention"], Context({}, {}))
{'s': 'prevention'}

A null in a non-null field is an error, and the nearest nullable field above becomes null: a field
that is non-null raises FieldError, and one that is nullable catches it. `generated` does the same
for plans that are reused, in a fifth of the time, as long as there are no errors.

Before that, rows get what a statement sends once: the sources of edges, and the ends of pairs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never, cast

import orjson

from graph_service.compiler.ir import values as ir
from graph_service.compiler.ir.columns import Cited, Columns, Rows
from graph_service.compiler.ir.origins import Variables, read
from graph_service.compiler.ir.pages import Page
from graph_service.error_codes import Code
from graph_service.model.json import Json

Row: TypeAlias = Sequence[Json]
Path: TypeAlias = tuple[str | int, ...]


class FieldError(Exception):
    """A field without a value, and the path to it."""

    def __init__(self, message: str, code: Code, path: Path) -> None:
        super().__init__(message)
        self.code = code
        self.path = path


@dataclass
class Context:
    """The state of one request.

    Attributes:
        variables: coerced.
        introspected: results of introspection, by response key.
        caught: errors of fields that became null.
    """

    variables: Variables
    introspected: Mapping[str, Json]
    caught: list[FieldError] = field(default_factory=list)

    @property
    def errors(self) -> list[Json]:
        """The errors as in the response."""
        return [
            {"message": str(error), "path": [*error.path], "extensions": {"code": error.code}}
            for error in self.caught
        ]


def shaped(  # noqa: C901 (one case per kind)
    value: ir.Value, columns: Columns, row: Row, context: Context, path: Path = ()
) -> Json:
    """Return the JSON of a value over a row of these columns.

    Raises:
        FieldError: if it is null, and the field that it belongs to isn't nullable.
    """
    at = columns.index
    match value:
        case ir.Fixed(known):
            return known
        case ir.Introspected(key):
            return context.introspected[key]
        case ir.Cell(column, convert):
            cell = row[at(column)]
            return cell if convert is None or cell is None else convert(cell)
        case ir.Computed(computed, compute):
            return compute([row[at(column)] for column in computed])
        case ir.Object(members):
            return {m.key: _member(m, columns, row, context, (*path, m.key)) for m in members}
        case ir.Part(column, parts, inner, needed):
            cell = row[at(column)]
            part = _items(cell)
            is_null = cell is None if needed is None else part[parts.index(needed)] is None
            return None if is_null else shaped(inner, parts, part, context, path)
        case ir.One(rows, inner, page, end):
            found = _on_page(_items(row[at(rows)]), page, context)
            if not found:
                return None
            item = found[0 if end == "first" else -1]
            return shaped(inner, rows.read.columns, item, context, path)
        case ir.Many(column, parts, inner, page, convert):
            cell = row[at(column)]
            rows_of = _on_page(_items(cell if convert is None else convert(cell)), page, context)
            return _list([(inner, parts, item) for item in rows_of], context, path)
        case ir.Several(values):
            return _list([(inner, columns, row) for inner in values], context, path)
        case ir.Known(known_rows, argument, _, parts, inner):
            given = read(argument, context.variables)
            return _list([(inner, parts, item) for item in known_rows(given)], context, path)
        case ir.ScopedId(_, _, column):
            return f"{scope_of(value, context)}{row[at(column)]}"
        case ir.HasMore(rows, page, side, beyond):
            read_side = "earlier" if page.backward else "later"
            if side == read_side and len(_items(row[at(rows)])) > page_size(page, context):
                return True
            return beyond is not None and bool(row[at(beyond)])
        case ir.ByType(label, typed, types):
            if (of_type := types.get(str(row[at(label)]))) is None:
                return None
            parts, inner = of_type
            return shaped(inner, parts, _items(row[at(typed)]), context, path)
        case ir.InOrder():
            return _in_order(value, columns, row, context, path)
        case ir.Sought(inner, origin, missing):
            sought = shaped(inner, columns, row, context, path)
            if sought is None or sought == []:
                message = missing(read(origin, context.variables))
                context.caught.append(FieldError(message, Code.NOT_FOUND, path))
            return sought
        case ir.Checked(inner, unknown, missing):
            for key in dict.fromkeys(map(str, _items(row[at(unknown)]))):
                context.caught.append(FieldError(missing(key), Code.NOT_FOUND, path))
            return shaped(inner, columns, row, context, path)
    assert_never(value)


def _member(member: ir.Member, columns: Columns, row: Row, context: Context, path: Path) -> Json:
    try:
        found = shaped(member.value, columns, row, context, path)
        if found is None and member.required:
            message = f"Cannot return null for non-nullable field {member.coordinate}."
            raise FieldError(message, Code.NULL_VALUE, path)
    except FieldError as error:
        if member.required:
            raise
        context.caught.append(error)
        return None
    return found


def _items(cell: Json) -> Sequence[Row]:
    """Return the rows in a cell."""
    return cell if isinstance(cell, list) else ()


def _list(
    items: Sequence[tuple[ir.Value, Columns, Row]], context: Context, path: Path
) -> list[Json]:
    return [
        shaped(value, columns, row, context, (*path, index))
        for index, (value, columns, row) in enumerate(items)
    ]


def _in_order(
    value: ir.InOrder, columns: Columns, row: Row, context: Context, path: Path
) -> list[Json]:
    """Return nodes in the order of the requested ids; the errors of a node make only it null."""
    found: dict[str, tuple[ir.Value, Columns, Row]] = {}
    for rows, requested, inner in value.reads.values():
        parts = rows.read.columns
        for item in _items(row[columns.index(rows)]):
            found[str(item[parts.index(requested)])] = (inner, parts, item)
    nodes: list[Json] = []
    for index, identity in enumerate(requested_ids(value, context)):
        node, of_node = None, (*path, index)
        if identity in found:
            try:
                node = shaped(*found[identity], context, of_node)
            except FieldError as error:
                context.caught.append(error)
        elif value.missing is not None:
            message = value.missing(identity)
            context.caught.append(FieldError(message, Code.NOT_FOUND, of_node))
        nodes.append(node)
    return nodes


def requested_ids(value: ir.InOrder, context: Context) -> list[str]:
    """Return the ids that a request asks for, in its order."""
    ids = value.ids.encode(read(value.ids.origin, context.variables))
    return [str(identity) for identity in ids] if isinstance(ids, list) else []


def page_size(page: Page, context: Context) -> int:
    """Return the number of rows of a page: one row more was read, to detect further rows."""
    size = page.size.encode(read(page.size.origin, context.variables))
    return size if isinstance(size, int) else 0


def _on_page(rows: Sequence[Row], page: Page | None, context: Context) -> Sequence[Row]:
    """Return the rows of a page; backward pages were read in reverse."""
    if page is None:
        return rows
    return rows[: page_size(page, context)][:: -1 if page.backward else 1]


def scope_of(value: ir.ScopedId, context: Context) -> str:
    """Return what the ids in a response have in common."""
    given = read(value.conditions, context.variables)
    if not given:
        return f"{value.scope}:"
    digest = hashlib.blake2b(orjson.dumps(given), digest_size=8).hexdigest()
    return f"{value.scope}:{digest}:"


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
    >>> from graph_service.compiler.ir.sources import Hop, Pairs
    >>> country, pair, root = Columns(), Columns(), Columns()
    >>> name = country.expr("{v}.name")
    >>> host = pair.add(End("a", "{v}.id", country))
    >>> to, by = (Hop(e, True, ("Country",)) for e in ("HOSTED_BY", "ATTENDED_BY"))
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
