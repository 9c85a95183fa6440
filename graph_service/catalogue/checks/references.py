"""References: to missing entries or those of another type, shared codes, slugs in remarks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.files.read import Reading
from graph_service.catalogue.model_messages import type_name, unknown_entry
from graph_service.catalogue.placeholders import with_unseen
from graph_service.catalogue.problems import (
    Place,
    Problem,
    Rule,
    nearest,
    quoted,
)
from graph_service.catalogue.suggest.names import EntryNames
from graph_service.i18n import Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import PROPERTIES, TYPES, edges_of
from graph_service.model.types import COUNTRY, SAME_AS, SOURCE

from .texts import Text, problem_in, texts_of

_MAX_SUGGESTIONS = 100
_MAX_SEVERAL = 200
_AND = re.compile(r" ?[/;,|+&] ?| (?:y|e|and|[-–]) ")
_ADDRESS = re.compile("https?://")
_BEFORE_MORE = re.compile(r"[a-z0-9-]+(?= ?[(\[{:]| pp?\.| p[áa]g)")
"""What may be a slug before a role or a page: "pan (LEARNER)", "iom p. 12"."""


class References:
    """Finds references without an entry; a file that can't be read counts as one."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._unknown: list[tuple[NodeType, Problem]] = []

    def check(self, entry: Entry) -> None:
        """Remember the references of an entry and its parts that no entry has."""
        for link in entry.links:
            self._link(entry, link)
        for part in entry.parts:
            self.check(part.entry)

    def unknown(self, index: Index) -> Iterator[Problem]:
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


class Index:
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
        """Yield the former slugs and codes that an earlier entry has, and remember the entry."""
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


def of_another_type(
    source: NodeType,
    target: NodeType,
    slug: str,
    field: str,
    place: Place,
    slugs: Mapping[str, Collection[str]],
) -> Problem | None:
    """Return the problem that a slug is one of another type; None if no entry has it."""
    found = next((TYPES[name] for name in slugs if slug in slugs[name]), None)
    if found is None:
        return None
    wanted = type_name(target)
    right = _field_for(source, field, found)
    return Problem(
        place=place,
        rule=Rule.ENTRY_TYPE,
        field=field,
        value=slug,
        message=_(
            "{value} in {field} is the slug of another type of entry ({type})",
            value=quoted(slug),
            field=field,
            type=type_name(found),
        ),
        allowed=_("here: {wanted}; write it in {field}", wanted=wanted, field=right)
        if right
        else _("here: {wanted}", wanted=wanted),
    )


def _field_for(node_type: NodeType, path: str, target: NodeType) -> str | None:
    """Return the field for targets of a type that is the same relation as a path."""
    edges = edges_of(node_type)
    named = {e.name for e in edges if e.forward == path.partition("[")[0]}
    return next((e.forward for e in edges if e.name in named and e.target is target), None)


def bare_slug(text: str) -> str:
    """Return the slug in what may be written for one.

    >>> bare_slug("institutions/cri-eri.yaml"), bare_slug("Institution:cri-eri")
    ('cri-eri', 'cri-eri')
    """
    name = PurePosixPath(text.strip().replace("\\", "/")).name
    name = re.sub(r"^[A-Za-z]+:(?=\S)", "", name)
    return name.removesuffix(".yaml").removesuffix(".yml").lower()


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
