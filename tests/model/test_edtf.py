"""EDTF dates; the expected bounds were written by hand."""

import datetime as dt

import pytest

from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DatePrecision, DateQualifier


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "precision", "year"),
    [
        ("2018", "2018-01-01", "2018-12-31", "YEAR", 2018),
        ("2024-02", "2024-02-01", "2024-02-29", "MONTH", 2024),
        ("2018-10-19", "2018-10-19", "2018-10-19", "DAY", 2018),
        ("2022-03-29/2022-03-31", "2022-03-29", "2022-03-31", "SPAN", 2022),
        ("2018/2018-10-09", "2018-01-01", "2018-10-09", "SPAN", 2018),
        ("../2018-10-09", None, "2018-10-09", "SPAN", None),
        ("2019/..", "2019-01-01", None, "SPAN", None),
        ("2018/2024", "2018-01-01", "2024-12-31", "SPAN", None),
        ("XXXX-10-14", None, None, "YEAR_UNKNOWN", None),
        ("XXXX-10-14/XXXX-10-16", None, None, "YEAR_UNKNOWN", None),
        ("XXXX-02-29", None, None, "YEAR_UNKNOWN", None),
    ],
)
def test_valid_dates(
    edtf: str, earliest: str | None, latest: str | None, precision: str, year: int | None
) -> None:
    date = parse_edtf(edtf)
    assert date.edtf == edtf
    assert (date.earliest, date.latest) == (_day(earliest), _day(latest))
    assert date.precision is DatePrecision[precision]
    assert date.year == year


@pytest.mark.parametrize(
    ("edtf", "qualifier", "earliest", "year"),
    [
        ("2018-10", "AT", "2018-10-01", 2018),
        ("2018", "WITHIN", "2018-01-01", 2018),
        ("2018-10-09", "REPORTED", None, None),
        ("2018", "PUBLISHED", None, None),
        ("2018/2018-10-09", "REPORTED", None, None),
        ("2018-10-09", "ON_OR_BEFORE", None, None),
        ("../2018-10-09", "ON_OR_BEFORE", None, None),
        ("2018/2018-10-09", "ON_OR_BEFORE", "2018-01-01", 2018),
    ],
)
def test_a_qualifier_may_leave_only_the_last_day(
    edtf: str, qualifier: str, earliest: str | None, year: int | None
) -> None:
    date = PartialDate(date=parse_edtf(edtf), qualifier=DateQualifier[qualifier])
    assert (date.earliest, date.year) == (_day(earliest), year)


@pytest.mark.parametrize(
    "edtf",
    [
        "", "18", "2018-13", "2018-02-30", "2018-1-1", "2018-10-09/2018-10-08", "../..", "/",
        "2018/", "/2018", "2018/2019/2020", "XXXX", "XXXX-13-01", "XXXX-10-14/2018", "2018~",
        "../XXXX-10-14", " 2018", "2018-10-09T10:00", "٢٠١٨",
    ],
)  # fmt: skip
def test_invalid_dates(edtf: str) -> None:
    with pytest.raises(ValueError, match="allowed: 2018"):
        parse_edtf(edtf)
