"""Addresses of pages: a language, a path and a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlencode

from graph_service.explorer.parts.languages import LANGUAGES, translations
from graph_service.model.graph import TYPES
from graph_service.model.ids import split_id
from graph_service.model.search_text import MAX_SEARCH_CHARACTERS

PAGING = ("after", "before")
"""The parameters that say which page of a list; another filter begins at the first page."""
TABLE_FORMATS = ("csv", "xlsx")
"""The formats of a page's table, for pages that have one."""
DATA_FORMATS = ("json", *TABLE_FORMATS)
"""The formats in which the data of a page can be downloaded: /en/topics.csv for /en/topics."""
FORMATS = (*DATA_FORMATS, "atom", "bib", "ris", "png")
"""All formats of a page: its data, its feed, its citation, and its picture."""
_MAX_PARAMETERS = 100
_ALIASES = {"q": "text"}
"""Parameters by the names under which search forms elsewhere send them."""


class AddressInvalid(Exception):
    """A parameter of an address has a value that isn't allowed; the message is for readers."""


@dataclass(frozen=True)
class Address:
    """The address of a page.

    Attributes:
        language: "es", "en" or "pt".
        segments: the parts of the path after the language.
        query: the parameters, in order; a name may be repeated.
        prefix: the path under which the pages are, such as /explorer; empty by default.
        format: one of FORMATS; empty for the page itself.
    """

    language: str
    segments: tuple[str, ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    prefix: str = ""
    format: str = ""

    def __str__(self) -> str:
        path = "/".join(quote(part, safe="") for part in (self.language, *self.segments))
        query = f"?{urlencode(self.query)}" if self.query else ""
        extension = f".{self.format}" if self.format else ""
        return f"{self.prefix}/{path}{extension}{query}"

    def gettext(self, message: str, /, **values: object) -> str:
        """Return a message in the language of the page, with values in place of their names."""
        return translations(self.language).gettext(message).format(**values)

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values of a parameter that are not empty."""
        return tuple(value for key, value in self.query if key == name and value)

    def value(self, name: str) -> str | None:
        """Return the last value of a parameter that is not empty."""
        return self.values(name)[-1] if self.values(name) else None

    def text(self) -> str:
        """Return the words to search for; empty if there are none.

        Raises:
            AddressInvalid: when they are longer than the field of the form allows.
        """
        text = self.value("text") or ""
        if len(text) > MAX_SEARCH_CHARACTERS:
            message = self.gettext(
                "The words to search for have {found} characters. At most {allowed} are allowed:"
                " search for fewer words.",
                found=len(text),
                allowed=MAX_SEARCH_CHARACTERS,
            )
            raise AddressInvalid(message)
        return text

    def to(self, *segments: str, **parameters: str) -> Address:
        """Return the address of another page in the same language."""
        return replace(self, segments=segments, query=tuple(parameters.items()), format="")

    def to_entry(self, node_id: str) -> Address | None:
        """Return the address of an entry by its id, `Type:slug`; None if it has no page."""
        name, slug = split_id(node_id)
        folder = TYPES[name].folder if name in TYPES else None
        return self.to(folder, slug) if folder else None

    def canonical(self) -> Address:
        """Return the same page, its parameters in alphabetical order, without empty ones."""
        return replace(
            self, query=tuple(sorted((key, value) for key, value in self.query if value))
        )

    def in_language(self, language: str) -> Address:
        """Return the same page in another language."""
        return replace(self, language=language)

    def for_others(self) -> str:
        """Return the page for readers of none of the languages: the first page asks their browser.

        >>> Address("en").for_others(), Address("pt", ("topics",)).for_others()
        ('/', '/es/topics')
        """
        if not self.segments:
            return self.prefix or "/"
        return str(self.in_language(LANGUAGES[0]))

    def with_values(self, name: str, values: Iterable[str]) -> Address:
        """Return the same page with other values of a parameter, from its first page on."""
        kept = tuple((k, v) for k, v in self.query if k != name and k not in PAGING)
        return replace(self, query=(*kept, *((name, value) for value in values)))

    def toggled(self, name: str, value: str) -> Address:
        """Return the same page with a value added to a parameter, or removed from it."""
        values = self.values(name)
        others = tuple(v for v in values if v != value)
        return self.with_values(name, others if value in values else (*values, value))

    def in_format(self, name: str) -> Address:
        """Return the data of all pages of this list, or of this page, in a format."""
        query = tuple((key, value) for key, value in self.query if key not in PAGING)
        return replace(self, query=query, format=name)

    def parent(self) -> Address:
        """Return the same address without the last part of its path."""
        return replace(self, segments=self.segments[:-1])

    def plain(self) -> Address:
        """Return the same page without parameters."""
        return replace(self, query=())


def parse_address(path: str, query: str, prefix: str = "") -> Address | None:
    """Parse a path, with its prefix and decoded, and a query; None if it has no language.

    >>> parse_address("/en/topics/shelter", "")
    Address(language='en', segments=('topics', 'shelter'), query=(), prefix='', format='')
    """
    path, extension = _split(path)
    language, *segments = path.removeprefix(prefix).removeprefix("/").split("/")
    if language not in LANGUAGES:
        return None
    if segments and not segments[-1]:
        segments.pop()
    try:
        parameters = parse_qsl(query, max_num_fields=_MAX_PARAMETERS)
    except ValueError:
        return None
    named = tuple((_ALIASES.get(name, name), value) for name, value in parameters)
    return Address(language, tuple(segments), named, prefix, extension)


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


def _split(path: str) -> tuple[str, str]:
    """Return a path without its extension, and the format that it names; slugs have no dots."""
    stem, dot, extension = path.rpartition(".")
    return (stem, extension) if dot and extension in FORMATS else (path, "")
