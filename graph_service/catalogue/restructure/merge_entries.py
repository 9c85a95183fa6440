"""Two entries that are one: the first goes, and everything that names it names the second."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from graph_service.catalogue.entries import Entry, Link, Part
from graph_service.catalogue.files.entry_yaml import differing_fields
from graph_service.catalogue.files.file_changes import FileChange
from graph_service.errors import ChangeRefused
from graph_service.i18n import Message, _, verbatim
from graph_service.model.declare import Edge
from graph_service.model.graph import FORMER_SLUGS, edges_of, written
from graph_service.model.storage import Value

from .changed_folder import Change, Opened, SeedsFolder
from .references import Conflicts, Retarget, properties_text, shown
from .rename_entry import find_entry


def merge(
    seeds: Path, going: str, staying: str, *, take: Collection[str] = (), keep: Collection[str] = ()
) -> Change:
    """Return what changes if one entry is merged into another of its type.

    The other keeps its fields and gets those that it lacks; lists are united. The slug of the first
    becomes a former slug of the other.

    Raises:
        ChangeRefused: when both have a field with different values, and neither was chosen; when a
            name is unknown or ambiguous, or the two can't be merged.
        CatalogueInvalid: with every problem of the folder.
    """
    folder = SeedsFolder(seeds)
    files = [find_entry(name, folder.reading) for name in (going, staying)]
    first, second = files
    if first.type is not second.type or first.slug == second.slug:
        raise ChangeRefused(_("only two different entries of one type can be merged"))
    a, b, *others = folder.open(files, citing=first)
    conflicts = Conflicts(take=take, keep=keep)
    retarget = Retarget(
        old=first, new=second.slug, word=folder.mention(first), choose=conflicts.choose
    )
    entry = _Merging(a.entry, b.entry, conflicts).entry()
    citing = [other.retargeted(retarget) for other in others]
    conflicts.finish(a.name, b.name)
    lines: list[Message] = [
        _("  - {going}, now a former slug of {staying}", going=a.name, staying=b.name),
        verbatim(f"  ~ {b.name}  {', '.join(differing_fields(b.entry, entry))}"),
        *(line for _change, line in citing),
    ]
    if _has_comments(a):
        lines.append(_("  The comments in {file} are not kept.", file=first.path))
    change = Change(
        files=[
            b.edited(entry),
            *(change for change, _line in citing),
            FileChange(file=first, before=a.content, after=None),
        ],
        lines=lines,
    )
    folder.check(change)
    return change


class _Merging:
    """Unites the fields of two entries of one type."""

    def __init__(self, a: Entry, b: Entry, conflicts: Conflicts) -> None:
        self._a, self._b, self._conflicts = a, b, conflicts

    def entry(self) -> Entry:
        """Return the second entry with what it lacks of the first."""
        values = dict(self._b.values)
        for prop in written(self._b.type):
            if prop is not FORMER_SLUGS and prop.name in self._a.values:
                values[prop.name] = self._value(
                    prop.name, self._a.values[prop.name], self._b.values.get(prop.name)
                )
        slugs = (*self._b.former_slugs, *self._a.former_slugs, self._a.slug)
        values[FORMER_SLUGS.name] = tuple(dict.fromkeys(s for s in slugs if s != self._b.slug))
        edges = edges_of(self._b.type)
        return replace(
            self._b,
            values=values,
            links=tuple(link for edge in edges for link in self._links(edge)),
            parts=tuple(part for edge in edges if edge.owns for part in self._parts(edge)),
        )

    def _value(self, name: str, a: Value, b: Value | None) -> Value:
        if b is None or a == b:
            return a
        if isinstance(a, Mapping) and isinstance(b, Mapping):
            return self._text(name, a, b)
        if isinstance(a, list | tuple) and isinstance(b, list | tuple):
            return cast("Value", (*b, *(item for item in a if item not in b)))
        taken = self._conflicts.choose(name, shown(a), shown(b))
        return a if taken else b

    def _text(self, name: str, a: Mapping[str, Value], b: Mapping[str, Value]) -> Value:
        """Return a text with the languages of both; lists in a language are united."""
        text = {**a, **b}
        for key in a.keys() & b.keys():
            text[key] = self._value(f"{name}.{key}", a[key], b[key])
        return cast("Value", text)

    def _links(self, edge: Edge) -> Iterator[Link]:
        a, b = list(self._of(self._a, edge)), list(self._of(self._b, edge))
        if edge.one:
            yield from [self._link(edge.forward, a[0], b[0])] if a and b else a or b
            return
        theirs = {link.target: link for link in a}
        for link in b:
            other = theirs.pop(link.target, link)
            yield self._link(f"{edge.forward}[{link.target}]", other, link)
        yield from theirs.values()

    def _link(self, name: str, a: Link, b: Link) -> Link:
        if a in (b, _bare(b)):
            return b
        if b == _bare(a):
            return a
        return a if self._conflicts.choose(name, _link_text(a), _link_text(b)) else b

    def _of(self, entry: Entry, edge: Edge) -> Iterator[Link]:
        """Yield the links of an edge, without those between the two entries."""
        own = (self._a.slug, self._b.slug)
        for link in entry.links:
            is_own = edge.target is self._b.type and link.target in own
            if link.edge is edge and not is_own:
                yield link

    def _parts(self, edge: Edge) -> Iterator[Part]:
        a, b = ([part for part in entry.parts if part.edge is edge] for entry in (self._a, self._b))
        if a and b and a != b:
            numbers = str(len(a)), str(len(b))
            yield from a if self._conflicts.choose(edge.forward, *numbers) else b
        else:
            yield from b or a


def _bare(link: Link) -> Link:
    """Return a link without its properties."""
    return Link(edge=link.edge, target=link.target)


def _link_text(link: Link) -> str:
    properties = properties_text(link)
    return f"{link.target} ({properties})" if properties else link.target


def _has_comments(opened: Opened) -> bool:
    lines = opened.content.decode().splitlines()
    return any(line.lstrip().startswith("#") or " #" in line for line in lines[1:])
