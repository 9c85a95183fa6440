"""A page: the form of its address, its operation, its template and what the template shows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node, next_cursor, object_in
from graph_service.explorer.parts.operations import Operation
from graph_service.explorer.parts.tables import Table
from graph_service.model.ids import split_id
from graph_service.model.json import Json

ANY = "*"
"""In the path of a page: any part, such as a slug."""


@dataclass(frozen=True)
class View:
    """What a page shows.

    Attributes:
        title: of the document, and its heading.
        values: what the template reads beside the data, by name.
        status: the HTTP status.
    """

    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


class Page(ABC):
    """A kind of page.

    Attributes:
        path: the parts of its path after the language; ANY stands for any part.
        operation: what it shows comes from the answer to this operation.
        template: the name of its template.
        entry: the root field of the entry whose slug is in the path, at ANY.
        listed: the root field of a list that goes on in further pages, by `first` and `after`.
        parts: the names of its parts that other sites can show in a frame.
        is_framed: whether it is for frames of other sites.
        feed: the template of its Atom feed, which is at its address with `.atom`; empty if none.
    """

    path: tuple[str, ...]
    operation: Operation
    template: str
    entry: str | None = None
    listed: str | None = None
    parts: tuple[str, ...] = ()
    is_framed = False
    feed = ""

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the variables of the operation, except `lang`: the slug of its entry, if any.

        Raises:
            AddressInvalid: when a parameter has a value that isn't allowed.
        """
        return {"slug": address.segments[self.path.index(ANY)]} if self.entry else {}

    @abstractmethod
    def view(self, address: Address, data: Node) -> View:
        """Return what the page shows of the data of its operation, which has its entry."""

    def entry_in(self, data: Node) -> Node:
        """Return the entry that the page is about; empty if there is none."""
        return object_in(data.get(self.entry)) if self.entry else {}

    def place(self, address: Address, data: Node) -> Address | None:
        """Return the present address of the page; None if the answer doesn't have its entry.

        Under a former slug of the entry, a page has moved.
        """
        if not self.entry:
            return address
        entry = self.entry_in(data)
        if not entry:
            return None
        _, slug = split_id(str(entry["id"]))
        at = self.path.index(ANY)
        segments = (*address.segments[:at], slug, *address.segments[at + 1 :])
        return replace(address, segments=segments)

    def list_in(self, data: Node) -> Json:
        """Return the list that goes on in further pages, or None."""
        return data.get(self.listed) if self.listed else None

    def table(self, _: Address, __: Node) -> Table:
        """Return the page as a table, for CSV and XLSX; only pages that implement this have one."""
        raise NotImplementedError

    @property
    def has_table(self) -> bool:
        """Whether the page can be downloaded as CSV and XLSX."""
        return type(self).table is not Page.table


class ChosenCountryPage(Page):
    """A page that may be about one country of the region: the parameter `country`."""

    def variables(self, address: Address) -> dict[str, Json]:
        """Look the country up by its slug, if one is chosen."""
        chosen = address.value("country") or ""
        return {"country": chosen, "isChosen": bool(chosen)}

    def place(self, address: Address, data: Node) -> Address | None:
        """Return the address; None if there is no such country in the region."""
        found = object_in(data.get("country"))
        return address if found.get("inRegion") or not address.value("country") else None


def next_address(address: Address, listed: Json) -> Address | None:
    """Return the address of what follows in a list, as a page or in the same format."""
    after = next_cursor(listed)
    if after is None:
        return None
    kept = address.in_format(address.format)
    return replace(kept, query=(*kept.query, ("after", after)))
