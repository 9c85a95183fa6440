"""What a read sorts by, and the page of it that is returned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from graph_service.compiler.ir.sources import Param
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue


@dataclass(frozen=True)
class SortKey:
    """One expression that rows are sorted by.

    Attributes:
        name: for messages and cursors.
        template: the expression, with {v} for the node.
        decode: converts the value in a cursor to the value to compare with.
        descending: whether the order is reversed.
        nullable: whether it may be null; nulls come last in both directions.
        is_temporal: whether it is a date or a time, which cursors have as a text.
        is_counted: whether the database counts edges for each node.
        params: of the expression, which has {0}, {1} for them.
        index: if it is in the language of the operation, and each language has an index in its
            order: the property of these, without the suffix of the language.
    """

    name: str
    template: str
    decode: Callable[[Json], StoredValue] = field(repr=False)
    descending: bool
    nullable: bool = False
    is_temporal: bool = False
    is_counted: bool = False
    params: tuple[Param, ...] = ()
    index: str = ""

    @property
    def column(self) -> str:
        """The expression of its value in cursors."""
        return f"toString({self.template})" if self.is_temporal else self.template


@dataclass(frozen=True)
class Cursor:
    """A position in an order: a value for each sort key, and an id."""

    keys: tuple[Param, ...]


@dataclass(frozen=True)
class Page:
    """A part of an ordered list.

    Attributes:
        size: the number of rows that were requested.
        limit: the number of rows to read: one more, to detect further rows.
        after: the page has only rows after this position.
        before: the page has only rows before this position.
        backward: whether the page is counted from the end.
    """

    size: Param
    limit: Param
    after: Cursor | None
    before: Cursor | None
    backward: bool
