"""Two entries that are one: the first goes, and everything that names it names the second."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from pathlib import Path

from graph_service.catalogue.document.merge_trees import Conflict
from graph_service.catalogue.document.merge_trees import merge as merge_trees
from graph_service.catalogue.document.trees import SLUG, Node, Tree, as_tree, former_slugs
from graph_service.catalogue.document.wording import entry_path, field_path, shown
from graph_service.catalogue.files.changed_entries import DocumentChange
from graph_service.catalogue.files.comments import CONFLICT, comments_of
from graph_service.errors import ChangeRefused
from graph_service.i18n import Language, Message, _, render
from graph_service.model.declare import NodeType
from graph_service.model.graph import FORMER_SLUGS, edges_of
from graph_service.model.ids import node_id

from .changed_folder import Change, SeedsFolder, change_line
from .references import Retarget, usual
from .rename_entry import find_entry


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
    retarget = Retarget(old=first, new=second.slug, word=folder.mention(first))
    changes = [
        folder.changed(b, {**as_tree(united), FORMER_SLUGS.name: former}),
        *folder.retargeted(retarget, without={a, b}),
    ]
    found = {**retarget.conflicts, b: conflicting}
    conflicts = {
        each.id: [_conflict(each.id, one, a, b) for one in found.get(each.id, ())]
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


def _conflict(identity: str, conflict: Conflict, going: str, staying: str) -> Message:
    return _(
        "{entry}, {field}: {value} in {going}; {kept} in {staying}, which stays",
        entry=entry_path(identity),
        field=field_path(identity, conflict.path),
        value=shown(conflict.graph),
        going=entry_path(going),
        kept=shown(conflict.folder),
        staying=entry_path(staying),
    )


def _base(node_type: NodeType, a: Tree, b: Tree) -> Tree:
    """Return what links to the same entries have by default: the one that says more is taken."""
    base: dict[str, Node] = {}
    for edge in edges_of(node_type):
        if edge.owns or edge.name == "CITES":  # the order of sources is that of the second
            continue
        one, other = as_tree(a.get(edge.forward)), as_tree(b.get(edge.forward))
        if edge.one and one and one.get(SLUG) == other.get(SLUG):
            base[edge.forward] = {SLUG: one[SLUG], **usual(other)}
        elif not edge.one and (both := [slug for slug in one if slug in other]):
            base[edge.forward] = {slug: usual(as_tree(other[slug])) for slug in both}
    return base


def _without_own(node_type: NodeType, document: Tree, own: Set[str]) -> Tree:
    """Return a document without the links between the two entries."""
    tree = dict(document)
    for edge in edges_of(node_type):
        links = as_tree(tree.get(edge.forward))
        if edge.target is node_type and edge.one and links.get(SLUG) in own:
            del tree[edge.forward]
        elif edge.target is node_type and not edge.one and links:
            tree[edge.forward] = {slug: link for slug, link in links.items() if slug not in own}
    return tree
