"""The response as a tree, whose leaves are columns of the row.

`{ topics { totalCount } }` is an Object with one Member "topics", which is an Object with one
Member "totalCount", which is the Cell of a Count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from graph_service.compiler.ir.columns import Column, Columns, Rows
from graph_service.compiler.ir.origins import Items, Origin
from graph_service.compiler.ir.pages import Page
from graph_service.compiler.ir.sources import Param
from graph_service.model.json import Json


@dataclass(frozen=True, eq=False)
class Fixed:
    """A constant."""

    value: Json


@dataclass(frozen=True, eq=False)
class Cell:
    """The value of a column, possibly converted."""

    column: Column
    convert: Callable[[Json], Json] | None = None


@dataclass(frozen=True, eq=False)
class Computed:
    """A value that is computed from several columns of the row."""

    columns: Sequence[Column]
    compute: Callable[[Sequence[Json]], Json]


@dataclass(frozen=True, eq=False)
class Member:
    """One key of a response object.

    Attributes:
        key: the response key.
        coordinate: Type.field, for errors.
        required: whether it is non-null in the schema.
        value: of the key.
    """

    key: str
    coordinate: str
    required: bool
    value: Value


@dataclass(frozen=True, eq=False)
class Object:
    """An object with values from the same row."""

    members: Sequence[Member]


@dataclass(frozen=True, eq=False)
class Part:
    """An object with values from a list in one column.

    Attributes:
        column: holds the list.
        columns: of the list.
        value: over the list.
        needed: the column of the list without which the object is null; None: that of the list.
    """

    column: Column
    columns: Columns
    value: Value
    needed: Column | None = None


@dataclass(frozen=True, eq=False)
class One:
    """The value of the first or last row in a column, perhaps of a page; null without rows."""

    rows: Rows
    value: Value
    page: Page | None = None
    end: Literal["first", "last"] = "first"


@dataclass(frozen=True, eq=False)
class Many:
    """A list of a column's rows.

    Attributes:
        rows: the column that holds the rows.
        columns: of each row.
        value: of each row.
        page: limits the list to a page.
        convert: computes the rows from the cell.
    """

    rows: Column
    columns: Columns
    value: Value
    page: Page | None = None
    convert: Callable[[Json], Json] | None = None


@dataclass(frozen=True, eq=False)
class Several:
    """A list of values from the same row."""

    values: Sequence[Value]


@dataclass(frozen=True, eq=False)
class HasMore:
    """Whether there are nodes on one side of a page."""

    rows: Rows
    page: Page
    side: Literal["earlier", "later"]
    beyond: Column | None


@dataclass(frozen=True, eq=False)
class ScopedId:
    """The id of an object that exists only under the conditions of the request.

    Attributes:
        scope: what the ids in the response have in common: the type, and what it was counted by.
        conditions: their names and values, in canonical order.
        column: distinguishes the objects.
    """

    scope: str
    conditions: Items
    column: Column


@dataclass(frozen=True, eq=False)
class ByType:
    """A node of one of several types; null if it is of another type.

    Attributes:
        label: the column of its type.
        typed: the column of its values.
        types: the columns and value of a node, by type.
    """

    label: Column
    typed: Column
    types: Mapping[str, tuple[Columns, Value]]


@dataclass(frozen=True, eq=False)
class InOrder:
    """The nodes of several reads in the order of the requested ids, with null for unknown ids.

    Attributes:
        ids: the requested ids.
        reads: by type.
        missing: returns the message of the error for an unknown id; None if that is no error.
    """

    ids: Param
    reads: Mapping[str, tuple[Rows, Column, Value]]
    missing: Callable[[Json], str] | None = None


@dataclass(frozen=True, eq=False)
class Sought:
    """A value that was looked up; null and an empty list are errors.

    Attributes:
        value: what was found.
        key: what was looked up.
        missing: returns the message for a key.
    """

    value: Value
    key: Origin
    missing: Callable[[Json], str]


@dataclass(frozen=True, eq=False)
class Checked:
    """A list whose condition names nodes by keys; those that no node has are errors.

    Attributes:
        value: the list.
        unknown: the column of these keys.
        missing: returns the message for a key.
    """

    value: Value
    unknown: Column
    missing: Callable[[Json], str]


@dataclass(frozen=True, eq=False)
class Known:
    """A list that the model answers, without the database.

    Attributes:
        rows: returns its rows for the value of an argument.
        argument: the origin of that value.
        max_items: the maximum number of items in the lists of its rows together.
    """

    rows: Callable[[Json], Sequence[Sequence[Json]]]
    argument: Origin
    max_items: int
    columns: Columns
    value: Value


@dataclass(frozen=True, eq=False)
class Introspected:
    """The result of introspection under a key, which graphql-core executes."""

    key: str


Value: TypeAlias = (
    "Fixed | Cell | Computed | Object | Part | One | Many | Several | HasMore | ScopedId | ByType"
    " | InOrder | Sought | Checked | Known | Introspected"
)
