"""Rename and merge entries: their files, and all files that name them; old slugs keep finding them.

People name an entry by its slug, its id or its file: `gp-arg-linea`, `GoodPractice/gp-arg-linea`,
`good-practices/gp-arg-linea` and `seeds/good-practices/gp-arg-linea.yaml` are the same. Entries
that name a renamed or merged one, in links, in their sources or in notes, change, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from graph_service.catalogue.checks.check import check_entries, invalid
from graph_service.catalogue.document.field_changes import changed_names
from graph_service.catalogue.document.merge_trees import Conflict
from graph_service.catalogue.document.merge_trees import Path as FieldPath
from graph_service.catalogue.document.merge_trees import merge as merge_trees
from graph_service.catalogue.document.trees import SLUG as LINKED_SLUG
from graph_service.catalogue.document.trees import (
    USUAL,
    Node,
    Tree,
    as_tree,
    document_entry,
    former_slugs,
    same,
    tree_of,
    type_of,
    with_names,
)
from graph_service.catalogue.document.wording import entry_path, field_name, merge_conflict
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.changed_entries import DocumentChange, file_changes
from graph_service.catalogue.files.comments import CONFLICT, comments_of
from graph_service.catalogue.files.file_changes import FileChange
from graph_service.catalogue.files.folder import SLUG_ALLOWED, EntryFile, reserved
from graph_service.catalogue.files.read import Reading, read_folder
from graph_service.catalogue.problems import Place, nearest, no_entry, quoted, report
from graph_service.catalogue.suggest.names import possible_ids
from graph_service.errors import ChangeRefused
from graph_service.i18n import Language, Lines, Message, _, render, verbatim
from graph_service.model.declare import NodeType
from graph_service.model.edge_properties import BASIS
from graph_service.model.enums import Basis
from graph_service.model.graph import FORMER_SLUGS, edges_of
from graph_service.model.ids import RESERVED_SLUG, SLUG, node_id, slugify


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a rename or merge changes.

    Attributes:
        files: the files before and after.
        lines: what changes, a line each; they begin with +, ~ or -.
        conflicts: what the two entries say differently, a line each.
    """

    files: Sequence[FileChange]
    lines: Sequence[Message]
    conflicts: Sequence[Message] = ()


class SeedsFolder:
    """The entries of a folder.

    Attributes:
        documents: by id.
        files: their files, by id.
    """

    def __init__(self, seeds: Path) -> None:
        """Read a folder, which may have problems between entries: the change may solve them.

        Raises:
            CatalogueInvalid: with every problem of the folder, if a file can't be read.
        """
        self._seeds = seeds
        self.reading = read_folder(seeds)
        if not self.reading.files or self.reading.problems:
            raise invalid(self.reading.problems)
        self.documents = {entry.id: tree_of(entry) for entry in check_entries(self.reading)}
        self.files = {node_id(file.type.name, file.slug): file for file in self.reading.files}
        if len(self.documents) < len(self.files):
            raise invalid(self.reading.problems)

    def changed(self, identity: str, tree: Tree, *, was: str | None = None) -> DocumentChange:
        """Return the change of an entry, which may have had another id."""
        old = was or identity
        return DocumentChange(
            id=identity, before=self.documents[old], tree=tree, file=self.files[old]
        )

    def retargeted(self, retarget: Retarget, *, without: set[str]) -> list[DocumentChange]:
        """Return the changes of all other entries that name or mention an entry."""
        found = []
        for identity, document in self.documents.items():
            if identity not in without:
                tree = retarget.document(identity, document)
                if not same(tree, document):
                    found.append(self.changed(identity, tree))
        return found

    def changed_files(self, changes: Sequence[DocumentChange]) -> Sequence[FileChange]:
        """Return the changes of files, after checking the folder as it would be.

        Raises:
            CatalogueInvalid: with every problem of the folder, if it has some that stay.
            ChangeRefused: with every problem that the change would make.
        """
        entries = [self._entry(each.id, each.tree) for each in changes if each.tree is not None]
        replaced = {each.file.path for each in changes if each.file is not None}
        files = [file for file in self.reading.files if file.path not in replaced]
        after = Reading(files=files, problems=[], changed=entries)
        for _checked in check_entries(after):
            pass  # collects the problems
        if after.problems and self.reading.problems:
            raise invalid(self.reading.problems)
        if after.problems:
            reason = _("the changed files would have problems, so nothing was written:")
            raise ChangeRefused(Lines((reason, report(after.problems))))
        return file_changes(self._seeds, changes)

    def _entry(self, identity: str, tree: Tree) -> Entry:
        entry = document_entry(identity, tree)
        path = (self._seeds / f"{entry.type.path_of(entry.slug)}.yaml").as_posix()
        return replace(entry, place=Place(file=path))


@dataclass(kw_only=True)
class Retarget:
    """Replaces an entry by another of the same type wherever documents name it.

    Attributes:
        old: the entry that is named now.
        new: the slug of the other.
        conflicts: by the id of an entry whose list has both: what their links say differently;
            what that to the other says stays.
    """

    old: EntryFile
    new: str
    conflicts: dict[str, list[Conflict]] = field(default_factory=dict)

    def document(self, identity: str, tree: Tree) -> Tree:
        """Return the document of an entry that names the other."""
        label = self.old.type.name
        renamed = {node_id(label, self.old.slug): node_id(label, self.new)}
        node_type = type_of(identity)
        found: list[Conflict] = []
        united = self._without_twins(node_type, tree, (), found)
        if found:
            self.conflicts[identity] = found
        return with_names(node_type, united, renamed)

    def _without_twins(
        self, node_type: NodeType, tree: Tree, at: FieldPath, conflicts: list[Conflict]
    ) -> Tree:
        """Return a document in which each list has only one of the two entries."""
        found = dict(tree)
        for edge in edges_of(node_type):
            links = as_tree(tree.get(edge.forward))
            path = (*at, edge.forward)
            if edge.owns and links:
                found[edge.forward] = {
                    key: self._without_twins(edge.target, as_tree(part), (*path, key), conflicts)
                    for key, part in links.items()
                }
            elif edge.target is self.old.type and {self.old.slug, self.new} <= links.keys():
                going, staying = as_tree(links[self.old.slug]), as_tree(links[self.new])
                merged, more = merge_trees(
                    _least(going, staying), going, staying, (*path, self.new)
                )
                conflicts += more
                rest = {slug: link for slug, link in links.items() if slug != self.old.slug}
                found[edge.forward] = {**rest, self.new: merged}
        return found


def _least(one: Tree, other: Tree) -> Tree:
    """Return what two links to the same entry have at least: the basis for merging them.

    Of two with different bases, it is what the weaker one is based on, so that the stronger one
    stays as it is: sources from which something is inferred must not seem to state it.
    """
    first, second = (cast("Basis", link[BASIS.name]) for link in (one, other))
    if first is second:
        return {name: value for name, value in {**USUAL, BASIS.name: first}.items() if name in one}
    order = [*Basis]
    weaker = one if order.index(first) > order.index(second) else other
    return {name: weaker[name] for name in USUAL if name in weaker}


def _change_line(change: DocumentChange) -> Message:
    """Return a line about the fields of an entry that change."""
    node_type = type_of(change.id)
    names = changed_names(node_type, change.before or {}, change.tree or {})
    fields = [field_name(node_type, (name,)) for name in names]
    return _("  ~ {entry}  {fields}", entry=entry_path(change.id), fields=fields)


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
    change = folder.changed(new, {**tree, FORMER_SLUGS.name: former}, was=old)
    renamed_line = verbatim(f"  ~ {entry_path(old)} → {entry_path(new)}")
    return Change(
        files=folder.changed_files([change, *citing]),
        lines=[renamed_line, *map(_change_line, citing)],
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
        *map(_change_line, changes),
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
    return Change(files=folder.changed_files([*changes, removed]), lines=lines, conflicts=every)


def _base(node_type: NodeType, a: Tree, b: Tree) -> Tree:
    """Return what links to the same entries have by default: the one that says more is taken."""
    base: dict[str, Node] = {}
    for edge in edges_of(node_type):
        if edge.owns or edge.name == "CITES":  # the order of sources is that of the second
            continue
        one, other = as_tree(a.get(edge.forward)), as_tree(b.get(edge.forward))
        if edge.one and one and one.get(LINKED_SLUG) == other.get(LINKED_SLUG):
            base[edge.forward] = {LINKED_SLUG: one[LINKED_SLUG], **_least(one, other)}
        elif not edge.one and (both := [slug for slug in one if slug in other]):
            base[edge.forward] = {
                slug: _least(as_tree(one[slug]), as_tree(other[slug])) for slug in both
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
