"""The years of the timeline; no database."""

from graph_service.explorer.pages.timeline import years_of
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node
from graph_service.model.json import Json

HERE = Address("en", ("timeline",), (("country", "gtm"),))


def counted(**values: int) -> Json:
    """Return a connection with a facet, of keys such as y2018, or by2018 of what has no start."""
    found: list[Json] = [
        {"value": key.replace("by", "../").removeprefix("y"), "count": n}
        for key, n in values.items()
    ]
    return {"facets": [{"values": found}]}


DATA: Node = {
    "visits": counted(y2018=3, y2020=1, by2018=2, by2017=1),
    "events": counted(y2018=1),
    "agreements": counted(),
}


def test_years_go_down_and_those_without_anything_keep_their_place() -> None:
    years = years_of(DATA, HERE, 2018)
    assert [(year.number, year.total, year.is_shown) for year in years] == [
        (2020, 1, False), (2019, 0, False), (2018, 6, True), (2017, 1, False)
    ]  # fmt: skip
    assert [(year.counts["visits"], year.by["visits"]) for year in years] == [
        (1, 0), (0, 0), (3, 2), (0, 1)
    ]  # fmt: skip
    assert str(years[-2].address) == "/en/timeline/2018?country=gtm"


def test_without_dates_there_are_no_years() -> None:
    assert years_of({series: counted() for series in DATA}, HERE) == ()
