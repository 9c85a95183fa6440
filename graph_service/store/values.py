"""The driver's values → Python's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import cast

from neo4j.time import Date, DateTime

from graph_service.model.storage import StoredValue


def native(found: Mapping[str, object]) -> dict[str, StoredValue]:
    """Give stored properties without the driver's own types."""
    return {name: _value(value) for name, value in found.items()}


def _value(value: object) -> StoredValue:
    if isinstance(value, Date | DateTime):
        native: dt.date | dt.datetime = value.to_native()
        return native
    return cast("StoredValue", value)
