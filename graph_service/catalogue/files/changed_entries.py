"""Changed entries → the changes of their files, and the folder with them, to be checked.

In each file, only the fields that changed are written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph_service.catalogue.document.trees import Node, Tree, document_entry, same, tree_of
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import ProblemLog
from graph_service.model.graph import ENTRY_TYPES, TYPES
from graph_service.model.ids import split_id

from .comments import with_comments
from .edit_file import edited
from .file_changes import FileChange, content_of
from .folder import EntryFile
from .read import Reading, read_entry


@dataclass(frozen=True, kw_only=True)
class DocumentChange:
    """A change of an entry.

    Attributes:
        id: its id afterwards.
        tree: its fields afterwards; None to remove the file.
        before: its fields, as the graph would have them; None for a new entry.
        file: the file as it is; None for a new entry.
        comments: lines to add at the beginning of the file, without their sign.
    """

    id: str
    tree: Tree | None
    before: Tree | None = None
    file: EntryFile | None = None
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChangedFolder(Reading):
    """A folder with changed and new entries, which are not read from its files."""

    changed: Sequence[Entry]

    @classmethod
    def of(
        cls,
        reading: Reading,
        changed: Sequence[Entry],
        replaced: Collection[str],
        also: Sequence[EntryFile] = (),
    ) -> ChangedFolder:
        """Combine entries with the files of a folder.

        Args:
            reading: the folder.
            changed: the entries.
            replaced: the paths of files that are not read.
            also: entries that can't be read, but referred to.
        """
        files = [file for file in reading.files if file.path not in replaced]
        others = [*map(_file_of, changed), *also]
        return cls(files=files, problems=[], changed=changed, others=others)

    def entries(self) -> Iterator[tuple[EntryFile, Entry]]:
        """Yield all entries in the model's order of types."""
        added = [(_file_of(entry), entry) for entry in self.changed]
        found = [*super().entries(), *added]
        yield from sorted(found, key=lambda pair: ENTRY_TYPES.index(pair[1].type))


def _file_of(entry: Entry) -> EntryFile:
    return EntryFile(type=entry.type, slug=entry.slug, path=entry.start.file)


def file_changes(seeds: Path, changes: Iterable[DocumentChange]) -> list[FileChange]:
    """Return the files to write and to remove; their other fields stay as they are written."""
    found: dict[str, FileChange] = {}
    removed: list[EntryFile] = []
    for change in changes:
        label, slug = split_id(change.id)
        place = (seeds / f"{TYPES[label].path_of(slug)}.yaml").as_posix()
        if change.file is not None and (change.tree is None or change.file.path != place):
            removed.append(change.file)
        if change.tree is not None:
            file = EntryFile(type=TYPES[label], slug=slug, path=place)
            found[place] = _file_change(file, change, change.tree)
    for file in removed:  # unless another entry has the name now
        found.setdefault(
            file.path, FileChange(file=file, before=content_of(Path(file.path)), after=None)
        )
    return [*found.values()]


def _file_change(file: EntryFile, change: DocumentChange, tree: Tree) -> FileChange:
    """Return the change of a file; fields that stay the same stay as they are written."""
    content = content_of(Path(change.file.path)) if change.file is not None else None
    written = read_entry(file, content, ProblemLog(file=file.path)) if content is not None else None
    if written is not None:
        tree = _overlay(tree_of(written), change.before or {}, tree)
    changed = edited(file, content, written, document_entry(change.id, tree))
    after = with_comments(changed.after or b"", change.comments)
    return replace(changed, before=content_of(Path(file.path)), after=after)


def _overlay(written: Tree, before: Tree, after: Tree) -> Tree:
    """Return a tree as a file has it, with what changes from one tree to another.

    Fields and items keep the order of the file, and what stays the same is as written there: the
    graph doesn't tell sources that an edge inherits from the same ones stated again.
    """
    names = [*(n for n in written if n in after), *(n for n in after if n not in written)]
    return {name: _overlaid(name, written, before, after) for name in names}


def _overlaid(name: str, written: Tree, before: Tree, after: Tree) -> Node:
    nodes = (written.get(name), before.get(name), after[name])
    file_node, old, new = nodes
    if file_node is not None and same(old, new, name):
        return file_node
    if isinstance(file_node, Mapping) and isinstance(old, Mapping) and isinstance(new, Mapping):
        if name == "sources":  # their order counts
            return {slug: _overlaid(slug, file_node, old, new) for slug in new}
        return _overlay(file_node, old, new)
    return new
