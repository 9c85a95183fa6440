"""The site: finds the page of an address, and renders it with the answer to its operation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from markupsafe import Markup

from graph_service.error_codes import Code
from graph_service.explorer.downloads import (
    MEDIA_TYPES,
    csv_content,
    json_content,
    query_address,
    sheet_content,
)
from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.entries import EntryPage
from graph_service.explorer.pages.exchanges import ExchangesPage
from graph_service.explorer.pages.home import HomePage
from graph_service.explorer.pages.page import ANY, Page, View
from graph_service.explorer.pages.search import NOT_FOUND
from graph_service.explorer.pages.two_countries import TwoCountriesPage
from graph_service.explorer.parts.address import DATA_FORMATS, TABLE_FORMATS, Address
from graph_service.explorer.parts.atlas import atlas, close_up
from graph_service.explorer.parts.facts import Node, nodes_of, objects_in, release_of
from graph_service.explorer.parts.languages import LANGUAGES, NAMES
from graph_service.explorer.parts.routes import HEAD, RADIUS
from graph_service.explorer.parts.templates import (
    ASSETS,
    assets,
    environment,
    has_template,
    words_of,
)
from graph_service.explorer.structured_data import structured_data
from graph_service.model import publication
from graph_service.model.graph import PROPERTIES, RELATIONS, TYPES
from graph_service.model.ids import split_id
from graph_service.model.json import Json

_OTHERS = {"png": "picture.svg", "bib": "citation.bib", "ris": "citation.ris"}
"""The templates of formats."""
_PICTURED = (HomePage, EntryPage, ExchangesPage, TwoCountriesPage)


@dataclass(frozen=True)
class Rendered:
    """A page in the format of its address, or the address to which it has moved."""

    status: int
    content: bytes
    moved_to: Address | None = None


def present_address(address: Address) -> Address:
    """Return the address that replaces that of a former page; any other as it is."""
    match address.segments:
        case ("embed", "exchanges", "visits"):
            is_map_of_all = address.value("show") == "map" and not address.value("country")
            return address.with_values("show", ("matrix",)) if is_map_of_all else address
        case (_, _, "around"):
            segments = address.segments[:2]
        case ("compare", "good-practices"):
            segments = ("good-practices", *address.values("left")[:1])
        case ("changes",):
            segments = ("releases",)
        case _:
            return address
    return replace(address, segments=segments, query=())


class Footnotes:
    """Numbers sources while a page is rendered; the list of sources at its end has them all.

    Attributes:
        folds: the numbers of statements some of whose sources are folded.
    """

    def __init__(self) -> None:
        self.folds = count(1)
        self._found: dict[str, tuple[int, Node]] = {}

    def numbers(self, sources: Json) -> list[int]:
        """Return the numbers of the sources of a statement."""
        return sorted({self._number(source) for source in objects_in(sources)})

    @property
    def sources(self) -> Sequence[Node]:
        """The sources in the order of their numbers."""
        return [source for _, source in self._found.values()]

    def _number(self, source: Node) -> int:
        return self._found.setdefault(str(source["id"]), (len(self._found) + 1, source))[0]


class Site:
    """All pages, by their paths.

    Attributes:
        prefix: the path under which the pages are; empty by default.
    """

    def __init__(
        self,
        prefix: str = "",
        graphiql: str = "",
        contact: str | None = None,
        *,
        has_archives: bool = False,
    ) -> None:
        """Set up the pages.

        Args:
            prefix: the path under which they are; empty for the root.
            graphiql: the address of GraphiQL, which opens queries; empty if it is off.
            contact: the email address that readers write to, if there is one.
            has_archives: whether the service has archives of releases.
        """
        self.prefix = prefix
        self._contact = f"mailto:{contact}" if contact else publication.CONTACT
        self._graphiql = graphiql
        self._has_archives = has_archives
        self._pages = _by_path(PAGES)

    def find(self, address: Address) -> Page | None:
        """Return the page of an address, or None."""
        segments = address.segments
        forms = [segments, (*segments[:-1], ANY)]
        if len(segments) > 2:
            forms += [(segments[0], ANY, *segments[2:]), (segments[0], ANY, *segments[2:-1], ANY)]
        return next((self._pages[form] for form in forms if form in self._pages), None)

    def has_format(self, page: Page, name: str) -> bool:
        """Whether a page has a format; one without a picture is shown by that of the first page."""
        has = {
            **dict.fromkeys(TABLE_FORMATS, page.has_table),
            "atom": bool(page.feed),
            "png": isinstance(page, _PICTURED),
        }
        return has.get(name, True)

    def render(
        self, page: Page, address: Address, data: Node, public_url: str = ""
    ) -> Rendered | None:
        """Render a page with the answer to its operation, as SVG for PNG, as JSON for XLSX.

        Args:
            page: at the address.
            address: of the page or of one of its formats.
            data: the answer.
            public_url: scheme and host of absolute addresses.

        Returns:
            None if the answer has no entry.
        """
        place = page.place(address, data)
        if place is None:
            return None
        if place != address:
            return Rendered(308, b"", place)
        if address.format == "csv":
            return Rendered(200, csv_content(page, address, data))
        view = page.view(address, data)
        if address.format == "json":
            return Rendered(200, json_content(page, address, view.title, data, public_url))
        if address.format == "xlsx":
            return Rendered(200, sheet_content(page, address, view.title, data))
        template = {**_OTHERS, "atom": page.feed}.get(address.format, page.template)
        own = replace(address, format="")
        shown = self._render(template, own, view, data, page, public_url)
        return Rendered(view.status, shown.encode())

    def render_problem(
        self, address: Address, status: int, code: Code | None, message: str = ""
    ) -> str:
        """Render a page that says what went wrong, in the reader's language."""
        title = self.problem_title(address, status, code)
        view = View(title, {"status": status, "message": message}, status=status)
        return self._render("problem.html", address, view, {}, None, "")

    def problem_title(self, address: Address, status: int, code: Code | None) -> str:
        """Return what went wrong, in the reader's language."""
        if code in (Code.DEADLINE_EXCEEDED, Code.OVERLOADED):
            return address.gettext("This page takes too long at the moment")
        if code is Code.NO_RELEASE:
            return address.gettext("The catalogue is not loaded yet")
        return {
            400: address.gettext("This address is not valid"),
            404: address.gettext("There is no page at this address"),
            405: address.gettext("Pages can only be read"),
            503: address.gettext("The catalogue can't be reached now"),
        }.get(status, address.gettext("Something went wrong"))

    def _render(
        self,
        template: str,
        address: Address,
        view: View,
        data: Node,
        page: Page | None,
        public_url: str,
    ) -> str:
        pictured = address if page and self.has_format(page, "png") else address.to()
        return (
            environment()
            .get_template(template)
            .render(
                {
                    "atlas": atlas(),
                    "radius": RADIUS,
                    "head": HEAD,
                    **view.values,
                    **words_of(address.language),
                    "title": view.title,
                    "status": view.status,
                    "data": data,
                    "release": release_of(data),
                    "operation": page.operation.text if page else "",
                    "downloads": _downloads(page, address) if page and view.status == 200 else [],
                    "close_up": close_up,
                    "picture": pictured.plain().in_format("png"),
                    "contact": self._contact,
                    "graphiql": self._graphiql
                    and page
                    and query_address(self._graphiql, page, address),
                    "address": address,
                    "canonical": address.canonical(),
                    "home": Address(address.language, prefix=self.prefix),
                    "languages": [(code, NAMES[code]) for code in LANGUAGES],
                    "public_url": public_url,
                    "structured": page
                    and structured_data(
                        public_url, address, view, data, has_archives=self._has_archives
                    ),
                    "asset": self._asset,
                    # A file of this package, not a text of the catalogue.
                    "icon": Markup(assets()["icon.svg"].content.decode()),  # noqa: S704
                    "type_of": _type_of,
                    "field_label": partial(_field_label, address.language),
                    "types": TYPES,
                    "publication": publication,
                    "has_archives": self._has_archives,
                    "nodes_of": nodes_of,
                    "footnotes": Footnotes(),
                }
            )
        )

    def _asset(self, name: str) -> str:
        return f"{self.prefix}/{ASSETS}/{assets()[name].path}"


def _by_path(pages: Iterable[Page]) -> Mapping[tuple[str, ...], Page]:
    """Return the pages by path.

    Raises:
        TypeError: when two pages have one path, or a page has no template.
    """
    found: dict[tuple[str, ...], Page] = {}
    for page in (*pages, NOT_FOUND):
        if not has_template(page.template):
            raise TypeError(f"{type(page).__name__}: there is no template {page.template}")
        if page is not NOT_FOUND and found.setdefault(page.path, page) is not page:
            raise TypeError(f"two pages have the path {'/'.join(page.path)}")
    return found


def _downloads(page: Page, address: Address) -> list[tuple[str, str, Address]]:
    """Return the formats of the data of a page: name, media type and address."""
    names = [name for name in DATA_FORMATS if name not in TABLE_FORMATS or page.has_table]
    return [(name.upper(), MEDIA_TYPES[name], address.in_format(name)) for name in names]


def _field_label(language: str, node_id: str, field: str) -> str:
    """Return the name of a property or a relation for people; the field's if there is none.

    That of a part, such as `events[2].stage` or `started.qualifier`, is that of the whole.
    """
    node_type, name = _type_of(node_id), re.split(r"[.[]", field, maxsplit=1)[0]
    declared = PROPERTIES[node_type].get(name) or RELATIONS[node_type].get(name)
    return declared.label.in_language(language) if declared else field


def _type_of(node_id: str) -> str:
    """Return the name of the type of an id: GoodPractice for GoodPractice:gp-cri-eri."""
    return split_id(node_id)[0]
