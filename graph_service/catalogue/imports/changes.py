"""What an import changes in an entry, statement by statement, and as lines.

An entry → its statements: `visitorCountries: [{slug: hnd, role: PEER}]` →
{("visitorCountries", "hnd"): "hnd", ("visitorCountries", "hnd", "role"): "Intercambia"}

Two versions of it → lines with what is added (+), changed (~) and removed (-):

~ exchange-visits/xv-uno
    + Países visitantes: hnd
    ~ Nombre (en): "Old" → "New"
    - Nota del editor: "…"
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TypeAlias

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.model_messages import ModelText, entries_written
from graph_service.catalogue.plan.entry_lines import change_text
from graph_service.catalogue.problems import quoted
from graph_service.catalogue.tables.cells import NO, YES
from graph_service.catalogue.tables.columns import locate
from graph_service.i18n import Language, Message, Wording, _, counted
from graph_service.model.declare import NodeType
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


@dataclass(frozen=True, kw_only=True)
class Imported:
    """The entry of a row.

    Attributes:
        entry: as it will be.
        before: as it is in its file; None if it is new.
        file: its file; None if it is new.
        changes: the statements that differ.
    """

    entry: Entry
    before: Entry | None
    file: EntryFile | None
    changes: tuple[Change, ...]

    @property
    def is_written(self) -> bool:
        """Whether its file changes; files of unchanged entries are left alone."""
        return self.before != self.entry or bool(self.changes)


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


def changed_lines(imported: Iterable[Imported], language: Language) -> Iterator[str]:
    """Yield the lines of all entries that an import changes; new ones are only counted."""
    for each in imported:
        if each.before is not None and each.changes:
            yield f"  ~ {each.entry.type.path_of(each.entry.slug)}"
            yield from (f"      {_line(each, change, language)}" for change in each.changes)


def removals(imported: Iterable[Imported]) -> int:
    """Return the number of values that an import removes."""
    return sum(change.removes for each in imported for change in each.changes)


def not_confirmed(number: int) -> Wording:
    """Return the message for an import that would remove values, and was not confirmed."""
    return counted(
        "Nothing was written: {number} value would be removed, see the line with “-”."
        " To remove it, import again with --yes.",
        "Nothing was written: {number} values would be removed, see the lines with “-”."
        " To remove them, import again with --yes.",
        number,
    )


def summary(imported: Sequence[Imported], seeds: FilePath) -> Iterator[Wording]:
    """Yield how many entries an import wrote into each folder, and how many it left as they are."""
    written = Counter(each.entry.type.folder or "" for each in imported if each.is_written)
    for folder, number in written.items():
        yield entries_written(number, seeds / folder)
    unchanged = sum(not each.is_written for each in imported)
    if unchanged:
        yield counted(
            "{number} entry has all that the table says already; what a table leaves out stays.",
            "{number} entries have all that the table says already; what a table leaves out stays.",
            unchanged,
        )
    changes = [c for each in imported if each.before is not None for c in each.changes]
    if changes:
        removed = sum(change.removes for change in changes)
        added = sum(change.old is None for change in changes)
        yield _(
            "Values of existing entries: {added} added, {changed} changed, {removed} removed.",
            added=added,
            changed=len(changes) - added - removed,
            removed=removed,
        )


def _line(each: Imported, change: Change, language: Language) -> str:
    name = field_label(each.entry.type, change.path, language)
    old, new = change.old, change.new
    if old is None:
        return f"+ {name}: {new.render(language) if new else ''}"
    if new is None:
        return f"- {name}: {old.render(language)}"
    if old.is_text and new.is_text:
        return f"~ {name}: {change_text(old.value, new.value, language)}"
    return f"~ {name}: {old.render(language)} → {new.render(language)}"


def field_label(node_type: NodeType, path: Path, language: Language) -> str:
    """Return the name of a statement's field, by the headers of the type's table.

    >>> from graph_service.model.types import EXCHANGE_VISIT
    >>> field_label(EXCHANGE_VISIT, ("visitorCountries", "hnd", "role"), Language.ES)
    'Países visitantes (hnd, papel)'
    """
    found = locate(node_type, path)
    if found is None:
        return ".".join(path)
    label = found.column.label.in_language(language)
    more = [found.part] if found.part else []
    if found.fact is not None:
        name = found.fact.label.in_language(language)
        more += [found.item] if found.item else []
        more.append(f"{name[0].lower()}{name[1:]}")
    return f"{label} ({', '.join(more)})" if more else label
