"""The row → the response: each value of a plan becomes a function.

>>> columns = Columns()
>>> slug = Member("s", "Topic.slug", True, Cell(columns.expr("{v}.slug")))
>>> shape = shaper(Object([slug]), columns)
>>> shape(["prevention"], Context({}, {}))
{'s': 'prevention'}

A null in a non-null field is an error, and the nearest nullable field above becomes null: functions
of non-null fields raise FieldError, and functions of nullable fields catch it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

import orjson

from graph_service.compiler.ir.columns import Columns
from graph_service.compiler.ir.origins import Origin, Variables, read
from graph_service.compiler.ir.pages import Page, encode_cursor
from graph_service.compiler.ir.values import (
    ByType,
    Cell,
    Computed,
    CursorOf,
    EndCursor,
    Fixed,
    HasMore,
    InOrder,
    Introspected,
    Known,
    Many,
    Member,
    Object,
    One,
    Part,
    ScopedId,
    Several,
    Sought,
    Value,
)
from graph_service.error_codes import Code
from graph_service.model.json import Json

Row = Sequence[Json]


class FieldError(Exception):
    """A field without a value; `path` leads to it, innermost key first."""

    def __init__(self, message: str, code: Code) -> None:
        super().__init__(message)
        self.code = code
        self.path: list[str | int] = []


def null_error(coordinate: str) -> FieldError:
    """Return the error for a null in a non-null field."""
    return FieldError(f"Cannot return null for non-nullable field {coordinate}.", Code.NULL_VALUE)


@dataclass
class Context:
    """The state of one request.

    Attributes:
        variables: coerced.
        introspected: results of introspection, by response key.
        caught: errors of fields that became null. The functions around such a field add their keys
            to the path of the error.
    """

    variables: Variables
    introspected: Mapping[str, Json]
    caught: list[FieldError] = field(default_factory=list)

    def add_key(self, known: int, key: str | int) -> None:
        """Add a key to the paths of the errors after the first `known`."""
        for error in self.caught[known:]:
            error.path.append(key)

    @property
    def errors(self) -> list[Json]:
        """The errors as in the response."""
        return [
            {
                "message": str(error),
                "path": list(reversed(error.path)),
                "extensions": {"code": error.code},
            }
            for error in self.caught
        ]


Shaper = Callable[[Row, Context], Json]


def shaper(value: Value, columns: Columns) -> Shaper:  # noqa: C901 (one case per kind)
    """Return a function that shapes rows of these columns."""
    at = columns.index
    match value:
        case Fixed(known):
            return lambda row, context: known
        case Introspected(key):
            return lambda row, context: context.introspected[key]
        case Cell(column, convert):
            return _cell(at(column), convert)
        case Computed(computed, compute):
            sources = [at(column) for column in computed]
            return lambda row, context: compute([row[i] for i in sources])
        case Object(members):
            return _object(members, columns)
        case Part(column, parts, inner, needed):
            place = None if needed is None else parts.index(needed)
            return _optional(at(column), shaper(inner, parts), place)
        case One(rows, inner):
            return _first(at(rows), shaper(inner, rows.read.columns))
        case Many(column, parts, inner, page, convert):
            if convert is not None:
                return _computed(at(column), shaper(inner, parts), convert)
            return _list(at(column), shaper(inner, parts), page)
        case Several(values):
            return _several([shaper(inner, columns) for inner in values])
        case Known(known_rows, argument, _, parts, inner):
            shape = shaper(inner, parts)
            return lambda row, context: _all(
                known_rows(read(argument, context.variables)), shape, context
            )
        case CursorOf(order, place):
            places = [at(column) for column in place]
            return lambda row, context: encode_cursor(order, [row[i] for i in places])
        case ScopedId(_, _, column):
            return _scoped_id(at(column), scope_of(value))
        case EndCursor(rows, page, end, cursor):
            return _list(at(rows), shaper(cursor, rows.read.columns), page, end)
        case HasMore():
            return _has_more(value, at(value.rows), at(value.beyond) if value.beyond else None)
        case ByType(label, typed, types):
            shapers = {name: shaper(inner, parts) for name, (parts, inner) in types.items()}
            return by_type(at(label), at(typed), shapers)
        case InOrder():
            return in_order(value, columns, shaper)
        case Sought(inner, origin, missing):
            return _sought(shaper(inner, columns), origin, missing)
    assert_never(value)


def _cell(index: int, convert: Callable[[Json], Json] | None) -> Shaper:
    if convert is None:
        return lambda row, context: row[index]
    return lambda row, context: None if row[index] is None else convert(row[index])


def scope_of(value: ScopedId) -> Callable[[Context], str]:
    """Return a function that returns what the ids in a response have in common."""

    def scope(context: Context) -> str:
        given = read(value.conditions, context.variables)
        if not given:
            return f"{value.scope}:"
        digest = hashlib.blake2b(orjson.dumps(given), digest_size=8).hexdigest()
        return f"{value.scope}:{digest}:"

    return scope


def _scoped_id(index: int, scope: Callable[[Context], str]) -> Shaper:
    return lambda row, context: f"{scope(context)}{row[index]}"


def _object(members: Sequence[Member], columns: Columns) -> Shaper:
    prepared = [(f.key, shaper(f.value, columns), f.required, f.coordinate) for f in members]

    def shape(row: Row, context: Context) -> Json:
        result: dict[str, Json] = {}
        caught = context.caught
        known = len(caught)
        for key, value, required, coordinate in prepared:
            try:
                found = value(row, context)
                if found is None and required:
                    raise null_error(coordinate)
            except FieldError as error:
                if required:
                    context.add_key(known, key)
                    error.path.append(key)
                    raise
                caught.append(error)
                found = None
            if len(caught) > known:
                context.add_key(known, key)
                known = len(caught)
            result[key] = found
        return result

    return shape


def _items(cell: Json) -> Sequence[Row]:
    """Return the rows in a cell."""
    return cell if isinstance(cell, list) else ()


def _optional(index: int, inner: Shaper, needed: int | None) -> Shaper:
    def shape(row: Row, context: Context) -> Json:
        part = _items(row[index])
        is_null = row[index] is None if needed is None else part[needed] is None
        return None if is_null else inner(part, context)

    return shape


def _first(index: int, inner: Shaper) -> Shaper:
    def shape(row: Row, context: Context) -> Json:
        found = _items(row[index])
        return inner(found[0], context) if found else None

    return shape


def _all(rows: Sequence[Row], inner: Shaper, context: Context) -> list[Json]:
    return _shaped(((inner, row) for row in rows), context)


def _shaped(
    items: Iterable[tuple[Shaper, Row] | None], context: Context, *, nullable: bool = False
) -> list[Json]:
    """Shape the items of a list; an error makes only its own item null, if items are nullable."""
    result: list[Json] = []
    caught = context.caught
    known = len(caught)
    for index, item in enumerate(items):
        try:
            result.append(item[0](item[1], context) if item else None)
        except FieldError as error:
            if not nullable:
                context.add_key(known, index)
                error.path.append(index)
                raise
            caught.append(error)
            result.append(None)
        if len(caught) > known:
            context.add_key(known, index)
            known = len(caught)
    return result


def page_size(page: Page) -> Callable[[Context], int]:
    """Return a function that returns the size of a page."""

    def size(context: Context) -> int:
        found = page.size.encode(read(page.size.origin, context.variables))
        return found if isinstance(found, int) else 0

    return size


def _pages(page: Page | None) -> Callable[[Sequence[Row], Context], Sequence[Row]]:
    """Return a function that cuts out a page.

    One row more was read, and backward pages were read in reverse.
    """
    if page is None:
        return lambda rows, context: rows
    size = page_size(page)
    step = -1 if page.backward else 1
    return lambda rows, context: rows[: size(context)][::step]


def _list(index: int, inner: Shaper, page: Page | None, end: str | None = None) -> Shaper:
    paged = _pages(page)

    def shape(row: Row, context: Context) -> Json:
        rows = paged(_items(row[index]), context)
        if end is None:
            return _all(rows, inner, context)
        return inner(rows[0 if end == "first" else -1], context) if rows else None

    return shape


def _computed(index: int, inner: Shaper, convert: Callable[[Json], Json]) -> Shaper:
    return lambda row, context: _all(_items(convert(row[index])), inner, context)


def _has_more(value: HasMore, rows: int, beyond: int | None) -> Shaper:
    read_side = "earlier" if value.page.backward else "later"
    size = page_size(value.page)

    def shape(row: Row, context: Context) -> Json:
        if value.side == read_side and len(_items(row[rows])) > size(context):
            return True
        return beyond is not None and bool(row[beyond])

    return shape


def _several(values: Sequence[Shaper]) -> Shaper:
    return lambda row, context: _shaped(((value, row) for value in values), context)


def by_type(label: int, typed: int, types: Mapping[str, Shaper]) -> Shaper:
    """Return a function that shapes a node by its type.

    Args:
        label: the index of its type in the row.
        typed: the index of the values of its type.
        types: the functions that shape these values.
    """

    def shape(row: Row, context: Context) -> Json:
        inner = types.get(str(row[label]))
        return None if inner is None else inner(_items(row[typed]), context)

    return shape


def _sought(shape: Shaper, key: Origin, missing: Callable[[Json], str]) -> Shaper:
    def sought(row: Row, context: Context) -> Json:
        found = shape(row, context)
        if found is None or found == []:
            context.caught.append(not_found(missing(read(key, context.variables))))
        return found

    return sought


def not_found(message: str) -> FieldError:
    """Return the error for a lookup that found nothing."""
    return FieldError(message, Code.NOT_FOUND)


def _absent(message: str) -> Shaper:
    """Return a function that raises the error for an unknown id."""

    def absent(_row: Row, _context: Context) -> Json:
        raise not_found(message)

    return absent


def in_order(value: InOrder, columns: Columns, make: Callable[[Value, Columns], Shaper]) -> Shaper:
    """Return a function that shapes nodes in the order of the requested ids.

    Args:
        value: the ids, and the reads of their nodes.
        columns: of the row that has the reads.
        make: returns a function that shapes a node.
    """
    prepared = [
        (
            columns.index(rows),
            rows.read.columns.index(requested),
            make(inner, rows.read.columns),
        )
        for rows, requested, inner in value.reads.values()
    ]

    def shape(row: Row, context: Context) -> Json:
        found: dict[str, tuple[Shaper, Row]] = {}
        for index, requested, inner in prepared:
            for item in _items(row[index]):
                found[str(item[requested])] = (inner, item)
        ids = value.ids.encode(read(value.ids.origin, context.variables))
        if not isinstance(ids, list):
            return []
        missing = value.missing
        if missing is None:
            return _shaped((found.get(str(i)) for i in ids), context, nullable=True)
        items = (found.get(str(i)) or (_absent(missing(i)), ()) for i in ids)
        return _shaped(items, context, nullable=True)

    return shape
