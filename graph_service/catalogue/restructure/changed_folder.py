"""A folder of seeds with changed entries: read, checked, and its files.

Entries that name a renamed or merged one, in links, in their sources or in notes, change, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import cast

from graph_service.catalogue.checks.check import check_entries, invalid
from graph_service.catalogue.document.field_changes import changed_names
from graph_service.catalogue.document.merge_trees import Conflict, Path, merge
from graph_service.catalogue.document.trees import (
    USUAL,
    Tree,
    as_tree,
    document_entry,
    same,
    tree_of,
    type_of,
    with_names,
)
from graph_service.catalogue.document.wording import entry_path, field_name
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.changed_entries import (
    ChangedFolder,
    DocumentChange,
    file_changes,
)
from graph_service.catalogue.files.file_changes import FileChange
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.read import read_folder
from graph_service.catalogue.problems import Place, report
from graph_service.errors import ChangeRefused
from graph_service.i18n import Lines, Message, _
from graph_service.model.declare import NodeType
from graph_service.model.edge_properties import BASIS
from graph_service.model.enums import Basis
from graph_service.model.graph import edges_of
from graph_service.model.ids import node_id


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

    def __init__(self, seeds: FilePath) -> None:
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

    def change(
        self,
        changes: Sequence[DocumentChange],
        lines: Sequence[Message],
        conflicts: Sequence[Message] = (),
    ) -> Change:
        """Return the change of the folder, after checking the folder as it would be.

        Raises:
            CatalogueInvalid: with every problem of the folder, if it has some that stay.
            ChangeRefused: with every problem that the change would make.
        """
        entries = [self._entry(each.id, each.tree) for each in changes if each.tree is not None]
        replaced = {each.file.path for each in changes if each.file is not None}
        after = ChangedFolder.of(self.reading, entries, replaced)
        for _checked in check_entries(after):
            pass  # collects the problems
        if after.problems and self.reading.problems:
            raise invalid(self.reading.problems)
        if after.problems:
            reason = _("the changed files would have problems, so nothing was written:")
            raise ChangeRefused(Lines((reason, report(after.problems))))
        files = file_changes(self._seeds, changes)
        return Change(files=files, lines=lines, conflicts=conflicts)

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
        self, node_type: NodeType, tree: Tree, at: Path, conflicts: list[Conflict]
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
                merged, more = merge(least(going, staying), going, staying, (*path, self.new))
                conflicts += more
                rest = {slug: link for slug, link in links.items() if slug != self.old.slug}
                found[edge.forward] = {**rest, self.new: merged}
        return found


def least(one: Tree, other: Tree) -> Tree:
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


def change_line(change: DocumentChange) -> Message:
    """Return a line about the fields of an entry that change."""
    node_type = type_of(change.id)
    names = changed_names(node_type, change.before or {}, change.tree or {})
    fields = [field_name(node_type, (name,)) for name in names]
    return _("  ~ {entry}  {fields}", entry=entry_path(change.id), fields=fields)
