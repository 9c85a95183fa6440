"""What holds over all files: every reference has an entry, and nothing is claimed twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_service.errors import CatalogueInvalid
from graph_service.model.declare import NodeType
from graph_service.model.graph import PROPERTIES
from graph_service.model.text import fold
from graph_service.model.types import SOURCE
from graph_service.wording import Wording, _

from .entries import Entry, Link, Reference
from .problems import Place, Problem, Rule, nearest, printable, quoted, report
from .read import Reading, read_folder
from .words import name_of


def read_catalogue(seeds: Path) -> tuple[Entry, ...]:
    """Read a folder and check all of it.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    reading = read_folder(seeds)
    problems = [*reading.problems, *check(reading)]
    if problems:
        raise CatalogueInvalid(report(problems), problems=[str(p) for p in problems])
    return reading.entries


def check(reading: Reading) -> list[Problem]:
    """Give the problems that only show when all files are seen together."""
    references = _References(reading)
    return [
        *(p for e in (*reading.entries, *reading.repeated) for p in references.check(e, "")),
        *_former_slugs(reading),
        *_codes(reading),
    ]


def _start(entry: Entry) -> Place:
    return entry.place or Place(file="")


class _References:
    """Finds what references point to; a broken file is still something to point to."""

    def __init__(self, reading: Reading) -> None:
        self._slugs = reading.slugs
        self._now = {
            (entry.type.name, former): entry.slug
            for entry in reading.entries
            for former in entry.former_slugs
        }
        self._named = dict(_names(reading.entries))
        self._near: dict[tuple[str, str], str | None] = {}

    def check(self, entry: Entry, inside: str) -> Iterator[Problem]:
        for link in entry.links:
            yield from self._link(entry, link)
        for part in entry.parts:
            yield from self.check(part.entry, inside)

    def _link(self, entry: Entry, link: Link) -> Iterator[Problem]:
        yield from self._reference(entry, link.edge.target, link.target, link.path)
        for source in link.sources:
            yield from self._reference(entry, SOURCE, source, f"{link.path}.sources")
        if link.edge.target is entry.type and link.target.slug == entry.slug:
            yield Problem(
                place=link.target.place or _start(entry),
                rule=Rule.ENTRY_ITSELF,
                field=link.path,
                value=link.target.slug,
                message=_(
                    "{value} in {field} is this entry itself",
                    value=quoted(link.target.slug),
                    field=link.path,
                ),
            )

    def _reference(
        self, entry: Entry, target: NodeType, reference: Reference, path: str
    ) -> Iterator[Problem]:
        slugs = self._slugs.get(target.name, frozenset())
        if reference.slug in slugs:
            return
        key = (target.name, reference.slug)
        if key not in self._near:
            meant = self._now.get(key) or self._named.get((target.name, fold(reference.slug)))
            self._near[key] = meant or nearest(reference.slug, sorted(slugs))
        yield Problem(
            place=reference.place or _start(entry),
            rule=Rule.ENTRY_UNKNOWN,
            field=path,
            value=reference.slug,
            message=_(
                "unknown {type} {value} in {field}",
                type=name_of(target),
                value=quoted(reference.slug),
                field=path,
            ),
            allowed=_("the name of a file in {folder}/, without .yaml", folder=f"{target.folder}"),
            suggestion=self._near[key],
        )


def _names(entries: Iterable[Entry]) -> Iterator[tuple[tuple[str, str], str]]:
    """Give the slugs by names and acronyms: people write Honduras, and mean hnd."""
    for entry in entries:
        names = entry.values.get("name")
        texts = names.values() if isinstance(names, Mapping) else (names,)
        for text in (*texts, entry.values.get("acronym")):
            if isinstance(text, str):
                yield (entry.type.name, fold(text)), entry.slug


def _former_slugs(reading: Reading) -> Iterator[Problem]:
    """A former slug belongs to one entry, and is no entry's slug now."""
    claimed: dict[tuple[str, str], Entry] = {}
    for entry in reading.entries:
        for slug in entry.former_slugs:
            place = entry.places.get("formerSlugs", _start(entry))
            key = (entry.type.name, slug)
            first = claimed.setdefault(key, entry)
            if slug in reading.slugs[entry.type.name]:
                message = _("{slug} in formerSlugs is the slug of an entry now", slug=quoted(slug))
            elif first is not entry:
                message = _also(slug, "formerSlugs", first.places.get("formerSlugs", _start(first)))
            else:
                continue
            yield Problem(
                place=place,
                rule=Rule.SLUG_TAKEN,
                field="formerSlugs",
                value=slug,
                message=message,
            )


def _also(value: str, field: str, place: Place) -> Wording:
    return _(
        "{value} in {field} also stands in {file}:{line}",
        value=quoted(value),
        field=field,
        file=printable(place.file),
        line=place.line,
    )


@dataclass(frozen=True)
class _Code:
    type: str
    property: str
    value: str


def _codes(reading: Reading) -> Iterator[Problem]:
    """An identifying code belongs to one entry."""
    first: dict[_Code, Entry] = {}
    for entry in reading.entries:
        for name, value in _own_codes(entry).items():
            code = _Code(entry.type.name, name, value)
            other = first.setdefault(code, entry)
            if other is not entry:
                yield Problem(
                    place=entry.places.get(name, _start(entry)),
                    rule=Rule.CODE_TAKEN,
                    field=name,
                    value=value,
                    message=_also(value, name, other.places.get(name, _start(other))),
                )


def _own_codes(entry: Entry) -> Mapping[str, str]:
    return {
        prop.name: str(entry.values[prop.name])
        for prop in PROPERTIES[entry.type.name].values()
        if prop.code and prop.name in entry.values
    }
