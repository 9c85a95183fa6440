"""The timeline: years and bars; no database."""

import pytest

from graph_service.explorer.pages.timeline import HEIGHT, chart_of, ticks_of, years_of
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node
from graph_service.model.json import Json

HERE = Address("en", ("timeline",))


def counted(**values: int) -> Json:
    """Return a connection with a facet, of keys such as y2018."""
    found: list[Json] = [{"value": key[1:], "count": n} for key, n in values.items()]
    return {"facets": [{"values": found}]}


DATA: Node = {
    "visits": counted(y2018=3, y2020=1),
    "events": counted(y2018=1),
    "agreements": counted(),
}


def test_years_without_anything_keep_their_place() -> None:
    years = years_of(DATA, HERE, 2018)
    assert [(year.number, year.total, year.is_shown) for year in years] == [
        (2018, 4, True), (2019, 0, False), (2020, 1, False)
    ]  # fmt: skip
    assert str(years[0].address) == "/en/timeline/2018"


def test_bars_are_stacked_from_the_bottom() -> None:
    bars = chart_of(years_of(DATA, HERE))
    assert [(bar.series, bar.y, bar.height) for bar in bars] == [
        ("visits", 0.25 * HEIGHT, 0.75 * HEIGHT),
        ("events", 0, 0.25 * HEIGHT),
        ("visits", 0.75 * HEIGHT, 0.25 * HEIGHT),
    ]


@pytest.mark.parametrize(
    ("most", "numbers"),
    [(1, [1]), (4, [1, 2, 3, 4]), (19, [5, 10, 15]), (1_000, [200, 400, 600, 800, 1_000])],
)
def test_the_scale_has_few_round_numbers(most: int, numbers: list[int]) -> None:
    years = years_of({**DATA, "visits": counted(y2018=most), "events": counted()}, HERE)
    ticks = ticks_of(years)
    assert [number for number, _ in ticks] == numbers
    assert ticks[-1][1] == round(HEIGHT - HEIGHT * numbers[-1] / most, 1)


def test_without_dates_there_is_no_chart() -> None:
    nothing = {series: counted() for series in DATA}
    assert years_of(nothing, HERE) == ()
    assert chart_of(()) == []
    assert ticks_of(()) == []
