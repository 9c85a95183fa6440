"""Draws dates of random precision."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from bench.names import Dice
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier
from graph_service.model.storage import Value


class Span(NamedTuple):
    """A span of days from which dates are drawn."""

    first: dt.date
    days: int


EARLY = Span(dt.date(2004, 1, 1), 2_900)
"""When institutions are founded and practices begin: until the end of 2011."""
LATE = Span(dt.date(2012, 1, 1), 4_900)
"""When they are visited and passed on."""


def dated(dice: Dice, name: str, share: float, span: Span = LATE) -> dict[str, Value]:
    """Draw a date, or no date."""
    return {name: date_in(dice, span)} if dice.chance(share) else {}


def dates_in_order(dice: Dice, number: int) -> list[PartialDate]:
    """Draw dates that may follow one another."""
    return sorted((date_in(dice, LATE) for _ in range(number)), key=_latest)


def _latest(date: PartialDate) -> dt.date:
    return date.date.latest or dt.date.max


def date_in(dice: Dice, span: Span) -> PartialDate:
    """Draw a date in a span."""
    day = span.first + dt.timedelta(days=dice.number(0, span.days))
    edtf = dice.one((f"{day}", f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}/{day}"))
    return PartialDate(date=parse_edtf(edtf), qualifier=dice.one(tuple(DateQualifier)))
