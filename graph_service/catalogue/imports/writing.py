"""The entries of an import → their files, all or none."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.in_place import edited_text
from graph_service.catalogue.files.writing import entry_text

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
    file: Path | None
    changes: tuple[Change, ...]

    @property
    def is_written(self) -> bool:
        """Whether its file changes; files of unchanged entries are left alone."""
        return self.before != self.entry or bool(self.changes)

    def text(self) -> str:
        """Return the text of its file; comments and formatting stay where nothing changes."""
        if self.file is None or self.before is None:
            return entry_text(self.entry)
        text = self.file.read_bytes().decode("utf-8-sig")
        return edited_text(text, self.before, self.entry)


def write_entries(seeds: Path, imported: Sequence[Imported]) -> None:
    """Write the files of new and changed entries into a folder of seeds."""
    # Write temporary files first: a full disk or a kill must not leave half of an entry.
    with ExitStack() as stack:
        temporary: dict[str, Path] = {}
        written: list[tuple[Path, Path]] = []
        for each in imported:
            if not each.is_written:
                continue
            name = each.entry.type.folder or ""
            if name not in temporary:
                (seeds / name).mkdir(parents=True, exist_ok=True)
                folder = tempfile.TemporaryDirectory(dir=seeds / name, prefix=".import-")
                temporary[name] = Path(stack.enter_context(folder))
            draft = temporary[name] / f"{each.entry.slug}.yaml"
            draft.write_text(each.text(), encoding="utf-8", newline="\n")
            written.append((draft, each.file or seeds / name / draft.name))
        for draft, file in written:
            draft.replace(file)
