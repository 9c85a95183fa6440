"""Another slug for an entry, or two entries that are one; the old slug keeps finding the entry.

People name an entry by its slug, its id or its file: `gp-arg-linea`, `GoodPractice/gp-arg-linea`,
`good-practices/gp-arg-linea` and `seeds/good-practices/gp-arg-linea.yaml` are the same.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from pathlib import Path

from graph_service.catalogue.document.merge_trees import merge as merge_trees
from graph_service.catalogue.document.trees import SLUG as LINKED_SLUG
from graph_service.catalogue.document.trees import Node, Tree, as_tree, former_slugs
from graph_service.catalogue.document.wording import entry_path, merge_conflict
from graph_service.catalogue.files.changed_entries import DocumentChange
from graph_service.catalogue.files.comments import CONFLICT, comments_of
from graph_service.catalogue.files.folder import SLUG_ALLOWED, EntryFile, reserved
from graph_service.catalogue.files.read import Reading
from graph_service.catalogue.problems import nearest, no_entry, quoted
from graph_service.catalogue.suggest.names import possible_ids
from graph_service.errors import ChangeRefused
from graph_service.i18n import Language, Message, _, render, verbatim
from graph_service.model.declare import NodeType
from graph_service.model.graph import FORMER_SLUGS, edges_of
from graph_service.model.ids import RESERVED_SLUG, SLUG, node_id, slugify

from .changed_folder import Change, Retarget, SeedsFolder, change_line, least


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
    retarget = Retarget(old=file, new=slug)
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


def merge(seeds: Path, going: str, staying: str, language: Language) -> Change:
    """Return what changes if one entry is merged into another of its type.

    The other keeps its fields and gets those that it lacks; lists are united. The slug of the first
    becomes a former slug of the other. Where the two say different things, the other's value stays,
    with a comment in its file that names the first one's, as in a pull.

    Args:
        seeds: the folder.
        going: the entry that goes, by any of its names.
        staying: the entry that stays.
        language: of the comments.

    Raises:
        ChangeRefused: when a name is unknown or ambiguous, or the two can't be merged.
        CatalogueInvalid: with every problem of the folder.
    """
    folder = SeedsFolder(seeds)
    first, second = (find_entry(name, folder.reading) for name in (going, staying))
    if first.type is not second.type or first.slug == second.slug:
        raise ChangeRefused(_("only two different entries of one type can be merged"))
    a, b = (node_id(file.type.name, file.slug) for file in (first, second))
    own = {first.slug, second.slug}
    old, new = (_without_own(first.type, folder.documents[each], own) for each in (a, b))
    united, conflicting = merge_trees(_base(first.type, old, new), old, new)
    slugs = (*former_slugs(new), *former_slugs(old), first.slug)
    former = tuple(dict.fromkeys(slug for slug in slugs if slug != second.slug))
    retarget = Retarget(old=first, new=second.slug)
    changes = [
        folder.changed(b, {**retarget.document(b, as_tree(united)), FORMER_SLUGS.name: former}),
        *folder.retargeted(retarget, without={a, b}),
    ]
    found = {**retarget.conflicts, b: conflicting}
    conflicts = {
        each.id: [merge_conflict(each.id, one, a, b) for one in found.get(each.id, ())]
        for each in changes
    }
    lines: list[Message] = [
        _(
            "  - {going}, now a former slug of {staying}",
            going=entry_path(a),
            staying=entry_path(b),
        ),
        *map(change_line, changes),
    ]
    if any(comments_of(Path(first.path).read_bytes(), first.path)):
        lines.append(_("  The comments in {file} are not kept.", file=first.path))
    changes = [
        replace(
            each,
            comments=tuple(f"{CONFLICT} {render(one, language)}" for one in conflicts[each.id]),
        )
        for each in changes
    ]
    removed = DocumentChange(id=a, tree=None, file=first)
    every = [message for messages in conflicts.values() for message in messages]
    return folder.change([*changes, removed], lines, every)


def _base(node_type: NodeType, a: Tree, b: Tree) -> Tree:
    """Return what links to the same entries have by default: the one that says more is taken."""
    base: dict[str, Node] = {}
    for edge in edges_of(node_type):
        if edge.owns or edge.name == "CITES":  # the order of sources is that of the second
            continue
        one, other = as_tree(a.get(edge.forward)), as_tree(b.get(edge.forward))
        if edge.one and one and one.get(LINKED_SLUG) == other.get(LINKED_SLUG):
            base[edge.forward] = {LINKED_SLUG: one[LINKED_SLUG], **least(one, other)}
        elif not edge.one and (both := [slug for slug in one if slug in other]):
            base[edge.forward] = {
                slug: least(as_tree(one[slug]), as_tree(other[slug])) for slug in both
            }
    return base


def _without_own(node_type: NodeType, document: Tree, own: Set[str]) -> Tree:
    """Return a document without the links between the two entries."""
    tree = dict(document)
    for edge in edges_of(node_type):
        links = as_tree(tree.get(edge.forward))
        if edge.target is node_type and edge.one and links.get(LINKED_SLUG) in own:
            del tree[edge.forward]
        elif edge.target is node_type and not edge.one and not own.isdisjoint(links):
            tree[edge.forward] = {slug: link for slug, link in links.items() if slug not in own}
            if not tree[edge.forward]:
                del tree[edge.forward]
    return tree


def find_entry(name: str, reading: Reading) -> EntryFile:
    """Return the file of an entry, or raise ChangeRefused with similar or ambiguous names."""
    ids = possible_ids(name)
    found = [file for file in reading.files if node_id(file.type.name, file.slug) in ids]
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
    paths = {file.slug: file.type.path_of(file.slug) for file in reading.files}
    near = nearest(re.split(r"[/:\\]", name)[-1], paths)
    raise ChangeRefused(no_entry(name, paths.get(near or "")))


def new_slug(slug: str, beside: EntryFile, reading: Reading) -> str:
    """Return the slug of a new entry of the type of another, or raise ChangeRefused."""
    if not SLUG.fullmatch(slug):
        raise ChangeRefused(
            _(
                "{name} is not a slug; allowed: {allowed}; for example {example}",
                name=quoted(slug),
                allowed=SLUG_ALLOWED,
                example=slugify(slug.rpartition("/")[2]) or f"{beside.slug}-2",
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
