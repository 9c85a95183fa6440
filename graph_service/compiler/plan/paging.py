"""`first`, `after`, `last`, `before` → a page. Cursors are keysets: the place itself, no offset."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence

import orjson

from graph_service.compiler.arguments import Arguments, Constant, Leaf, Origin
from graph_service.compiler.plan import encoders
from graph_service.compiler.plan.reads import Cursor, Page, Param, SortKey
from graph_service.errors import BadUserInput
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue


def encode_cursor(order: Sequence[SortKey], values: Sequence[Json]) -> str:
    """Write a place: the order it belongs to, a value for each sort key, and the id."""
    place = [_signature(order), *values]
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def _signature(order: Sequence[SortKey]) -> str:
    return ",".join(dict.fromkeys(key.name for key in order))


def decode_cursor(order: Sequence[SortKey], cursor: Json) -> list[StoredValue]:
    """Read a place.

    Raises:
        ValueError: when it is no cursor, or one of another order.
    """
    try:
        padded = str(cursor) + "=" * (-len(str(cursor)) % 4)
        place = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        signature, *values, identity = place
        if not isinstance(signature, str) or not isinstance(identity, str):
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        raise ValueError(f"{cursor!r} is no cursor; use one that a page gave") from None
    if signature != _signature(order) or len(values) != len(order):
        raise ValueError(
            f"the cursor belongs to the order {signature or 'id'!r}, not to"
            f" {_signature(order) or 'id'!r}; begin again without a cursor when the order changes"
        )
    try:
        return [*(key.decode(v) for key, v in zip(order, values, strict=True)), identity]
    except ValueError:
        raise ValueError(f"{cursor!r} is no cursor; use one that a page gave") from None


def _cursor(order: Sequence[SortKey], argument: Leaf, name: str) -> Cursor:
    def part(index: int) -> Callable[[Json], StoredValue]:
        def cursor(value: Json) -> StoredValue:
            return decode_cursor(order, value)[index]

        return cursor

    return Cursor(
        tuple(Param(argument.origin, part(i), name) for i in range(len(order) + 1)),
    )


def _given(arguments: Arguments, name: str) -> Leaf | None:
    leaf = arguments.get(name)
    return leaf if isinstance(leaf, Leaf) and leaf.value is not None else None


def page_of(arguments: Arguments, order: Sequence[SortKey]) -> Page:
    """Give the page that a connection's arguments ask for.

    Raises:
        BadUserInput: when both `first` and `last` are given.
    """
    first, last = _given(arguments, "first"), _given(arguments, "last")
    if first and last:
        raise BadUserInput(
            "first and last can't be combined; ask for one page at a time.", argument="first"
        )
    after, before = _given(arguments, "after"), _given(arguments, "before")
    wanted = last or first
    name = "last" if last else "first"
    origin: Origin = wanted.origin if wanted else Constant(None)
    return Page(
        size=Param(origin, encoders.page_size, name),
        limit=Param(origin, encoders.page_limit, name),
        after=_cursor(order, after, "after") if after else None,
        before=_cursor(order, before, "before") if before else None,
        backward=last is not None,
    )
