"""Draws dates of random precision."""

from __future__ import annotations

import datetime as dt

from bench.names import Dice
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier
from graph_service.model.storage import Value


def dated(dice: Dice, name: str, share: float) -> dict[str, Value]:
    """Draw a date, or no date."""
    return {name: _date(dice)} if dice.chance(share) else {}


def dates_in_order(dice: Dice, number: int) -> list[PartialDate]:
    """Draw dates that may follow one another."""
    return sorted((_date(dice) for _ in range(number)), key=_latest)


def _latest(date: PartialDate) -> dt.date:
    return date.date.latest or dt.date.max


def _date(dice: Dice) -> PartialDate:
    day = dt.date(2004, 1, 1) + dt.timedelta(days=dice.number(0, 7800))
    edtf = dice.one((f"{day}", f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}/{day}"))
    return PartialDate(date=parse_edtf(edtf), qualifier=dice.one(tuple(DateQualifier)))
