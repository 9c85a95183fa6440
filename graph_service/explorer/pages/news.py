"""What is new, of all or of one country: /en/new?country=gtm, and as a feed /en/new.atom."""

from __future__ import annotations

from graph_service.explorer.pages.page import ChosenCountryPage, View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node, nodes_of, object_in, objects_in
from graph_service.explorer.parts.operations import read_operation
from graph_service.model.json import Json

_NEWEST = 30
_READ = 40
_LISTS = (
    "practices", "hostedVisits", "attendedVisits", "transfersGiven", "transfersReceived",
    "agreements", "programmes",
)  # fmt: skip


class NewsPage(ChosenCountryPage):
    """What is new."""

    path = ("new",)
    template = "new.html"
    feed = "feed.xml"
    operation = read_operation("new")

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the country, if one is chosen, and how many changes to read."""
        return {**super().variables(address), "first": _READ}

    def view(self, address: Address, data: Node) -> View:
        """Show the news."""
        country, title = object_in(data.get("country")), address.gettext("What is new")
        values = {"country": country, "news": news_of(data), "choices": nodes_of(data["choices"])}
        return View(f"{title}: {country['name']}" if country else title, values)


def news_of(data: Node, most: int = _NEWEST) -> list[tuple[Node, Node | None]]:
    """Return the entries that the newest releases added or changed, with their newest source.

    Those of one release, such as all of a new database, are in the order of these sources.
    """
    country = object_in(data.get("country"))
    lists = [data.get("evaluations"), *(country.get(name) for name in _LISTS)]
    lists += [source["citedBy"] for source in nodes_of(data.get("sources"))]
    entries = [entry for listed in lists for entry in nodes_of(listed)]
    entries += objects_in([change["entry"] for change in nodes_of(data.get("changes"))])
    dated = {str(entry["id"]): (entry, _newest_source(entry)) for entry in entries}
    return sorted(dated.values(), key=_newness, reverse=True)[:most]


def _newness(dated: tuple[Node, Node | None]) -> tuple[str, str]:
    entry, source = dated
    return str(entry["updatedAt"]), str(source["edtf"]) if source else ""


def _newest_source(entry: Node) -> Node | None:
    """Return the date of the newest source: by the day that it begins, of a known year."""
    dates = objects_in([source["published"] for source in objects_in(entry["sources"])])
    known = [date for date in dates if str(date["edtf"])[:1].isdigit()]
    return max(known, key=lambda date: str(date["edtf"]), default=None)


PAGES = (NewsPage(),)
