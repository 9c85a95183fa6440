"""Dates in EDTF (ISO 8601-2:2019), the subset that the catalogue needs, with their bounds.

`kinds/scalars.py` stores them with their bounds; lists are sorted by the latest day, then by the
earliest (`_days` in compiler/fields/orders.py).
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .enums import DatePrecision, DateQualifier
from .labels import Labels

NO_YEAR = "there is no year 0"
NO_MONTH = "there is no such month"
NO_DAY = "there is no such day"
BACKWARDS = "it ends before it starts"
REASONS = (NO_YEAR, NO_MONTH, NO_DAY, BACKWARDS)
"""Why a well-formed text is not a date."""

# The parser accepts any two digits, so that it can say which month or day does not exist.
_POINT = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?)?", re.ASCII)
_YEAR_UNKNOWN = re.compile(r"XXXX-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)

FORMS_OF: Mapping[DatePrecision, str] = {
    DatePrecision.DAY: "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    DatePrecision.MONTH: "[0-9]{4}-[0-9]{2}",
    DatePrecision.YEAR: "[0-9]{4}",
    DatePrecision.SPAN: "[0-9.][^X]*/[^X]*",
    DatePrecision.YEAR_UNKNOWN: "XXXX.*",
}
"""By precision, a regular expression for its dates among all dates."""

_EXAMPLES = (
    "2018, 2018-10, 2018-10-09, 2018-10-09/2018-10-12, 2018/2018-10-09, ../2018-10-09,"
    " 2018-10-09/.."
)
FORMS = Labels(
    f"{_EXAMPLES} o, si no se conoce el año, XXXX-10-14 o XXXX-10-14/XXXX-10-16",
    f"{_EXAMPLES} or, if the year is unknown, XXXX-10-14 or XXXX-10-14/XXXX-10-16",
    f"{_EXAMPLES} ou, se o ano não é conhecido, XXXX-10-14 ou XXXX-10-14/XXXX-10-16",
)
"""The forms of a date, for messages."""

_MONTH = "(0[1-9]|1[0-2])"
_MONTH_DAY = f"{_MONTH}-(0[1-9]|[12][0-9]|3[01])"
_KNOWN = f"[0-9]{{4}}(-{_MONTH}|-{_MONTH_DAY})?"
_UNKNOWN = f"XXXX-{_MONTH_DAY}"
PATTERN = (
    f"^({_KNOWN}|{_UNKNOWN}|{_UNKNOWN}/{_UNKNOWN}"
    rf"|{_KNOWN}/({_KNOWN}|\.\.)|\.\./{_KNOWN})$"
)
"""The supported forms for JSON Schema; only the parser checks whether the day exists."""


class NotADate(ValueError):
    """A text is not a date; `reason` is one of REASONS, or empty if the form is wrong."""

    def __init__(self, text: str, reason: str = "") -> None:
        why = f" ({reason})" if reason else ""
        super().__init__(f"{text!r} is not a date{why}; allowed: {FORMS.en}")
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Edtf:
    """A parsed EDTF expression.

    Attributes:
        edtf: the expression as written.
        earliest: the first possible day; None if open or unknown.
        latest: the last possible day; None if open or unknown.
        precision: day, month, year, span or unknown year.
    """

    edtf: str
    earliest: datetime.date | None
    latest: datetime.date | None
    precision: DatePrecision

    @property
    def year(self) -> int | None:
        """The year, if both bounds are in the same one."""
        if self.earliest and self.latest and self.earliest.year == self.latest.year:
            return self.latest.year
        return None


_BOUNDS = frozenset({DateQualifier.REPORTED, DateQualifier.PUBLISHED})
"""The qualifiers of dates on which a fact was known, whenever it happened."""


@dataclass(frozen=True, kw_only=True)
class PartialDate:
    """A date as precise as its source: an EDTF expression and a qualifier."""

    date: Edtf
    qualifier: DateQualifier

    @property
    def earliest(self) -> datetime.date | None:
        """The first day on which the fact can have happened; None if it may be any earlier.

        >>> [str(PartialDate(date=parse_edtf(edtf), qualifier=DateQualifier.ON_OR_BEFORE).earliest)
        ...     for edtf in ("2018-10", "2018/2018-10-09")]
        ['None', '2018-01-01']
        """
        is_bound = self.qualifier in _BOUNDS or (
            self.qualifier is DateQualifier.ON_OR_BEFORE
            and self.date.precision is not DatePrecision.SPAN
        )
        return None if is_bound else self.date.earliest

    @property
    def year(self) -> int | None:
        """The year in which the fact certainly happened."""
        return self.date.year if self.earliest else None

    def is_after(self, other: PartialDate) -> bool:
        """Whether the fact certainly happened later than another.

        >>> at, until = (PartialDate(date=parse_edtf(text), qualifier=qualifier) for text, qualifier
        ...     in (("2019", DateQualifier.AT), ("2018-10", DateQualifier.ON_OR_BEFORE)))
        >>> at.is_after(until), until.is_after(at)
        (True, False)
        """
        first, last = self.earliest, other.date.latest
        return first is not None and last is not None and first > last


def _date(year: int, month: int, day: int) -> datetime.date:
    if year < 1:
        raise ValueError(NO_YEAR)
    if not 1 <= month <= 12:
        raise ValueError(NO_MONTH)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(NO_DAY)
    return datetime.date(year, month, day)


def _point(text: str) -> Edtf | None:
    """Parse a day, a month, a year, or a day of an unknown year."""
    if unknown := _YEAR_UNKNOWN.fullmatch(text):
        # 2000 was a leap year: 29 February of an unknown year is valid.
        _date(2000, int(unknown["month"]), int(unknown["day"]))
        return Edtf(edtf=text, earliest=None, latest=None, precision=DatePrecision.YEAR_UNKNOWN)
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year, month, day = int(match["year"]), match["month"], match["day"]
    first = _date(year, int(month or 1), int(day or 1))
    if day:
        return Edtf(edtf=text, earliest=first, latest=first, precision=DatePrecision.DAY)
    if month:
        last = first.replace(day=calendar.monthrange(year, first.month)[1])
        return Edtf(edtf=text, earliest=first, latest=last, precision=DatePrecision.MONTH)
    last = datetime.date(year, 12, 31)
    return Edtf(edtf=text, earliest=first, latest=last, precision=DatePrecision.YEAR)


def _span(text: str) -> Edtf | None:
    """Parse two points separated by a slash; ".." is an open end."""
    start_text, _, end_text = text.partition("/")
    if start_text == end_text == "..":
        return None
    start = None if start_text == ".." else _point(start_text)
    end = None if end_text == ".." else _point(end_text)
    if (start is None) != (start_text == "..") or (end is None) != (end_text == ".."):
        return None
    unknown = [p.precision is DatePrecision.YEAR_UNKNOWN for p in (start, end) if p]
    if any(unknown):
        if len(unknown) != 2 or not all(unknown):
            return None
        return Edtf(edtf=text, earliest=None, latest=None, precision=DatePrecision.YEAR_UNKNOWN)
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if earliest and latest and earliest > latest:
        raise ValueError(BACKWARDS)
    return Edtf(edtf=text, earliest=earliest, latest=latest, precision=DatePrecision.SPAN)


@lru_cache(maxsize=10_000)  # an import parses each date of a table three times
def parse_edtf(text: str) -> Edtf:
    """Parse an EDTF expression.

    >>> parse_edtf("2018-10/..").earliest
    datetime.date(2018, 10, 1)
    >>> parse_edtf("2018-02").latest
    datetime.date(2018, 2, 28)

    Raises:
        NotADate: with the reason and the supported forms.
    """
    try:
        parsed = _span(text) if "/" in text else _point(text)
    except ValueError as error:
        raise NotADate(text, str(error)) from None
    if parsed is None:
        raise NotADate(text)
    return parsed
