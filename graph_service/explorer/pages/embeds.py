"""Parts of pages for other sites to show in a frame: /en/embed/exchanges?show=map&release=1.

An embed is the page at the same address without `embed`, of which it shows one part. Its
parameters are fixed by the site that shows it. With `release`, it says if the catalogue has changed
since that release.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from graph_service.explorer.pages.page import Page, View
from graph_service.explorer.parts.address import Address, not_allowed
from graph_service.explorer.parts.facts import Node, release_of
from graph_service.model.json import Json

PREFIX = "embed"
FRAME = 270
"""The height around the part: its heading, the release, and the notice of a newer release."""
_MAX_DIGITS = 9


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
            public_url: scheme and host of its address.
        """
        source = escape(f"{public_url}{self.address}")
        return (
            f'<iframe src="{source}" title="{escape(title)}" width="100%" height="{self.height}"'
            ' loading="lazy"></iframe>'
        )


class EmbedPage(Page):
    """A part of a page, in a frame of another site."""

    template = "embed.html"
    is_framed = True

    def __init__(self, page: Page) -> None:
        """Declare the page.

        Args:
            page: the page of which it shows a part.
        """
        self.path = (PREFIX, *page.path)
        self.operation = page.operation
        self.entry = page.entry
        self._page = page

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the variables of the page.

        Raises:
            AddressInvalid: when there is no such part, or the release isn't a number.
        """
        part, release = address.value("show"), address.value("release")
        if part is not None and part not in self._page.parts:
            raise not_allowed("show", part, self._page.parts, address.language)
        if release is not None and not _is_number(release):
            raise not_allowed("release", release, ("1",), address.language)
        return self._page.variables(_whole(address))

    def view(self, address: Address, data: Node) -> View:
        """Show a part of the page."""
        whole = _whole(address)
        view = self._page.view(whole, data)
        release = address.value("release")
        present = str((release_of(data) or {}).get("number"))
        values = {
            **view.values,
            "part": address.value("show") or self._page.parts[0],
            "page": whole,
            "made_of": release if release and release != present else None,
        }
        return View(view.title, values)


def embed_address(address: Address, part: str, data: Node) -> Address:
    """Return the address of a part of a page, which names the present release."""
    release = release_of(data) or {}
    query = (*address.query, ("show", part), ("release", str(release.get("number"))))
    return replace(address, segments=(PREFIX, *address.segments), query=query)


def _whole(address: Address) -> Address:
    """Return the address of the page itself."""
    own = ("show", "release")
    query = tuple((name, value) for name, value in address.query if name not in own)
    return replace(address, segments=address.segments[1:], query=query)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS
