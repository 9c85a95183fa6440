"""Another slug for an entry; the old one becomes a former slug, which keeps finding it.

People name an entry by its slug, its id or its file: `gp-arg-linea`, `GoodPractice/gp-arg-linea`,
`good-practices/gp-arg-linea` and `seeds/good-practices/gp-arg-linea.yaml` are the same.
"""

from __future__ import annotations

import re
from pathlib import Path

from graph_service.catalogue.document.trees import former_slugs
from graph_service.catalogue.document.wording import entry_path
from graph_service.catalogue.files.folder import SLUG_ALLOWED, TYPE_FOLDERS, EntryFile, reserved
from graph_service.catalogue.files.read import Reading
from graph_service.catalogue.problems import nearest, no_entry, quoted
from graph_service.errors import ChangeRefused
from graph_service.i18n import _, verbatim
from graph_service.model.declare import NodeType
from graph_service.model.graph import FORMER_SLUGS
from graph_service.model.ids import RESERVED_SLUG, SLUG, node_id, slugify

from .changed_folder import Change, SeedsFolder, change_line
from .references import Retarget

_TYPES = {
    re.sub("[-_]", "", name.lower()): node_type
    for folder, node_type in TYPE_FOLDERS.items()
    for name in (folder, node_type.name)
}


def rename(seeds: Path, name: str, new_name: str) -> Change:
    """Return what changes if an entry gets another slug, which may be one of its former ones.

    Raises:
        ChangeRefused: when a name is unknown, ambiguous, invalid or taken.
        CatalogueInvalid: with every problem of the folder.
    """
    folder = SeedsFolder(seeds)
    file = find_entry(name, folder.reading)
    slug = new_slug(new_name, file, folder.reading)
    old, new = (node_id(file.type.name, each) for each in (file.slug, slug))
    retarget = Retarget(old=file, new=slug, word=folder.mention(file))
    tree = retarget.document(old, folder.documents[old])
    former = tuple(s for s in (*former_slugs(tree), file.slug) if s != slug)
    citing = folder.retargeted(retarget, without={old})
    return folder.change(
        [folder.changed(new, {**tree, FORMER_SLUGS.name: former}, was=old), *citing],
        [
            verbatim(f"  ~ {entry_path(old)} → {entry_path(new)}"),
            *map(change_line, citing),
        ],
    )


def find_entry(name: str, reading: Reading) -> EntryFile:
    """Return the file of an entry, or raise ChangeRefused with similar or ambiguous names."""
    node_type, slug = _parts(name)
    found = [file for file in reading.files if file.slug == slug and node_type in (None, file.type)]
    if len(found) > 1:
        raise ChangeRefused(
            _(
                "{name} is ambiguous; write one of: {names}",
                name=quoted(name),
                names=tuple(file.type.path_of(file.slug) for file in found),
            )
        )
    if found:
        return found[0]
    slugs = {file.slug: file for file in reading.files if node_type in (None, file.type)}
    near = nearest(slug, slugs)
    path = slugs[near].type.path_of(near) if near is not None else None
    raise ChangeRefused(no_entry(name, path))


def new_slug(name: str, beside: EntryFile, reading: Reading) -> str:
    """Return the slug of a new entry of the type of another, or raise ChangeRefused."""
    node_type, slug = _parts(name)
    if node_type not in (None, beside.type):
        raise ChangeRefused(
            _(
                "{name} is in another folder than {other}: an entry keeps its type",
                name=quoted(name),
                other=quoted(beside.type.path_of(beside.slug)),
            )
        )
    if not SLUG.fullmatch(slug):
        raise ChangeRefused(
            _(
                "{name} is not a slug; allowed: {allowed}; for example {example}",
                name=quoted(slug),
                allowed=SLUG_ALLOWED,
                example=slugify(slug) or f"{beside.slug}-2",
            )
        )
    if RESERVED_SLUG.fullmatch(slug):
        raise ChangeRefused(reserved(slug))
    if slug in reading.slugs[beside.type.name]:
        raise ChangeRefused(
            _(
                "{name} already exists; to unite the two entries, use seeds merge",
                name=quoted(beside.type.path_of(slug)),
            )
        )
    return slug


def _parts(name: str) -> tuple[NodeType | None, str]:
    """Return the type, if it is named, and the slug."""
    words = name.replace("\\", "/").removesuffix(".yaml").rstrip("/").split("/")
    if len(words) == 1:
        words = words[0].split(":")  # an id of the graph
    if len(words) == 1:
        return None, words[0]
    node_type = _TYPES.get(re.sub("[-_]", "", words[-2].lower()))
    if node_type is None:
        raise ChangeRefused(
            _(
                "{name} names no type; the types are: {types}",
                name=quoted(name),
                types=tuple(TYPE_FOLDERS),
            )
        )
    return node_type, words[-1]
