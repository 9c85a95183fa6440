"""Another slug for an entry; the old one becomes a former slug, which keeps finding it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph_service.catalogue.files.file_changes import FileChange
from graph_service.catalogue.files.in_place import edited
from graph_service.i18n import Message, verbatim
from graph_service.model.graph import FORMER_SLUGS

from .entry_names import find_entry, new_slug
from .folder import Change, Opened, SeedsFolder
from .retarget import Retarget


def rename(seeds: Path, name: str, new_name: str) -> Change:
    """Return what changes if an entry gets another slug, which may be one of its former ones.

    Raises:
        ChangeRefused: when a name is unknown, ambiguous, invalid or taken.
        CatalogueInvalid: with every problem of the folder.
    """
    folder = SeedsFolder(seeds)
    file = find_entry(name, folder.reading)
    slug = new_slug(new_name, file, folder.reading)
    renamed, *others = folder.open([file], citing=file)
    retarget = Retarget(old=file, new=slug, word=folder.mention(file))
    former = tuple(s for s in (*renamed.entry.former_slugs, file.slug) if s != slug)
    entry = replace(renamed.entry, values={**renamed.entry.values, FORMER_SLUGS.name: former})
    content, _fields = retarget.content(file, edited(renamed.content, renamed.entry, entry))
    files = [
        FileChange(file=renamed.sibling(slug), before=None, after=content),
        FileChange(file=file, before=renamed.content, after=None),
    ]
    lines: list[Message] = [verbatim(f"  ~ {renamed.name} → {file.type.path_of(slug)}")]
    for other in others:
        changed, fields = retarget.file(other)
        files.append(changed)
        lines.append(cited(other, fields))
    change = Change(files=files, lines=lines)
    folder.check(change)
    return change


def cited(other: Opened, fields: list[str]) -> Message:
    """Return the line of a file that names another entry than before."""
    return verbatim(f"  ~ {other.name}  {', '.join(fields)}")
