"""Years that a date can't have, such as 2108 for 2018."""

from __future__ import annotations

import datetime

from graph_service.model.declare import Property
from graph_service.model.edtf import Edtf


def today() -> datetime.date:
    """Return the day in UTC."""
    return datetime.datetime.now(tz=datetime.UTC).date()


def years_of(prop: Property) -> tuple[int, int]:
    """Return the first and the last year that a property's dates may be in."""
    first, ahead = prop.years
    return first, today().year + ahead


def wrong_year(prop: Property, date: Edtf) -> int | None:
    """Return the year of a date that its property can't have, if there is one."""
    first, last = years_of(prop)
    for day in (date.earliest, date.latest):
        if day is not None and not first <= day.year <= last:
            return day.year
    return None
