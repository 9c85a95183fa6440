"""Values of the driver → values of Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import cast

from neo4j.time import Date, DateTime

from graph_service.model.storage import StoredValue


def native(properties: Mapping[str, object]) -> dict[str, StoredValue]:
    """Return stored properties, with the driver's own types converted."""
    return {name: _value(value) for name, value in properties.items()}


def _value(value: object) -> StoredValue:
    if isinstance(value, Date | DateTime):
        native: dt.date | dt.datetime = value.to_native()
        return native
    return cast("StoredValue", value)
