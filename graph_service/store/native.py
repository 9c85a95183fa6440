"""Values of the driver → values of Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import cast

from neo4j.time import Date, DateTime

from graph_service.model.storage import StoredValue

_NATIVE = frozenset((str, list, bool, int))
"""Nearly all values, which a call for each would make twice as slow."""


def native(properties: Mapping[str, object]) -> dict[str, StoredValue]:
    """Return stored properties without nulls, with the driver's own types converted."""
    found = cast("dict[str, StoredValue]", dict(properties))
    for name, value in properties.items():
        if value is None:  # left out by a map projection
            del found[name]
        elif type(value) not in _NATIVE:
            found[name] = _value(value)
    return found


def _value(value: object) -> StoredValue:
    if isinstance(value, Date | DateTime):
        native: dt.date | dt.datetime = value.to_native()
        return native
    return cast("StoredValue", value)
