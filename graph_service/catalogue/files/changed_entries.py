"""Changed entries → the changes of their files.

In each file, only the fields that changed are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from graph_service.catalogue.document.trees import Node, Tree, document_entry, same, tree_of
from graph_service.catalogue.problems import ProblemLog
from graph_service.model.graph import TYPES
from graph_service.model.ids import split_id

from .comments import with_comments
from .edit_file import edited
from .file_changes import FileChange, content_of
from .folder import EntryFile
from .read import read_entry


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
