"""Names before slugs in cells: "Panamá · cri" contradicts itself, as Panamá is another entry.

A name that no entry has is accepted: it may have changed since the template was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import CellPlace, Problem, Rule, quoted
from graph_service.catalogue.suggest.names import EntryNames, name_key, names_of
from graph_service.i18n import _
from graph_service.model.declare import NodeType
from graph_service.model.text import FALLBACK, shown

from .values import named_slug


class NamedSlug(NamedTuple):
    """A slug with a name before it, in the field of a cell."""

    type: NodeType
    name: str
    slug: str
    place: CellPlace
    path: str


@dataclass(kw_only=True)
class NamedSlugs:
    """Compares the names with those of all entries."""

    found: Sequence[NamedSlug]
    _names: EntryNames = field(default_factory=EntryNames)
    _known: set[tuple[str, str]] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        """Add the names of an entry, as a template and as people write them."""
        if any(each.type is entry.type for each in self.found):
            self._known.add((entry.type.name, entry.slug))
            self._names.add(entry, (*names_of(entry), *_offered(entry)))

    def problems(self) -> Iterator[Problem]:
        """Yield the names of other entries than their slugs; call it after the last entry."""
        for each in self.found:
            slugs = self._names.slugs_of(each.type, each.name)
            is_known = (each.type.name, each.slug) in self._known  # others are reported elsewhere
            if is_known and slugs and each.slug not in slugs:
                yield Problem(
                    place=each.place,
                    rule=Rule.FORM,
                    field=each.path,
                    value=f"{each.name} · {each.slug}",
                    message=_(
                        "{value} in {field} names two entries: {first} is {slug}, and {other} is"
                        " another one; choose one of them",
                        value=quoted(f"{each.name} · {each.slug}"),
                        field=each.path,
                        first=quoted(each.name),
                        slug=", ".join(slugs),
                        other=quoted(each.slug),
                    ),
                )


def reference_name(entry: Entry, language: str) -> str:
    """Return the name of an entry in a language, with its acronym."""
    return " ".join(_names(entry, language))


def _names(entry: Entry, language: str) -> Iterator[str]:
    name = entry.values.get("name")
    texts = {key: str(text) for key, text in name.items()} if isinstance(name, Mapping) else {}
    yield shown(texts, language) if texts else str(name or "")
    if isinstance(acronym := entry.values.get("acronym"), str):
        yield acronym


def _offered(entry: Entry) -> Iterable[str]:
    names = {reference_name(entry, language) for language in FALLBACK}
    return [name_key(named_slug("", name)) for name in names]
