"""Another slug for an entry; the old one becomes a former slug, which keeps finding it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph_service.catalogue.files.file_changes import FileChange
from graph_service.i18n import verbatim
from graph_service.model.graph import FORMER_SLUGS

from .entry_names import find_entry, new_slug
from .folder import Change, SeedsFolder
from .references import Retarget


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
    entry, _fields = retarget.entry(renamed.entry)
    former = tuple(s for s in (*entry.former_slugs, file.slug) if s != slug)
    entry = replace(entry, values={**entry.values, FORMER_SLUGS.name: former})
    citing = [other.retargeted(retarget) for other in others]
    change = Change(
        files=[
            renamed.renamed(slug, entry),
            *(change for change, _line in citing),
            FileChange(file=file, before=renamed.content, after=None),
        ],
        lines=[
            verbatim(f"  ~ {renamed.name} → {file.type.path_of(slug)}"),
            *(line for _change, line in citing),
        ],
    )
    folder.check(change)
    return change
