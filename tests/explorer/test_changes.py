"""What releases changed and what is new, in words, and their feeds; no database."""

from xml.etree import ElementTree as ET

from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node
from graph_service.explorer.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
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
    "fields": [{"name": "status"}, {"name": "owners[mp].basis"}, {"name": "started.qualifier"}],
}
CATALOGUE: Node = {"release": RELEASE}
NAMED: Node = {"nameLanguage": "ES", "nameIsTranslation": False}


def entry(name: str, added: int, updated: int, fields: list[str], *published: str) -> Node:
    """Return a practice as the operation selects it; release 1 was a day before release 2."""
    return {
        **NAMED,
        "id": f"GoodPractice:gp-{name}",
        "name": name,
        "addedIn": added,
        "updatedIn": updated,
        "updatedAt": f"2026-11-2{updated + 4}T10:00:00Z",
        "sources": [{"published": {"edtf": day, "qualifier": "AT"}} for day in published],
        "history": {"nodes": [{"fields": [{"name": n} for n in fields]}] if updated > 1 else []},
        "countries": {"nodes": [{"name": "Perú"}]},
    }


def rendered(path: str, data: Node) -> str:
    """Return the page of a path, or its feed."""
    name, _, extension = path.partition(".")
    address = Address("es", (name,), format=extension)
    site = Site()
    page = site.find(address)
    assert page is not None
    found = site.render(page, address, data, "https://a.example")
    assert found is not None
    return found.content.decode()


def test_releases_say_what_they_changed_by_the_names_of_fields() -> None:
    release: Node = {
        **RELEASE,
        "counts": [],
        "changes": {
            "totalCount": 1,
            "facets": [{"values": [{"label": "Cambiada", "count": 1}]}],
            "nodes": [CHANGE],
        },
    }
    info: Node = {"hasNextPage": False, "endCursor": None}
    data: Node = {"releases": {"nodes": [release], "pageInfo": info}, "catalogue": CATALOGUE}
    assert "Estado, Instituciones responsables, Inicio" in rendered("releases", data)
    feed = ET.fromstring(rendered("releases.atom", data))  # noqa: S314
    (found,) = feed.iter(f"{ATOM}entry")
    assert found.findtext(f"{ATOM}id") == "urn:sha256:c0ffee:2"
    assert (found.findtext(f"{ATOM}summary") or "").startswith("Cambiada: 1.")


def test_news_are_those_of_the_newest_release_then_by_their_newest_sources() -> None:
    listed = [
        entry("old", 1, 1, [], "2019", "2018-12-01"),
        entry("late", 1, 1, [], "2025-03-01", "XXXX-12-18"),
        entry("undated", 1, 1, []),
        entry("changed <b>", 1, 2, ["status"]),
        entry("added", 2, 2, [], "2017"),
    ]
    data: Node = {
        "sources": {"nodes": [{"citedBy": {"nodes": [node]}} for node in listed]},
        "changes": {"nodes": [{"entry": listed[3]}, {"entry": None}]},
        "choices": {"nodes": []},
        "catalogue": CATALOGUE,
    }
    feed = ET.fromstring(rendered("new.atom", data))  # noqa: S314
    found = [(one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}summary")) for one in feed[6:]]
    assert found == [
        ("Nuevo: buena práctica: added", "26 nov 2026"),
        ("Cambió: buena práctica: changed <b>", "26 nov 2026: Estado"),
        ("Buena práctica: late", "Fuente más reciente: 1 mar 2025"),
        ("Buena práctica: old", "Fuente más reciente: 2019"),
        ("Buena práctica: undated", "Sus fuentes no tienen fecha."),
    ]
    ids = [one.findtext(f"{ATOM}id") for one in feed[6:]]
    assert ids[0] == "https://a.example/id/GoodPractice/gp-added#release-2"
    page = rendered("new", data)
    assert "Cambió: buena práctica · Perú · 26 nov 2026: Estado" in page
    assert "changed &lt;b&gt;" in page
