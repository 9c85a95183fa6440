"""The entries of an import → the changes of their files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.edit_file import edited
from graph_service.catalogue.files.entry_yaml import entry_text
from graph_service.catalogue.files.file_changes import FileChange
from graph_service.catalogue.files.folder import EntryFile

from .statements import Change


@dataclass(frozen=True, kw_only=True)
class Imported:
    """The entry of a row.

    Attributes:
        entry: as it will be.
        before: as it is in its file; None if it is new.
        file: its file; None if it is new.
        changes: the statements that differ.
    """

    entry: Entry
    before: Entry | None
    file: EntryFile | None
    changes: tuple[Change, ...]

    @property
    def is_written(self) -> bool:
        """Whether its file changes; files of unchanged entries are left alone."""
        return self.before != self.entry or bool(self.changes)


def file_changes(seeds: Path, imported: Sequence[Imported]) -> list[FileChange]:
    """Return the files of new and changed entries."""
    return [_file_change(seeds, each) for each in imported if each.is_written]


def _file_change(seeds: Path, each: Imported) -> FileChange:
    entry = each.entry
    path = seeds / f"{entry.type.path_of(entry.slug)}.yaml"
    file = each.file or EntryFile(type=entry.type, slug=entry.slug, path=path.as_posix())
    content = Path(file.path).read_bytes() if each.file is not None else None
    if content is None or each.before is None:
        return FileChange(file=file, before=content, after=entry_text(entry).encode())
    return edited(file, content, each.before, entry)
