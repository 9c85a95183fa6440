"""What search engines read of a page."""

import pytest

from graph_service.explorer.pages.page import View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node, object_in, objects_in
from graph_service.explorer.structured_data import structured_data
from graph_service.model.publication import FORMAT_TITLES

RELEASE: Node = {"number": 1, "version": "c0ffeec0ffeec0ff", "loadedAt": "2026-11-26T10:00:00Z"}


@pytest.mark.parametrize("has_archives", [True, False])
def test_archives_are_named_where_they_can_be_downloaded(has_archives: bool) -> None:
    found = structured_data(
        "https://catalogue.example",
        Address("en"),
        View("Home", {}),
        {"catalogue": {"release": RELEASE}},
        has_archives=has_archives,
    )
    assert found is not None
    addresses = [each["contentUrl"] for each in objects_in(found["distribution"])]
    folder = "https://catalogue.example/export/c0ffeec0ffeec0ff"
    assert addresses == [f"{folder}/{name}.zip" for name in FORMAT_TITLES if has_archives]


def visit(edtf: str, qualifier: str, status: str | None, place: str | None) -> Node:
    """Return what is said of a visit to Peru."""
    entry: Node = {
        "id": "ExchangeVisit:xv-x",
        "name": "Visit",
        "date": {"edtf": edtf, "qualifier": qualifier},
        "status": status,
        "place": place,
        "hostCountries": {"nodes": [{"name": "Peru"}]},
        "hostInstitutions": {"nodes": [{"name": "Police"}]},
    }
    address = Address("en", ("exchange-visits", "xv-x"))
    view = View("Visit", {"entry": entry})
    found = structured_data("https://a.example", address, view, {}, has_archives=False)
    assert found is not None
    return object_in(found["about"])


def test_a_visit_is_an_event_with_its_days_place_and_organizer() -> None:
    event = visit("2018-07-12/2018-07-13", "AT", None, "Lima")
    assert (event["@type"], event["startDate"], event["endDate"]) == (
        "Event",
        "2018-07-12",
        "2018-07-13",
    )
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"] == {"@type": "Place", "name": "Lima"}
    assert event["organizer"] == [{"@type": "Organization", "name": "Police"}]


@pytest.mark.parametrize(
    ("edtf", "qualifier", "start"),
    [
        ("2018-07", "AT", "2018-07"),
        ("2018", "WITHIN", None),
        ("../2018-10-09", "ON_OR_BEFORE", None),
        ("2018-10-09", "PUBLISHED", None),
        ("XXXX-10-09", "AT", None),
    ],
)
def test_only_a_known_day_is_the_start_of_an_event(
    edtf: str, qualifier: str, start: str | None
) -> None:
    assert visit(edtf, qualifier, None, None).get("startDate") == start


def test_no_event_is_said_to_have_taken_place_that_was_only_announced() -> None:
    cancelled = visit("2018", "AT", "CANCELLED", None)
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    assert cancelled["location"] == {"@type": "Place", "name": "Peru"}
    assert "eventStatus" not in visit("2018", "AT", "ANNOUNCED", None)
