"""What releases changed, in words; no database."""

from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node
from graph_service.explorer.site import Site

RELEASE: Node = {
    "number": 2,
    "version": "c0ffeec0ffeec0ff",
    "loadedAt": "2026-11-26T10:00:00Z",
    "checksum": "c0ffee",
}
CHANGE: Node = {
    "kind": "CHANGED",
    "kindLabel": "Cambiada",
    "entryId": "GoodPractice:gp-a",
    "name": "A",
    "entry": {"id": "GoodPractice:gp-a", "slug": "gp-a"},
    "fields": [
        {"name": "status", "language": None, "before": None, "after": "ACTIVE"},
        {"name": "owners", "language": None, "before": "x", "after": None},
        {"name": "sources", "language": None, "before": "<b>", "after": "y"},
    ],
    "release": RELEASE,
}
INFO: Node = {"hasNextPage": False, "endCursor": None}


def test_fields_are_named_as_on_the_pages_of_entries() -> None:
    address = Address("es", ("changes",))
    page = Site().find(address)
    assert page is not None
    data: Node = {
        "changes": {"totalCount": 1, "pageInfo": INFO, "nodes": [CHANGE]},
        "catalogue": {"release": RELEASE},
    }
    rendered = Site().render(page, address, data)
    assert rendered is not None
    for text in ("Estado</th>", "Instituciones responsables</th>", "<ins>ACTIVE</ins>"):
        assert text in rendered.content.decode()
    assert "<del>&lt;b&gt;</del>" in rendered.content.decode()
