"""Properties ↔ text: equal properties have equal texts, from which checksums are computed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from json.encoder import encode_basestring
from typing import TypeAlias, cast

from graph_service.model.storage import StoredValue

Packed: TypeAlias = tuple[str, str]
"""JSON with sorted keys, and the names of the values that JSON can't represent."""


def packed(properties: Mapping[str, StoredValue]) -> Packed:
    """Pack the properties of a node or an edge.

    >>> packed({"n": 1, "day": dt.date(2018, 10, 9)})
    ('{"day": "2018-10-09", "n": 1}', '["day"]')
    """
    others = [name for name, value in properties.items() if not isinstance(value, _PLAIN)]
    return pack_plain(properties, others)


def pack_plain(properties: Mapping[str, StoredValue], others: Collection[str]) -> Packed:
    """Pack properties whose values are JSON already; `others` are those that JSON can't represent.

    >>> pack_plain({"n": 1, "day": "2018-10-09"}, ["day"])
    ('{"day": "2018-10-09", "n": 1}', '["day"]')
    """
    return _encode(dict(properties)), _encode(sorted(others)) if others else ""


def unpacked(text: str, others: str) -> dict[str, StoredValue]:
    """Unpack properties; values of types that only the database has stay strings."""
    properties = cast("dict[str, StoredValue]", json.loads(text))
    for name in json.loads(others) if others else ():
        properties[name] = _date(str(properties[name]))
    return properties


def line(*names: str, text: str) -> str:
    """Return a row as a line of JSON: its key and its packed properties."""
    return f"[{', '.join(map(encode_basestring, names))}, {text}]\n"


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else repr(value)


def _date(text: str) -> StoredValue:
    for kind in (dt.date, dt.datetime):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    return text


_PLAIN = (str, int, float, list, tuple)
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=_text).encode
