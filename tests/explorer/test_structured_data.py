"""What search engines read of a page."""

import pytest

from graph_service.explorer.pages.page import View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node
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
    distribution = found["distribution"]
    assert isinstance(distribution, list)
    addresses = [each["contentUrl"] for each in distribution if isinstance(each, dict)]
    folder = "https://catalogue.example/export/c0ffeec0ffeec0ff"
    assert addresses == [f"{folder}/{name}.zip" for name in FORMAT_TITLES if has_archives]
