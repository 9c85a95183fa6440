"""One entry that is two: a new entry with a copy of fields, which some of the citing ones name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.file_changes import FileChange
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.in_place import edited
from graph_service.catalogue.files.read import field_names
from graph_service.catalogue.files.writing import field_texts
from graph_service.catalogue.model_messages import required_fields
from graph_service.catalogue.problems import nearest, quoted
from graph_service.errors import ChangeRefused
from graph_service.i18n import Message, _, counted
from graph_service.model.declare import NodeType
from graph_service.model.graph import FORMER_SLUGS, PROPERTIES

from .citations import cites
from .entry_names import find_entry, new_slug
from .folder import Change, Opened, SeedsFolder
from .rename import cited
from .retarget import Retarget


def split(
    seeds: Path, name: str, new_name: str, *, copy: Collection[str] = (), move: Sequence[str] = ()
) -> Change:
    """Return what changes if a new entry is split off another, which stays as it is.

    Args:
        seeds: the folder.
        name: the entry.
        new_name: the slug of the new entry.
        copy: the fields to copy, besides the required ones; all if empty. Codes and former slugs,
            which only one entry may have, are never copied.
        move: the entries that shall cite the new entry instead.

    Raises:
        ChangeRefused: when a name is unknown, ambiguous, invalid or taken, or an entry to move
            doesn't cite the entry.
        CatalogueInvalid: with every problem of the folder.
    """
    folder = SeedsFolder(seeds)
    file = find_entry(name, folder.reading)
    slug = new_slug(new_name, file, folder.reading)
    moved = [find_entry(each, folder.reading) for each in move]
    entry, *others = folder.open([file], citing=file)
    citing = [other for other in others if cites(other.entry, file.type, file.slug)]
    for wanted in moved:
        _check_cites(wanted, entry, citing)
    new = entry.sibling(slug)
    copied = _copied(entry.entry, copy)
    content = edited(entry.content, entry.entry, copied)
    files = [FileChange(file=new, before=None, after=content)]
    fields = ", ".join(field_texts(copied))
    lines: list[Message] = [
        _("  + {new}  copied: {fields}", new=new.type.path_of(slug), fields=fields)
    ]
    retarget = Retarget(old=file, new=slug)
    paths = {wanted.path for wanted in moved}
    for other in citing:
        if other.file.path in paths:
            changed, at = retarget.file(other)
            files.append(changed)
            lines.append(cited(other, at))
    staying = [other.name for other in citing if other.file.path not in paths]
    if staying:
        lines.append(
            counted(
                "{number} entry still cites {name} (--move moves it): {names}",
                "{number} entries still cite {name} (--move moves one): {names}",
                len(staying),
                name=entry.name,
                names=tuple(staying),
            )
        )
    change = Change(files=files, lines=lines)
    folder.check(change)
    return change


def _copied(entry: Entry, copy: Collection[str]) -> Entry:
    _check_fields(entry.type, copy)
    properties, edges = required_fields(entry.type)
    wanted = {*copy, *(p.name for p in properties), *(e.forward for e in edges)}
    unique = {p.name for p in PROPERTIES[entry.type.name].values() if p.code}

    def is_copied(name: str) -> bool:
        return (not copy or name in wanted) and name not in (*unique, FORMER_SLUGS.name)

    return replace(
        entry,
        values={name: value for name, value in entry.values.items() if is_copied(name)},
        links=tuple(link for link in entry.links if is_copied(link.edge.forward)),
        parts=tuple(part for part in entry.parts if is_copied(part.edge.forward)),
        places={name: place for name, place in entry.places.items() if is_copied(name)},
    )


def _check_fields(node_type: NodeType, names: Collection[str]) -> None:
    known = field_names(node_type)
    for name in names:
        if name not in known:
            raise ChangeRefused(
                _(
                    "{name} is not a field of this type; did you mean {near}?",
                    name=quoted(name),
                    near=nearest(name, known) or ", ".join(known),
                )
            )


def _check_cites(wanted: EntryFile, entry: Opened, citing: Sequence[Opened]) -> None:
    if wanted.path not in {other.file.path for other in citing}:
        raise ChangeRefused(
            _(
                "{other} doesn't cite {name}; these do: {names}",
                other=wanted.type.path_of(wanted.slug),
                name=entry.name,
                names=tuple(other.name for other in citing) or "-",
            )
        )
