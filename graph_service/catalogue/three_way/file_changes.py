"""Write merged entries into a folder of seeds; in each file, only the fields that changed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.editing import edited
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.read import read_node
from graph_service.catalogue.files.writing import entry_text
from graph_service.catalogue.files.yaml_files import read_document
from graph_service.catalogue.problems import ProblemLog
from graph_service.model.declare import NodeType

from .trees import Node, Tree, entry_of, same, tree_of


@dataclass(frozen=True, kw_only=True)
class FileChange:
    """A change of an entry's file.

    Attributes:
        type: the type of the entry.
        slug: its slug afterwards.
        before: its fields, as the graph would have them; None for a new entry.
        tree: its fields afterwards; None to remove the file.
        file: the file as it is; None for a new entry.
    """

    type: NodeType
    slug: str
    before: Tree | None
    tree: Tree | None
    file: EntryFile | None


def write_changes(seeds: Path, changes: Iterable[FileChange]) -> None:
    """Write all changes, or none if a file can't be written.

    Raises:
        OSError: when a file can't be written.
    """
    with ExitStack() as stack:
        # Temporary files first: a full disk or a kill must not leave half of an entry.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=seeds, prefix=".pull-")))
        moves: list[tuple[Path, Path]] = []
        removed: list[Path] = []
        for number, change in enumerate(changes):
            former = Path(change.file.path) if change.file is not None else None
            place = seeds / (change.type.folder or "") / f"{change.slug}.yaml"
            if former is not None and (change.tree is None or former != place):
                removed.append(former)
            if change.tree is not None:
                place.parent.mkdir(parents=True, exist_ok=True)
                new = folder / str(number)
                new.write_bytes(_text(change, change.tree).encode())
                moves.append((new, place))
        for path in removed:
            path.unlink()
        for new, place in moves:
            new.replace(place)


def _text(change: FileChange, tree: Tree) -> str:
    """Return the text of a file; fields that stay the same stay as they are written."""
    entry = entry_of(change.type, change.slug, tree)
    if change.file is None:
        return entry_text(entry)
    text = Path(change.file.path).read_bytes().decode("utf-8-sig")
    written = _read(change.type, change.slug, text)
    if written is None:
        return entry_text(entry)
    as_written = tree_of(written)
    after = _overlay(as_written, change.before or {}, tree)
    new_text = entry_text(entry_of(change.type, change.slug, after))
    names = {*as_written, *after}
    fields = {n for n in names if not same(as_written.get(n), after.get(n), n)}
    found = edited(text, new_text, fields)
    check = _read(change.type, change.slug, found) if found is not None else None
    if found is None or check is None or not same(tree_of(check), after):
        return new_text
    return found


def _read(node_type: NodeType, slug: str, text: str) -> Entry | None:
    log = ProblemLog(file="")
    document = read_document(text.encode(), log)
    return read_node(node_type, document, "", log, slug=slug) if document is not None else None


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
