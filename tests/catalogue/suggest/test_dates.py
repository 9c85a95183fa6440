"""Dates as people write them lead to the dates that were meant."""

import pytest

from graph_service.catalogue.suggest.dates import date_advice, likely_dates
from graph_service.i18n import Language, Wording


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31/12/2018", "2018-12-31"),
        ("9/9/18", "2018-09-09"),
        ("10/2018", "2018-10"),
        ("2018/10/09", "2018-10-09"),
        ("2018-9-3", "2018-09-03"),
        ("20181009", "2018-10-09"),
        ("2018-10-09T00:00:00", "2018-10-09"),
        ("2018-13-01", "2018-01-13"),
        ("2018-10-00", "2018-10"),
        ("octubre de 2018", "2018-10"),
        ("Outubro de 2018", "2018-10"),
        ("oct-18", "2018-10"),
        ("9-oct-18", "2018-10-09"),
        ("martes 9 de octubre del 2018", "2018-10-09"),
        ("1.º de mayo de 2018", "2018-05-01"),
        ("October 9th, 2018", "2018-10-09"),
        ("9 de octubre", "XXXX-10-09"),
        ("2018-2020", "2018/2020"),
        ("2018 – 2020", "2018/2020"),
        ("2018-19", "2018/2019"),
        ("entre 2018 y 2020", "2018/2020"),
        ("del 9 al 12 de octubre de 2018", "2018-10-09/2018-10-12"),
        ("9 y 10 de octubre de 2018", "2018-10-09/2018-10-10"),
        ("October 9-12, 2018", "2018-10-09/2018-10-12"),
        ("30 de septiembre al 2 de octubre de 2018", "2018-09-30/2018-10-02"),
        ("mayo 2018 - junio 2019", "2018-05/2019-06"),
        ("primer semestre de 2018", "2018-01/2018-06"),
        ("II trimestre de 2018", "2018-04/2018-06"),
        ("desde octubre de 2018", "2018-10/.."),
        ("2018 a la fecha", "2018/.."),
        ("hasta 2018", "../2018"),
        ("década de 1990", "1990/1999"),
        ("años 90", "1990/1999"),
        ("hacia 2018", "2018"),
        ("a mediados de 2018", "2018"),
        ("2018.", "2018"),
        ("2018 (aprox.)", "2018"),
        ("2018--10", "2018-10"),
        ("2018-Q3", "2018-07/2018-09"),
        ("T1 2018", "2018-01/2018-03"),
        ("2018-10-09 a 12", "2018-10-09/2018-10-12"),
        ("43382.5", "2018-10-09"),
        ("2,018", "2018"),
        ("2.018", "2018"),
        ("octubre de 2,018", "2018-10"),
        ("1.998 - 2.003", "1998/2003"),
    ],
)
def test_one_meaning_is_suggested(text: str, expected: str) -> None:
    assert likely_dates(text) == (expected,)
    assert date_advice(text) == (expected, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31/4/2019", "el día correcto, porque 2019-04-31 no existe, o solo el mes: 2019-04"),
        (
            "30 de febrero de 2019",
            "el día correcto, porque 2019-02-30 no existe, o solo el mes: 2019-02",
        ),
        ("9/10", "también el año, como en 2018-10-09; si no se conoce, XXXX-10-09"),
        ("octubre", "también el año, como en 2018-10"),
    ],
)
def test_what_a_date_lacks(text: str, expected: str) -> None:
    suggestion, choice = date_advice(text)
    assert suggestion is None
    assert isinstance(choice, Wording)
    assert choice.render(Language.ES) == expected


@pytest.mark.parametrize("text", ["9/10/2018", "9-10-18", "9.10.2018"])
def test_two_meanings_are_offered(text: str) -> None:
    suggestion, choice = date_advice(text)
    assert suggestion is None
    assert isinstance(choice, Wording)
    assert choice.render(Language.ES) == (
        "2018-10-09 si es el 9 de octubre, 2018-09-10 si es el 10 de septiembre"
    )


@pytest.mark.parametrize(
    "text",
    ["", "1.200", "pronto", "s/f", "octubre", "31/02/2018", "2018-02-30", "2018 o 2019", "9" * 90],
)
def test_nothing_is_guessed(text: str) -> None:
    assert likely_dates(text) == ()


@pytest.mark.parametrize("text", ["primavera 2018", "Semana Santa de 2018", "otoño austral (2018)"])
def test_no_month_is_invented_for_a_season(text: str) -> None:
    suggestion, choice = date_advice(text)
    assert suggestion is None
    assert isinstance(choice, Wording)
    assert choice.render(Language.ES) == (
        "2018, y meses o días solo si la fuente los nombra, como en 2020-10 o 2020-10-09/2020-10-12"
    )


@pytest.mark.parametrize("text", ["", "pronto", "verano 2018/2019", "9" * 90])
def test_no_year_is_guessed(text: str) -> None:
    assert date_advice(text) == (None, None)
