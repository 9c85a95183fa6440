"""Cursors encode keysets: the sort values and id of a row, rather than an offset."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

import orjson

from graph_service.compiler.ir.pages import SortKey
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue


def encode_cursor(order: Sequence[SortKey], values: Sequence[Json]) -> str:
    """Encode a position: the name of its order, a value for each sort key, and the id.

    >>> encode_cursor((), ["Topic:a"])
    'WyIiLCJUb3BpYzphIl0'
    >>> decode_cursor((), "WyIiLCJUb3BpYzphIl0")
    ['Topic:a']
    """
    position = [_signature(order), *values]
    return base64.urlsafe_b64encode(orjson.dumps(position)).decode().rstrip("=")


def _signature(order: Sequence[SortKey]) -> str:
    return ",".join(dict.fromkeys(key.name for key in order))


def decode_cursor(order: Sequence[SortKey], cursor: Json) -> list[StoredValue]:
    """Decode a position.

    Raises:
        ValueError: if the text is not a cursor, or belongs to a different order.
    """
    try:
        padded = str(cursor) + "=" * (-len(str(cursor)) % 4)
        position = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        signature, *values, identity = position
        if not isinstance(signature, str) or not isinstance(identity, str):
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        raise ValueError(f"{cursor!r} is not a cursor; use one from a page") from None
    if signature != _signature(order) or len(values) != len(order):
        raise ValueError(
            f"the cursor belongs to the order {signature or 'id'!r}, not to"
            f" {_signature(order) or 'id'!r}; start without a cursor when the order changes"
        )
    try:
        return [*(key.decode(v) for key, v in zip(order, values, strict=True)), identity]
    except ValueError:
        raise ValueError(f"{cursor!r} is not a cursor; use one from a page") from None
