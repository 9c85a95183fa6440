"""A page: the form of its address, its operation, its template and what the template shows."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from graph_service.explorer.address import Address
from graph_service.explorer.documents import Operation
from graph_service.explorer.facts import Node
from graph_service.explorer.tables import Table
from graph_service.explorer.texts import translations
from graph_service.model.json import Json

ANY = "*"
"""In the path of a page: any part, such as a slug."""


class AddressInvalid(Exception):
    """A parameter of an address has a value that isn't allowed; the message is for readers."""


@dataclass(frozen=True)
class Embed:
    """A part of a page that other sites can show in a frame.

    Attributes:
        label: what it shows.
        address: of the part, with the present release.
        height: in pixels, which all of it takes in a frame of 640 pixels.
    """

    label: str
    address: Address
    height: int

    def code(self, title: str, public_url: str) -> str:
        """Return the HTML that shows it in another site.

        Args:
            title: of the page.
            public_url: scheme and host of its address; empty if they are not known.
        """
        source = escape(f"{public_url}{self.address}")
        return (
            f'<iframe src="{source}" title="{escape(title)}" width="100%" height="{self.height}"'
            ' loading="lazy"></iframe>'
        )


@dataclass(frozen=True)
class View:
    """What a page shows.

    Attributes:
        title: of the document, and its heading.
        values: what the template reads beside the data, by name.
        address: the address to redirect to, if the page has moved.
        status: the HTTP status.
    """

    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    address: Address | None = None
    status: int = 200


class Page(ABC):
    """A kind of page.

    Attributes:
        path: the parts of its path after the language; ANY stands for any part.
        operation: what it shows comes from the answer to this operation.
        template: the name of its template.
        listed: the root field of a list that goes on in further pages, by `first` and `after`.
        parts: the names of its parts that other sites can show in a frame.
        is_framed: whether it is for frames of other sites.
    """

    path: tuple[str, ...]
    operation: Operation
    template: str
    listed: str | None = None
    parts: tuple[str, ...] = ()
    is_framed = False

    def variables(self, _: Address) -> dict[str, Json]:
        """Return the variables of the operation, except `lang`.

        Raises:
            AddressInvalid: when a parameter has a value that isn't allowed.
        """
        return {}

    @abstractmethod
    def view(self, address: Address, data: Node) -> View | None:
        """Return what the page shows of the data of its operation; None if there is nothing."""

    def list_in(self, data: Node) -> Json:
        """Return the list that goes on in further pages, or None."""
        return data.get(self.listed) if self.listed else None

    def table(self, _: Address, __: Node) -> Table:
        """Return the rows of the CSV of the page; only pages that implement this have one."""
        raise NotImplementedError

    @property
    def has_table(self) -> bool:
        """Whether the page can be downloaded as CSV."""
        return type(self).table is not Page.table


def not_allowed(field: str, value: str, allowed: Sequence[str], language: str) -> AddressInvalid:
    """Return the error that a parameter has none of the allowed values."""
    message = translations(language).gettext(
        "{field}: “{value}” is not one of its values. Allowed: {allowed}."
    )
    named = ", ".join(allowed) or "–"
    return AddressInvalid(message.format(field=field, value=value, allowed=named))


def kebab_case(name: str) -> str:
    """Return a name in the form of addresses: good-practice for goodPractice.

    >>> kebab_case("goodPractice"), kebab_case("VICTIM_CARE")
    ('good-practice', 'victim-care')
    """
    if name.isupper():
        return name.lower().replace("_", "-")
    return re.sub("(?<=[a-z])([A-Z])", r"-\1", name).lower()
