"""Rules across files: every reference names an entry; slugs and codes are unique."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from graph_service.catalogue.entries import Entry, Link, Reference
from graph_service.catalogue.files.read import Reading, read_folder
from graph_service.catalogue.model_messages import type_name
from graph_service.catalogue.problems import (
    Place,
    Problem,
    Rule,
    nearest,
    printable,
    quoted,
    report,
)
from graph_service.console import OnStep, ignore_steps
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import PROPERTIES
from graph_service.model.ids import slugify
from graph_service.model.text import fold
from graph_service.model.types import COUNTRY, INSTITUTION, SOURCE

_MAX_SUGGESTIONS = 100
_NEIGHBOURS = 1_000
"""Slugs before and after a word in the alphabet that are compared with it."""


def read_catalogue(seeds: Path, on_step: OnStep = ignore_steps) -> Iterator[Entry]:
    """Check a folder, and yield its entries until there is a problem.

    Raises:
        CatalogueInvalid: at the end, with every problem of every file.
    """
    reading = read_folder(seeds)
    on_progress = on_step(_("Reading the files"), len(reading.files))
    for entry in check_entries(reading):
        on_progress(1)
        if not reading.problems:
            yield entry
    if reading.problems:
        raise invalid(reading.problems)


def invalid(problems: Sequence[Problem]) -> CatalogueInvalid:
    """Return an error with all problems."""
    return CatalogueInvalid(report(problems), problems=[str(p) for p in problems])


def check_entries(reading: Reading) -> Iterator[Entry]:
    """Yield one entry per slug; after the last, `reading.problems` is complete."""
    references = _References(reading)
    index = _Index(reading)
    for file, entry in reading.entries():
        references.check(entry)
        if file.is_first:
            reading.problems.extend(index.check(entry))
            yield entry
    reading.problems.extend(references.unknown(index))


def _nearest(word: str, slugs: Sequence[str]) -> str | None:
    """Return the slug that was probably meant; among thousands, one with a similar beginning."""
    middle = bisect(slugs, fold(word))
    return nearest(word, slugs[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS])


class _References:
    """Finds references without an entry; a file that can't be read counts as one."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._unknown: list[tuple[NodeType, Problem]] = []

    def check(self, entry: Entry) -> None:
        for link in entry.links:
            self._link(entry, link)
        for part in entry.parts:
            self.check(part.entry)

    def unknown(self, index: _Index) -> Iterator[Problem]:
        """Yield unknown references; call it last, as suggestions need all former slugs."""
        near: dict[tuple[str, str], str | None] = {}
        known = {name: sorted(slugs) for name, slugs in self._reading.slugs.items()}
        for target, problem in self._unknown:
            key = (target.name, problem.value or "")
            if key not in near:
                near[key] = index.renamed(*key) or index.named(*key)
                if near[key] is None and len(near) <= _MAX_SUGGESTIONS:
                    near[key] = _nearest(key[1], known.get(target.name, []))
            yield replace(problem, suggestion=near[key])

    def _link(self, entry: Entry, link: Link) -> None:
        self._reference(entry, link.edge.target, link.target, link.path)
        for source in link.sources:
            self._reference(entry, SOURCE, source, f"{link.path}.sources")
        if link.edge.target is entry.type and link.target.slug == entry.slug:
            self._reading.problems.append(
                Problem(
                    place=link.target.place or entry.start,
                    rule=Rule.ENTRY_ITSELF,
                    field=link.path,
                    value=link.target.slug,
                    message=_(
                        "{value} in {field} is this entry itself",
                        value=quoted(link.target.slug),
                        field=link.path,
                    ),
                )
            )

    def _reference(self, entry: Entry, target: NodeType, reference: Reference, path: str) -> None:
        if reference.slug in self._reading.slugs.get(target.name, ()):
            return
        problem = Problem(
            place=reference.place or entry.start,
            rule=Rule.ENTRY_UNKNOWN,
            field=path,
            value=reference.slug,
            message=_(
                "unknown {type} {value} in {field}",
                type=type_name(target),
                value=quoted(reference.slug),
                field=path,
            ),
            allowed=_("the name of a file in {folder}/, without .yaml", folder=f"{target.folder}"),
        )
        self._unknown.append((target, problem))


class _Index:
    """Finds former slugs and codes of two entries, and entries by former slug or by name."""

    def __init__(self, reading: Reading) -> None:
        self._slugs = reading.slugs
        self._former: dict[tuple[str, str], tuple[str, Place]] = {}
        self._codes: dict[tuple[str, str, str], Place] = {}
        self._names: dict[tuple[str, str], str] = {}

    def renamed(self, type_name: str, slug: str) -> str | None:
        """Return the present slug of the entry with a former slug."""
        present, _place = self._former.get((type_name, slug), (None, None))
        return present

    def named(self, type_name: str, name: str) -> str | None:
        """Return the slug of the country or institution with a name: "Costa Rica" → "cri"."""
        return self._names.get((type_name, slugify(name) or ""))

    def check(self, entry: Entry) -> Iterator[Problem]:
        yield from self._former_slugs(entry)
        if entry.type in (COUNTRY, INSTITUTION):
            for text in _names(entry):
                self._names.setdefault((entry.type.name, slugify(text) or text), entry.slug)
        for name, value in _codes_of(entry).items():
            place = entry.places.get(name, entry.start)
            first = self._codes.setdefault((entry.type.name, name, value), place)
            if first is not place:
                yield Problem(
                    place=place,
                    rule=Rule.CODE_TAKEN,
                    field=name,
                    value=value,
                    message=_already_used(value, name, first),
                )

    def _former_slugs(self, entry: Entry) -> Iterator[Problem]:
        place = entry.places.get("formerSlugs", entry.start)
        for slug in entry.former_slugs:
            key = (entry.type.name, slug)
            _slug, first = self._former.setdefault(key, (entry.slug, place))
            if slug in self._slugs[entry.type.name]:
                message = _(
                    "{slug} in formerSlugs is the slug of a current entry", slug=quoted(slug)
                )
            elif first is not place:
                message = _already_used(slug, "formerSlugs", first)
            else:
                continue
            yield Problem(
                place=place,
                rule=Rule.SLUG_TAKEN,
                field="formerSlugs",
                value=slug,
                message=message,
            )


def _already_used(value: str, field: str, place: Place) -> Wording:
    return _(
        "{value} in {field} is already used in {file}:{line}",
        value=quoted(value),
        field=field,
        file=printable(place.file),
        line=place.line,
    )


def _names(entry: Entry) -> Iterator[str]:
    name = entry.values.get("name")
    acronym = entry.values.get("acronym")
    if isinstance(name, Mapping):
        yield from (str(text) for text in name.values())
    if isinstance(acronym, str):
        yield acronym


def _codes_of(entry: Entry) -> Mapping[str, str]:
    return {
        prop.name: str(entry.values[prop.name])
        for prop in PROPERTIES[entry.type.name].values()
        if prop.code and prop.name in entry.values
    }
