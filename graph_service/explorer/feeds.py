"""The feed of releases (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from graph_service.explorer.address import Address
from graph_service.explorer.dates import day_in_words
from graph_service.explorer.facts import Node
from graph_service.explorer.texts import translations


def releases_feed(public_url: str, home: Address, releases: Sequence[Node]) -> str:
    """Return the feed of releases, the newest first."""
    gettext = translations(home.language).gettext
    page, feed = (f"{public_url}{home.to(name)}" for name in ("releases", "releases.atom"))
    entries = "".join(_entry(page, home.language, release) for release in releases)
    updated = escape(str(releases[0]["loadedAt"])) if releases else "1970-01-01T00:00:00Z"
    title = escape(gettext("Releases of the catalogue of good practices against trafficking"))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{home.language}">\n'
        f"<title>{title}</title>\n<id>{escape(feed)}</id>\n<updated>{updated}</updated>\n"
        f"<author><name>{escape(gettext('Good practices against trafficking'))}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(feed)}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>\n'
        f"{entries}</feed>\n"
    )


def _entry(page: str, language: str, release: Node) -> str:
    gettext = translations(language).gettext
    moment = str(release["loadedAt"])
    title = gettext("Release {number} of the catalogue, {day}.").format(
        number=release["number"], day=day_in_words(moment, language)
    )
    checksum = gettext("Checksum {checksum}.").format(checksum=release["checksum"])
    target = f"{page}#release-{release['number']}"
    return (
        f"<entry><title>{escape(title)}</title><id>urn:sha256:{escape(str(release['checksum']))}:"
        f"{release['number']}</id><updated>{escape(moment)}</updated>"
        f"<link href={quoteattr(target)}/><summary>{escape(checksum)}</summary></entry>\n"
    )
