"""A folder of seeds with changed entries: read, checked, and its files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph_service.catalogue.checks.check import check_entries, invalid
from graph_service.catalogue.document.field_changes import field_changes, path_of
from graph_service.catalogue.document.trees import Tree, document_entry, same, tree_of
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
from graph_service.i18n import Lines, Message, _, verbatim
from graph_service.model.graph import TYPES
from graph_service.model.ids import node_id, split_id

from .references import Retarget, mention_of


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

    def mention(self, file: EntryFile) -> re.Pattern[str] | None:
        """Return the pattern of a slug in notes; None if it could mean something else."""
        others = (slugs for name, slugs in self.reading.slugs.items() if name != file.type.name)
        if any(file.slug in slugs for slugs in others):
            return None
        return mention_of(f"{file.type.folder}", file.slug)

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


def change_line(change: DocumentChange) -> Message:
    """Return a line about the fields of an entry that change."""
    label, slug = split_id(change.id)
    changes = field_changes(TYPES[label], change.before or {}, change.tree or {})
    names = dict.fromkeys(path_of(each)[0] for each in changes)
    return verbatim(f"  ~ {TYPES[label].path_of(slug)}  {', '.join(names)}")
