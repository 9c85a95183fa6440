"""Rules across files: every reference names an entry; slugs and codes are unique.

The mistakes within each entry are found on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.labelled import with_labels
from graph_service.catalogue.files.read import Reading
from graph_service.catalogue.model_messages import unknown_entry
from graph_service.catalogue.problems import (
    Place,
    Problem,
    Rule,
    quoted,
    report,
)
from graph_service.catalogue.suggest.names import EntryNames
from graph_service.console import OnStep, ignore_steps
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import PROPERTIES
from graph_service.model.types import SAME_AS, SOURCE

from .cycles import Cycles
from .duplicates import Duplicates
from .entry_checks import entry_findings
from .mentions import Mentions
from .other_type import bare_slug, of_another_type
from .unseen import with_unseen

_MAX_SUGGESTIONS = 100
_MAX_SEVERAL = 200
_AND = re.compile(r" ?[/;,|+&] ?| (?:y|e|and|[-–]) ")
_ADDRESS = re.compile("https?://")
_BEFORE_MORE = re.compile(r"[a-z0-9-]+(?= ?[(\[{:]| pp?\.| p[áa]g)")
"""What may be a slug before a role or a page: "pan (LEARNER)", "iom p. 12"."""


def read_catalogue(reading: Reading, on_step: OnStep = ignore_steps) -> Iterator[Entry]:
    """Check a folder, and yield its entries until there is a problem.

    Raises:
        CatalogueInvalid: at the end, with every problem of every file.
    """
    on_progress = on_step(_("Reading the files"), len(reading.files))
    for entry in check_entries(reading, errors_only=True):
        on_progress(1)
        if not reading.problems:
            yield entry
    if reading.problems:
        raise invalid(reading.problems)


def invalid(problems: Sequence[Problem]) -> CatalogueInvalid:
    """Return an error with all problems."""
    return CatalogueInvalid(
        report([*map(with_labels, problems)]), problems=[str(p) for p in problems]
    )


def check_entries(reading: Reading, *, errors_only: bool = False) -> Iterator[Entry]:
    """Yield one entry per slug; after the last, its problems and weak spots are complete.

    Args:
        reading: the folder.
        errors_only: leave out the weak spots.
    """
    references = _References(reading)
    index = _Index(reading)
    cycles = Cycles()
    duplicates = Duplicates(names=index.names)
    mentions = Mentions(reading.slugs)
    for file, entry in reading.entries():
        references.check(entry)
        found = entry_findings(entry)
        reading.problems.extend(found.errors)
        reading.weak_spots.extend(found.likely)
        if file.path in reading.comments:
            _check_comments(reading, file, entry)
        if file.is_first:
            reading.problems.extend(index.check(entry, found.names))
            cycles.add(entry)
            duplicates.add(entry, found.mentioned)
            mentions.check(entry, found.mentioned)
            yield entry
    reading.problems.extend(references.unknown(index))
    reading.problems.extend((*cycles.errors(), *duplicates.errors()))
    if not errors_only:
        reading.weak_spots.extend((*cycles.weak_spots(), *duplicates.likely()))
        reading.weak_spots.extend(mentions.unknown(index.present_slugs))


def _check_comments(reading: Reading, file: EntryFile, entry: Entry) -> None:
    # Slow to import, and few files have comments.
    from .comments import personal_data_in_comments, texts_cut_off

    comments = reading.comments.pop(file.path)
    for problem in personal_data_in_comments(comments):
        is_error = problem.rule is Rule.PERSONAL_DATA
        (reading.problems if is_error else reading.weak_spots).append(problem)
    reading.weak_spots.extend(texts_cut_off(entry, comments))


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
        """Yield unknown references; call it last, as suggestions need all names."""
        likely: dict[tuple[str, str], tuple[str, ...]] = {}
        for target, problem in self._unknown:
            text = problem.value or ""
            if (target.name, text) in self._reading.misplaced:
                continue
            if problem.rule is Rule.ENTRY_TYPE:
                yield problem
                continue
            if len(several := index.several(target, text)) > 1:
                yield _several(problem, several)
                continue
            if (target.name, text) not in likely:
                few = len(likely) <= _MAX_SUGGESTIONS
                likely[target.name, text] = index.likely(target, text, by_likeness=few)
            match likely[target.name, text]:
                case [slug]:
                    yield replace(problem, suggestion=slug)
                case slugs:
                    yield replace(problem, allowed=slugs or problem.allowed)

    def _link(self, entry: Entry, link: Link) -> None:
        if link.target not in self._reading.slugs.get(link.edge.target.name, ()):
            self._unknown_slug(entry, link.edge.target, link.target, link.path, link.path)
        for number, source in enumerate(link.sources, start=1):
            if source not in self._reading.slugs.get(SOURCE.name, ()):
                field = f"{link.path}.sources"
                self._unknown_slug(entry, SOURCE, source, field, f"{field}[{number}]")
        if link.edge.target is entry.type and link.target == entry.slug:
            self._reading.problems.append(
                Problem(
                    place=entry.place_of(link.path),
                    rule=Rule.ENTRY_ITSELF,
                    field=link.path,
                    value=link.target,
                    message=_(
                        "{value} in {field} is this entry itself: write another one, or remove it",
                        value=quoted(link.target),
                        field=link.path,
                    ),
                )
            )

    def _unknown_slug(
        self, entry: Entry, target: NodeType, slug: str, field: str, path: str
    ) -> None:
        """Remember that no entry has a slug in a field, of which `path` is the item."""
        place = entry.place_of(path)
        other = of_another_type(entry.type, target, slug, field, place, self._reading.slugs)
        if other is not None:
            self._unknown.append((target, other))
            return
        cause, _clean = with_unseen(slug, field) or (None, slug)
        problem = Problem(
            place=place,
            rule=Rule.ENTRY_UNKNOWN,
            field=field,
            value=slug,
            message=cause
            or _(
                "{unknown} {value} in {field}",
                unknown=unknown_entry(target),
                value=quoted(slug),
                field=field,
            ),
            allowed=_(
                "the slug of a source: write an entry with this address into sources/, if none has"
                " it, and its slug here"
            )
            if target is SOURCE and _ADDRESS.match(slug)
            else _("the name of a file in {folder}/, without .yaml", folder=f"{target.folder}"),
        )
        self._unknown.append((target, problem))


def _several(problem: Problem, slugs: Sequence[str]) -> Problem:
    """Return the problem of an item that names several entries, or of a field that has one."""
    if problem.field.endswith(("]", ".sources")):
        return replace(problem, suggestion=", ".join(slugs))
    message = _(
        "{value} in {field} are {number} entries, but the field has one: choose it",
        value=quoted(problem.value or ""),
        field=problem.field,
        number=len(slugs),
    )
    return replace(problem, rule=Rule.FORM, message=message, allowed=slugs)


class _Index:
    """Finds former slugs and codes of two entries, and entries by former slug or by name."""

    def __init__(self, reading: Reading) -> None:
        self._slugs = reading.slugs
        self._former: dict[tuple[str, str], tuple[str, Place]] = {}
        self._codes: dict[tuple[str, str, str], Place] = {}
        self.names = EntryNames()

    @property
    def present_slugs(self) -> Mapping[str, str]:
        """The present slugs by former ones, of all types."""
        return {former: slug for (_type, former), (slug, _place) in self._former.items()}

    def likely(self, target: NodeType, text: str, *, by_likeness: bool) -> tuple[str, ...]:
        """Return the slugs that a text probably means: by path, former slug, name or likeness."""
        known = self._slugs.get(target.name, frozenset())
        if bare_slug(text) in known:
            return (bare_slug(text),)
        if (first := _BEFORE_MORE.match(text)) and first[0] in known:
            return (first[0],)
        present, _place = self._former.get((target.name, text), (None, None))
        if present is not None:
            return (present,)
        if named := self.names.slugs_of(target, text):
            return named
        near = self.names.near(target, text, known) if by_likeness else None
        return (near,) if near is not None else ()

    def several(self, target: NodeType, text: str) -> tuple[str, ...]:
        """Return the slugs of several entries in one item: "cri y hnd" → cri, hnd."""
        found: list[str] = []
        words = text.split() if len(text) <= _MAX_SEVERAL else ()
        if len(words) > 1 and all(w in self._slugs.get(target.name, ()) for w in words):
            return tuple(words)
        parts = _AND.split(" ".join(words))
        for part in parts:
            slugs = (
                (part,)
                if part in self._slugs.get(target.name, ())
                else self.names.slugs_of(target, part)
            )
            if len(slugs) != 1:
                return ()
            found += slugs
        return tuple(found)

    def check(self, entry: Entry, names: Iterable[str]) -> Iterator[Problem]:
        yield from self._former_slugs(entry)
        self.names.add(entry, names)
        for name, field, value in _codes_of(entry):
            place = entry.place_of(field)
            first = self._codes.setdefault((entry.type.name, name, value), place)
            if first is not place:
                yield Problem(
                    place=place,
                    rule=Rule.CODE_TAKEN,
                    field=field,
                    value=value,
                    message=_already_used(value, field, first),
                )

    def _former_slugs(self, entry: Entry) -> Iterator[Problem]:
        slugs = entry.former_slugs
        if not slugs:  # nearly always
            return
        place = entry.place_of("formerSlugs")
        for slug in slugs:
            key = (entry.type.name, slug)
            _slug, first = self._former.setdefault(key, (entry.slug, place))
            if slug in self._slugs[entry.type.name]:
                message = _(
                    "{slug} in {field} is the slug of an entry that is still there: remove it here;"
                    " to unite the two: seeds merge {old} {new}",
                    slug=quoted(slug),
                    field="formerSlugs",
                    old=entry.type.path_of(slug),
                    new=entry.type.path_of(entry.slug),
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
        "{value} in {field} is already used in {place}: correct one of them",
        value=quoted(value),
        field=field,
        place=place.brief,
    )


def _codes_of(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield what no two entries of a type share: property, field, value."""
    for prop in PROPERTIES[entry.type.name].values():
        if prop.code and prop.name in entry.values:
            yield prop.name, prop.name, str(entry.values[prop.name])
    addresses = entry.values.get(SAME_AS.name, ())
    for number, address in enumerate(addresses if isinstance(addresses, list | tuple) else (), 1):
        yield SAME_AS.name, f"{SAME_AS.name}[{number}]", str(address)
