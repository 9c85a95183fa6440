"""What a plan answers with: a tree whose leaves are columns of the row that it stands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from graph_service.compiler.ir.columns import Column, Columns, Rows
from graph_service.compiler.ir.origins import Origin
from graph_service.compiler.ir.reads import Page, Param, SortKey
from graph_service.model.json import Json


@dataclass(frozen=True, eq=False)
class Fixed:
    """A value that the plan knows."""

    value: Json


@dataclass(frozen=True, eq=False)
class Cell:
    """A column's value, as it is or converted."""

    column: Column
    convert: Callable[[Json], Json] | None = None


@dataclass(frozen=True, eq=False)
class Member:
    """One key of a response object.

    Attributes:
        key: in the response.
        coordinate: Type.field, for errors.
        required: non-null in the schema.
        value: what it answers with.
    """

    key: str
    coordinate: str
    required: bool
    value: Value


@dataclass(frozen=True, eq=False)
class Object:
    """An object over the same row."""

    members: Sequence[Member]


@dataclass(frozen=True, eq=False)
class Part:
    """An object over a list that one column holds, or null where its first item is null."""

    column: Column
    columns: Columns
    value: Value


@dataclass(frozen=True, eq=False)
class One:
    """The first row of a column of rows, or null."""

    rows: Rows
    value: Value


@dataclass(frozen=True, eq=False)
class Many:
    """A list of a column's rows.

    Attributes:
        rows: the column.
        columns: of each row.
        value: what each row becomes.
        page: gives the rows of that page alone.
        most: how many rows there may be; more are an error.
    """

    rows: Column
    columns: Columns
    value: Value
    page: Page | None = None
    most: int | None = None


@dataclass(frozen=True, eq=False)
class Several:
    """A list of values over the same row."""

    values: Sequence[Value]


@dataclass(frozen=True, eq=False)
class HasMore:
    """Whether there is something on one side of a page."""

    rows: Rows
    page: Page
    side: Literal["earlier", "later"]
    beyond: Column | None


@dataclass(frozen=True, eq=False)
class CursorOf:
    """The cursor of the row that it stands on: the columns hold the sort keys, then the id."""

    order: tuple[SortKey, ...]
    place: tuple[Column, ...]


@dataclass(frozen=True, eq=False)
class EndCursor:
    """The cursor of a page's first or last row, or null."""

    rows: Rows
    page: Page
    end: Literal["first", "last"]
    cursor: CursorOf


@dataclass(frozen=True, eq=False)
class ByType:
    """A node of one of several types; null where it is of none of them.

    Attributes:
        label: holds its type.
        typed: holds the columns of its type.
        types: what a node of each type becomes.
    """

    label: Column
    typed: Column
    types: Mapping[str, tuple[Columns, Value]]


@dataclass(frozen=True, eq=False)
class InOrder:
    """The nodes of several reads, in the order of the requested ids."""

    ids: Param
    reads: Mapping[str, tuple[Rows, Column, Value]]


@dataclass(frozen=True, eq=False)
class Known:
    """A list that the model answers itself.

    Attributes:
        rows: gives its rows for an argument's value.
        argument: where that value comes from.
        most: how many items there may be, in the lists of its rows together.
    """

    rows: Callable[[Json], Sequence[Sequence[Json]]]
    argument: Origin
    most: int
    columns: Columns
    value: Value


@dataclass(frozen=True, eq=False)
class Introspected:
    """What graphql-core answers of the schema under a key."""

    key: str


Value: TypeAlias = (
    "Fixed | Cell | Object | Part | One | Many | Several | HasMore | CursorOf | EndCursor | ByType"
    " | InOrder | Known | Introspected"
)
