"""What sources tell of practices, side by side: /en/details?aspect=resources&topic=hotline."""

from __future__ import annotations

from graph_service.explorer.pages.page import Page, View, next_address
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node, nodes_of, object_in, objects_in
from graph_service.explorer.parts.list_filters import filter_value, terms_of
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.tables import SEPARATOR, Table, date_cells
from graph_service.model.edge_properties import BASIS
from graph_service.model.json import Json
from graph_service.model.types import COUNTRY, DETAIL, GOOD_PRACTICE, SOURCE

ASPECTS = terms_of(DETAIL.property_of("aspect"))
"""The aspects as addresses have them."""
_PAGE_SIZE = 50
_COLUMNS = (
    "id", "practice", "practiceName", "countries", "aspect", "text", "asOf", "asOfQualifier",
    "basis", "sources", "sourcesUrls",
)  # fmt: skip


class DetailsPage(Page):
    """The details of all practices, or those of an aspect, a topic or a country."""

    path = ("details",)
    template = "details.html"
    operation = read_operation("details")
    listed = "details"

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the aspect, the topic, the country and the part of the list."""
        return {
            "aspect": filter_value(DETAIL, "aspect", address),
            **{name: address.value(name) for name in ("topic", "country")},
            "first": _PAGE_SIZE,
            "after": address.value("after"),
        }

    def view(self, address: Address, data: Node) -> View:
        """Show them as a table, with a form to choose."""
        aspects = {key: term.label(address.language) for key, term in ASPECTS.items()}
        title, chosen = DETAIL.plural_label.in_language(address.language), address.value("aspect")
        return View(
            f"{title}: {aspects[chosen]}" if chosen else title,
            {
                "details": nodes_of(data["details"]),
                "total": object_in(data["details"])["totalCount"],
                "aspects": aspects,
                "next": next_address(address, data["details"]),
            },
        )

    def table(self, address: Address, data: Node) -> Table:
        """Return a row per detail, with the addresses of its sources."""
        rows = []
        for detail in nodes_of(data["details"]):
            practice, sources = object_in(detail["practice"]), [*objects_in(detail["sources"])]
            rows.append((
                str(detail["id"]), str(practice["slug"]), str(practice["name"]),
                SEPARATOR.join(str(one["name"]) for one in nodes_of(practice["countries"])),
                str(detail["aspectLabel"]), str(detail["text"]), *date_cells(detail["asOf"]),
                str(object_in(detail["practiceEdge"])["basis"]),
                SEPARATOR.join(str(one["name"]) for one in sources),
                "\n".join(str(one["url"]) for one in sources if one["url"]),
            ))  # fmt: skip
        labels = (
            GOOD_PRACTICE.label, COUNTRY.plural_label, DETAIL.property_of("aspect").label,
            DETAIL.property_of("text").label, DETAIL.property_of("asOf").label, BASIS.label,
            SOURCE.plural_label,
        )  # fmt: skip
        practice_label, *others, as_of, basis, cited = (
            label.in_language(address.language) for label in labels
        )
        headings = (
            "id", address.gettext("{label}: ids", label=practice_label), practice_label, *others,
            as_of, address.gettext("{label}: how to read the date", label=as_of), basis,
            cited, f"{cited}: URL",
        )  # fmt: skip
        return Table(_COLUMNS, tuple(rows), headings)


PAGES = (DetailsPage(),)
