"""A day, a month or a year as people write it → its numbers.

"9 octubre 2018" → Point(2018, 10, 9); "9/10/2018" → the same, or Point(2018, 9, 10).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph_service.model.edtf import NotADate, parse_edtf

_MONTHS_OF_A_YEAR = 12
_CENTURY = 50
"""Years of two digits from here on are in the 20th century."""
_MONTHS = (
    ("enero", "january", "janeiro"),
    ("febrero", "february", "fevereiro"),
    ("marzo", "march", "marco"),
    ("abril", "april"),
    ("mayo", "may", "maio"),
    ("junio", "june", "junho"),
    ("julio", "july", "julho"),
    ("agosto", "august"),
    ("septiembre", "setiembre", "september", "setembro"),
    ("octubre", "october", "outubro"),
    ("noviembre", "november", "novembro"),
    ("diciembre", "december", "dezembro"),
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True)
class Point:
    """A day, month or year; None for what the text leaves out."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def completed_by(self, later: Point) -> Point:
        """Return the first point of a span, with the month and the year that only the last has."""
        month = self.month if self.month or not self.day else later.month
        return replace(self, year=self.year or later.year, month=month)

    @property
    def edtf(self) -> str:
        """The point in EDTF, which may name a day that doesn't exist."""
        year = f"{self.year:04}" if self.year is not None else "XXXX"
        if self.month is None:
            return year
        return f"{year}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def is_date(text: str) -> bool:
    """Whether a text is a valid date in EDTF."""
    try:
        parse_edtf(text)
    except NotADate:
        return False
    return True


def points(text: str) -> Iterator[Point]:
    """Yield the days, months or years that a folded text may mean, the likeliest first."""
    if match := re.fullmatch(r"(\d{4})(?:(\d\d)(\d\d)|(?<=19..|20..)(0[1-9]|1[0-2]))?", text):
        yield _year_first(int(match[1]), int(match[2] or match[4] or 0), int(match[3] or 0))
    elif match := re.fullmatch(r"(\d{4}) ?[-/. ] ?(\d{1,2})(?: ?[-/. ] ?(\d{1,2}))?", text):
        year, month, day = (int(group) if group else None for group in match.groups())
        if month is not None and (day is not None or month <= 12):
            yield _year_first(year, month, day)
    elif match := re.fullmatch(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d\d)", text):
        day, month, year = int(match[1]), int(match[2]), _year(match[3])
        orders = [Point(year, month, day), Point(year, day, month)]
        if day > _MONTHS_OF_A_YEAR and len(match[3]) == 2:  # 18-10-09, with the year first
            orders.append(Point(_year(match[1]), month, int(match[3])))
        yield from (point for point in orders if is_date(point.edtf))
    elif match := re.fullmatch(r"(\d{1,2}) ?[-/.] ?(\d{4})", text):
        yield Point(int(match[2]), int(match[1]))
    else:
        yield from _with_name_of_month(text)


def starts(text: str) -> Iterator[Point]:
    """Yield the starts of spans that share their month or their year with the end: "9", "mayo"."""
    if re.fullmatch(r"\d{1,2}", text):
        yield Point(day=int(text))
    elif month := _month(text):
        yield Point(month=month)
    elif match := re.fullmatch(r"(\d{1,2}) ?[/.]? ?([a-z]+\.?|\d{1,2})", text):
        month = int(match[2]) if match[2].isdigit() else _month(match[2])
        if month:
            yield Point(month=month, day=int(match[1]))


def _with_name_of_month(text: str) -> Iterator[Point]:
    if match := re.fullmatch(r"([a-z]{3,}\.?)[-/ ]?'?(\d\d)", text):  # oct-18
        if month := _month(match[1]):
            yield Point(_year(match[2]), month)
        return
    if match := re.fullmatch(r"(\d{1,2}) ?[-/. ] ?([ivx]+) ?[-/. ] ?(\d{4}|\d\d)", text):
        if match[2] in _ROMAN:  # 25-V-2019
            yield Point(_year(match[3]), _ROMAN.index(match[2]) + 1, int(match[1]))
        return
    words = re.findall(r"[a-z]+|\d+", text)
    names = [month for word in words if (month := _month(word))]
    numbers = [word for word in words if word.isdigit()]
    if len(names) != 1 or len(names) + len(numbers) != len(words) or len(numbers) > 2:
        return
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) < 3]
    if len(numbers) == 2 and len(days) == 2 and words[-1] == days[-1]:  # 9-oct-18
        years, days = [days[-1]], days[:1]
    if numbers and len(years) < 2 and len(days) < 2 and len(years) + len(days) == len(numbers):
        year = _year(years[0]) if years else None
        yield Point(year, names[0], int(days[0]) if days else None)


def _year_first(year: int | None, month: int | None, day: int | None) -> Point:
    """Return a point; zeros are left out, and a month after the 12th is the day."""
    if not month:
        return Point(year)
    if month > 12:
        return Point(year, day, month)
    return Point(year, month, day or None)


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= _CENTURY else 2000)


def _month(word: str) -> int | None:
    bare = word.rstrip(".")
    if len(bare) < 3:
        return None
    months = (n for n, names in enumerate(_MONTHS, 1) for name in names if name.startswith(bare))
    return next(months, None)
