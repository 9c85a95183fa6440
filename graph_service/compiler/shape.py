"""The row → the response: each value becomes a function, prepared once for a plan.

A null where the schema allows none becomes an error with its path, and the nearest place above that
may be null becomes null: that is why functions raise, and why what is nullable catches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from graph_service.compiler.arguments import Variables, read
from graph_service.compiler.plan.paging import encode_cursor
from graph_service.compiler.plan.reads import Columns, Page
from graph_service.compiler.plan.values import (
    ByType,
    Cell,
    CursorOf,
    EndCursor,
    Field,
    Fields,
    Fixed,
    HasMore,
    InOrder,
    Introspected,
    Known,
    Many,
    One,
    Part,
    Several,
    Value,
)
from graph_service.model.json import Json

Row = Sequence[Json]


class FieldError(Exception):
    """A field that has no value; `path` leads to it, from the inside."""

    def __init__(self, message: str, code: str) -> None:
        """Take the message, and the code for programs."""
        super().__init__(message)
        self.code = code
        self.path: list[str | int] = []


def null_error(coordinate: str) -> FieldError:
    """Give the error of a null where the schema allows none; the field is Type.field."""
    return FieldError(f"Cannot return null for non-nullable field {coordinate}.", "NULL_VALUE")


@dataclass
class Context:
    """What belongs to one request.

    Attributes:
        variables: coerced.
        introspected: what graphql-core answered of the schema.
        errors: found on the way.
    """

    variables: Variables
    introspected: Mapping[str, Json]
    errors: list[dict[str, Json]] = field(default_factory=list)

    def add(self, error: FieldError) -> None:
        """Report an error."""
        path = list(reversed(error.path))
        self.errors.append(
            {"message": str(error), "path": path, "extensions": {"code": error.code}}
        )


Shaper = Callable[[Row, Context], Json]


def shaper(value: Value, columns: Columns) -> Shaper:  # noqa: C901 (an arm a kind of value)
    """Prepare the function that shapes rows of these columns."""
    at = columns.index
    match value:
        case Fixed(known):
            return lambda row, context: known
        case Introspected(key):
            return lambda row, context: context.introspected[key]
        case Cell(column, convert):
            return _cell(at(column), convert)
        case Fields(fields):
            return _object(fields, columns)
        case Part(column, parts, inner):
            return _optional(at(column), shaper(inner, parts))
        case One(rows, inner):
            return _first(at(rows), shaper(inner, rows.read.columns))
        case Many(column, parts, inner, page, most):
            return _list(at(column), shaper(inner, parts), page, most=most)
        case Several(values):
            return _several([shaper(inner, columns) for inner in values])
        case Known(known_rows, argument, parts, inner):
            each = shaper(inner, parts)
            return lambda row, context: _each(
                known_rows(read(argument, context.variables)), each, context
            )
        case CursorOf(order, place):
            places = [at(column) for column in place]
            return lambda row, context: encode_cursor(order, [row[i] for i in places])
        case EndCursor(rows, page, end, cursor):
            return _list(at(rows), shaper(cursor, rows.read.columns), page, end)
        case HasMore():
            return _has_more(value, at(value.rows), at(value.beyond) if value.beyond else None)
        case ByType(label, typed, types):
            shapers = {name: shaper(inner, own) for name, (own, inner) in types.items()}
            return _by_type(at(label), at(typed), shapers)
        case InOrder():
            return _in_order(value, [at(rows) for rows, _, _ in value.reads.values()])
    assert_never(value)


def _cell(index: int, convert: Callable[[Json], Json] | None) -> Shaper:
    if convert is None:
        return lambda row, context: row[index]
    return lambda row, context: None if row[index] is None else convert(row[index])


def _object(fields: Sequence[Field], columns: Columns) -> Shaper:
    prepared = [(f.key, shaper(f.value, columns), f.required, f.coordinate) for f in fields]

    def shape(row: Row, context: Context) -> Json:
        result: dict[str, Json] = {}
        for key, value, required, coordinate in prepared:
            try:
                found = value(row, context)
                if found is None and required:
                    raise null_error(coordinate)
            except FieldError as error:
                error.path.append(key)
                if required:
                    raise
                context.add(error)
                found = None
            result[key] = found
        return result

    return shape


def _items(cell: Json) -> Sequence[Row]:
    """Give the rows that a cell holds."""
    return cell if isinstance(cell, list) else ()


def _optional(index: int, inner: Shaper) -> Shaper:
    def shape(row: Row, context: Context) -> Json:
        part = row[index]
        return None if part is None else inner(_items(part), context)

    return shape


def _first(index: int, inner: Shaper) -> Shaper:
    def shape(row: Row, context: Context) -> Json:
        found = _items(row[index])
        return inner(found[0], context) if found else None

    return shape


def _each(rows: Sequence[Row], inner: Shaper, context: Context) -> list[Json]:
    result = []
    for index, row in enumerate(rows):
        try:
            result.append(inner(row, context))
        except FieldError as error:
            error.path.append(index)
            raise
    return result


def _size(page: Page, context: Context) -> int:
    size = page.size.encode(read(page.size.origin, context.variables))
    return size if isinstance(size, int) else 0


def _page(rows: Sequence[Row], page: Page, context: Context) -> Sequence[Row]:
    """Give the rows of a page in order: one was read beyond it, backward pages come reversed."""
    kept = rows[: _size(page, context)]
    return kept[::-1] if page.backward else kept


def _list(
    index: int,
    inner: Shaper,
    page: Page | None,
    end: str | None = None,
    most: int | None = None,
) -> Shaper:
    def shape(row: Row, context: Context) -> Json:
        rows = _items(row[index])
        if most is not None and len(rows) > most:
            raise FieldError(
                f"There are more than {most:,} rows; ask for fewer by `where`, or by another key.",
                "LIMIT_EXCEEDED",
            )
        if page is not None:
            rows = _page(rows, page, context)
        if end is None:
            return _each(rows, inner, context)
        return inner(rows[0 if end == "first" else -1], context) if rows else None

    return shape


def _has_more(value: HasMore, rows: int, beyond: int | None) -> Shaper:
    page = value.page
    read_side = "earlier" if page.backward else "later"

    def shape(row: Row, context: Context) -> Json:
        if value.side == read_side and len(_items(row[rows])) > _size(page, context):
            return True
        return beyond is not None and bool(row[beyond])

    return shape


def _several(values: Sequence[Shaper]) -> Shaper:
    def shape(row: Row, context: Context) -> Json:
        result = []
        for index, value in enumerate(values):
            try:
                result.append(value(row, context))
            except FieldError as error:
                error.path.append(index)
                raise
        return result

    return shape


def _by_type(label: int, typed: int, types: Mapping[str, Shaper]) -> Shaper:
    def shape(row: Row, context: Context) -> Json:
        inner = types.get(str(row[label]))
        return None if inner is None else inner(_items(row[typed]), context)

    return shape


def _in_order(value: InOrder, indexes: Sequence[int]) -> Shaper:
    prepared = [
        (index, rows.read.columns.index(requested), shaper(inner, rows.read.columns))
        for index, (rows, requested, inner) in zip(indexes, value.reads.values(), strict=True)
    ]

    def shape(row: Row, context: Context) -> Json:
        found: dict[Json, Json] = {}
        wanted = value.ids.encode(read(value.ids.origin, context.variables))
        for index, requested, inner in prepared:
            for item in _items(row[index]):
                found[str(item[requested])] = inner(item, context)
        return [found.get(str(i)) for i in wanted] if isinstance(wanted, list) else []

    return shape
