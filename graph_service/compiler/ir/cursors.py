"""Cursors are keysets: the place in an order itself, rather than an offset."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

import orjson

from graph_service.compiler.ir.reads import SortKey
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
