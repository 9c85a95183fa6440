"""An entry → its single statements, so that two versions can be compared one by one.

`visitorCountries: [{slug: hnd, role: PEER}]` →
{("visitorCountries", "hnd"): "hnd", ("visitorCountries", "hnd", "role"): "Intercambia"}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import quoted
from graph_service.catalogue.tables.values import NO, YES
from graph_service.i18n import Language, Message, _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.graph import edges_of
from graph_service.model.storage import Value
from graph_service.model.vocabulary import Vocabulary

Path: TypeAlias = tuple[str, ...]
"""The field, and what is inside it: a language, an item, a target and its property, a position."""


@dataclass(frozen=True)
class Statement:
    """One value of an entry.

    Attributes:
        value: as a file has it.
        shown: for people, if that differs.
        is_text: whether it is shown in quotes.
    """

    value: str
    shown: Message | None = field(default=None, compare=False)
    is_text: bool = field(default=False, compare=False)

    def render(self, language: Language) -> str:
        """Return it on one line: a text in quotes, a term by its label."""
        if self.shown is not None:
            return self.shown.render(language)
        return quoted(self.value) if self.is_text else self.value


@dataclass(frozen=True, kw_only=True)
class Change:
    """A statement of an entry before and after; None if it is not there."""

    path: Path
    old: Statement | None
    new: Statement | None

    @property
    def removes(self) -> bool:
        """Whether the statement is gone."""
        return self.new is None


def changes(before: Entry | None, after: Entry) -> tuple[Change, ...]:
    """Return the statements that differ between two versions of an entry, in the files' order."""
    old = dict(_entry(before)) if before is not None else {}
    new = dict(_entry(after))
    paths = dict.fromkeys((*old, *new))
    return tuple(
        Change(path=path, old=old.get(path), new=new.get(path))
        for path in paths
        if old.get(path) != new.get(path)
    )


def _entry(entry: Entry, inside: Path = ()) -> Iterator[tuple[Path, Statement]]:
    for name, value in entry.values.items():
        yield from _value((*inside, name), value)
    for edge in edges_of(entry.type):
        links = [link for link in entry.links if link.edge is edge]
        for link in links:
            at = (*inside, edge.forward)
            yield from _link(at if edge.one else (*at, link.target), link)
        if edge.empty is not None and not links and edge.forward in entry.places:
            yield (*inside, edge.forward), Statement("[]", _("none"))
    for part in entry.parts:
        at = (*inside, part.edge.forward, str(part.entry.values.get("position")))
        yield from _entry(part.entry, at)
        yield from _basis(at, part.basis)


def _value(path: Path, value: Value) -> Iterator[tuple[Path, Statement]]:
    match value:
        case Mapping():
            for language, text in value.items():
                if isinstance(text, list | tuple):
                    for item in text:
                        yield (*path, language, str(item)), _text(str(item))
                else:
                    yield (*path, language), _text(str(text))
        case PartialDate():
            yield path, Statement(value.date.edtf)
            if value.qualifier is not DateQualifier.AT:
                yield (*path, "qualifier"), _shown(value.qualifier)
        case list() | tuple():
            for item in value:
                name = item.name if isinstance(item, Vocabulary) else str(item)
                yield (*path, name), _shown(item)
        case _:
            yield path, _shown(value)


def _link(path: Path, link: Link) -> Iterator[tuple[Path, Statement]]:
    yield path, Statement(link.target)
    for name, value in link.facts.items():
        yield from _value((*path, name), value)
    yield from _basis(path, link.basis)
    for source in link.sources:
        yield (*path, "sources", source), Statement(source)


def _basis(path: Path, basis: Basis) -> Iterator[tuple[Path, Statement]]:
    if basis is not Basis.STATED:
        yield (*path, "basis"), _shown(basis)


def _shown(value: object) -> Statement:
    match value:
        case Vocabulary():
            return Statement(value.name, ModelText(value.value.label))
        case bool():
            return Statement(str(value), ModelText(YES if value else NO))
        case str():
            return _text(value)
    return Statement(str(value))


def _text(text: str) -> Statement:
    return Statement(text, is_text=True)
