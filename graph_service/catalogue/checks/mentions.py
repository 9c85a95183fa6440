"""Slugs in notes and in `disputed`: they name entries, as in "left out by iom-coalition-2018"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Problem, Rule, nearest, quoted
from graph_service.i18n import _
from graph_service.model.types import COUNTRY

from .texts import Text, problem_in, texts_of

_SLUG = re.compile(r"(?<![\w/.@-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w@]|-\w|\.\w)")
_TYPES = frozenset(("gp", "xv", "kt", "agr", "prog"))
"""How slugs of practices, visits, transfers, agreements and programmes begin, by custom."""
_WORDS = frozenset(("can", "pan", "per"))
"""Slugs of countries with which words begin, too: "pan-americano"."""
_FEW = 3
"""Slugs with a common beginning; fewer may be ordinary words, as in "civil-society"."""


def slugs_in(texts: Iterable[Text]) -> tuple[str, ...]:
    """Return what looks like slugs in the remarks of an entry."""
    remarks = (text.text for text in texts if text.prop.remark)
    return tuple(slug for remark in remarks for slug in _SLUG.findall(remark))


class Mentions:
    """Finds slugs in remarks that no entry has."""

    def __init__(self, slugs: Mapping[str, frozenset[str]]) -> None:
        self._known = frozenset().union(*slugs.values())
        self._heads: dict[str, int] = {}
        self._countries = slugs.get(COUNTRY.name, frozenset()) - _WORDS
        for slug in self._known:
            head, hyphen, _rest = slug.partition("-")
            if hyphen:
                self._heads[head] = self._heads.get(head, 0) + 1
        self._unknown: list[tuple[Text, str]] = []

    def check(self, entry: Entry, slugs: Sequence[str]) -> None:
        """Remember the unknown slugs in the remarks of an entry."""
        if not any(map(self._is_unknown, slugs)):
            return
        for text in texts_of(entry):
            found = _SLUG.findall(text.text) if text.prop.remark else ()
            self._unknown += ((text, slug) for slug in found if self._is_unknown(slug))

    def _is_unknown(self, slug: str) -> bool:
        head = slug.partition("-")[0]
        return slug not in self._known and (head in self._heads or head in self._countries)

    def unknown(self, former: Mapping[str, str]) -> Iterator[Problem]:
        """Yield the unknown slugs; call it last, with the present slugs by former ones."""
        for text, slug in self._unknown:
            present = former.get(slug)
            head = slug.partition("-")[0]
            if present is None:
                alike = (known for known in self._known if known.startswith(f"{head}-"))
                present = nearest(slug, alike)
            is_frequent = self._heads.get(head, 0) >= _FEW and slug.count("-") > 1
            is_reference = head in _TYPES or head in self._countries or is_frequent
            if present is not None or is_reference:
                message = _(
                    "{value} in {field} is not the slug of an entry: correct it, or write the"
                    " entry",
                    value=quoted(slug),
                    field=text.field,
                )
                yield problem_in(
                    text, Rule.REFERENCE_LIKELY, message, value=slug, suggestion=present
                )
