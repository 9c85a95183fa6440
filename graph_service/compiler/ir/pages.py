"""What a read sorts by, the page of it that is returned, and cursors as texts.

Cursors encode keysets: the sort values and id of a row, rather than an offset.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import orjson

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


def encode_cursor(listed: str, order: Sequence[SortKey], values: Sequence[Json]) -> str:
    """Encode a position: the type and the order of its list, a value for each key, and the id.

    >>> encode_cursor("Topic", (), ["Topic:a"])
    'WyJUb3BpYyBieSBpZCIsIlRvcGljOmEiXQ'
    >>> decode_cursor("Topic", (), "WyJUb3BpYyBieSBpZCIsIlRvcGljOmEiXQ")
    ['Topic:a']
    """
    position = [_signature(listed, order), *values]
    return base64.urlsafe_b64encode(orjson.dumps(position)).decode().rstrip("=")


def _signature(listed: str, order: Sequence[SortKey]) -> str:
    return f"{listed} by {','.join(dict.fromkeys(key.name for key in order)) or 'id'}"


def decode_cursor(listed: str, order: Sequence[SortKey], cursor: Json) -> list[StoredValue]:
    """Decode a position.

    Raises:
        ValueError: if the text is not a cursor, or belongs to a list of other nodes or order.
    """
    try:
        padded = str(cursor) + "=" * (-len(str(cursor)) % 4)
        position = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        signature, *values, identity = position
        if not isinstance(signature, str) or not isinstance(identity, str):
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        raise ValueError(f"{cursor!r} is not a cursor; use one from a page") from None
    if signature != _signature(listed, order) or len(values) != len(order):
        raise ValueError(
            f"the cursor belongs to the list {signature!r}, not to {_signature(listed, order)!r};"
            " start without a cursor when the list or its order changes"
        )
    try:
        return [*(key.decode(v) for key, v in zip(order, values, strict=True)), identity]
    except ValueError:
        raise ValueError(f"{cursor!r} is not a cursor; use one from a page") from None
