"""One entry that is two: a new entry with a copy of fields, which some of the citing ones name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.read import field_names
from graph_service.catalogue.files.yaml_text import YamlText
from graph_service.catalogue.model_messages import required_fields
from graph_service.catalogue.problems import nearest, quoted
from graph_service.errors import ChangeRefused
from graph_service.i18n import Message, _, counted
from graph_service.model.declare import NodeType
from graph_service.model.graph import FORMER_SLUGS, PROPERTIES

from .citations import cites
from .entry_names import find_entry, new_slug
from .file_changes import FileChange
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
    content = _copied(entry, copy)
    files = [FileChange(file=new, before=None, after=content)]
    fields = ", ".join(field for field, _value in YamlText(content).fields())
    lines: list[Message] = [
        _("  + {new}  copied: {fields}", new=f"{new.type.folder}/{slug}", fields=fields)
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


def _copied(entry: Opened, copy: Collection[str]) -> bytes:
    node_type = entry.file.type
    _check_fields(node_type, copy)
    properties, edges = required_fields(node_type)
    required = {*(p.name for p in properties), *(e.forward for e in edges)}
    codes = {p.name for p in PROPERTIES[node_type.name].values() if p.code}
    text = YamlText(entry.content)
    for field, _value in text.fields():
        is_left_out = bool(copy) and field not in {*copy, *required}
        if is_left_out or field in codes or field == FORMER_SLUGS.name:
            text.remove_field(field)
    return text.content()


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
                other=f"{wanted.type.folder}/{wanted.slug}",
                name=entry.name,
                names=tuple(other.name for other in citing) or "-",
            )
        )
