"""A folder of seeds as it is, and as it would be with changed files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph_service.catalogue.checks.check import check_entries, invalid
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.edit_file import edited
from graph_service.catalogue.files.entry_yaml import differing_fields
from graph_service.catalogue.files.file_changes import FileChange
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.read import Reading, read_entry, read_folder
from graph_service.catalogue.problems import ProblemLog, report
from graph_service.errors import ChangeRefused
from graph_service.i18n import Lines, Message, _, verbatim
from graph_service.model.graph import ENTRY_TYPES

from .references import Retarget, mention_of, mentions, names


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a rename or merge changes.

    Attributes:
        files: the files before and after.
        lines: what changes, a line each; they begin with +, ~ or -.
    """

    files: Sequence[FileChange]
    lines: Sequence[Message]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An entry, its file and the content of that."""

    file: EntryFile
    entry: Entry
    content: bytes

    @property
    def name(self) -> str:
        """The entry, as messages name it."""
        return self.file.type.path_of(self.file.slug)

    def edited(self, entry: Entry) -> FileChange:
        """Return the file after a change of its entry."""
        return edited(self.file, self.content, self.entry, entry)

    def renamed(self, slug: str, entry: Entry) -> FileChange:
        """Return a file of another name, after a change of its entry."""
        path = Path(self.file.path).with_name(f"{slug}.yaml").as_posix()
        file = EntryFile(type=self.file.type, slug=slug, path=path)
        return replace(self.edited(entry), file=file, before=None)

    def retargeted(self, retarget: Retarget) -> tuple[FileChange, Message]:
        """Return the file after it names another entry, and a line about it."""
        entry = retarget.entry(self.entry)
        fields = differing_fields(self.entry, entry)
        return self.edited(entry), verbatim(f"  ~ {self.name}  {', '.join(fields)}")


class SeedsFolder:
    """A folder, and the entries of it that a change is about."""

    def __init__(self, seeds: Path) -> None:
        self.reading = read_folder(seeds)
        if not self.reading.files or self.reading.problems:
            raise invalid(self.reading.problems)

    def open(self, files: Sequence[EntryFile], citing: EntryFile) -> list[Opened]:
        """Return the entries of files, then all others that cite or mention another.

        The folder may have problems, such as one source in two files, if they are solved by the
        change: `check` finds those that are not.

        Raises:
            CatalogueInvalid: with every problem of every file, if a file can't be read.
        """
        turn = {file.path: number for number, file in enumerate(files)}
        by_path = {file.path: file for file in self.reading.files}
        is_citing = self._citing(citing)
        found: list[Opened] = []
        for entry in check_entries(self.reading):
            path = entry.start.file
            if path in turn or is_citing(entry):
                content = Path(path).read_bytes()
                found.append(Opened(file=by_path[path], entry=entry, content=content))
        if len(turn) > sum(opened.file.path in turn for opened in found):
            raise invalid(self.reading.problems)
        return sorted(found, key=lambda opened: turn.get(opened.file.path, len(turn)))

    def mention(self, file: EntryFile) -> re.Pattern[str] | None:
        """Return the pattern of a slug in notes; None if it could mean something else."""
        others = (slugs for name, slugs in self.reading.slugs.items() if name != file.type.name)
        if any(file.slug in slugs for slugs in others):
            return None
        return mention_of(f"{file.type.folder}", file.slug)

    def check(self, change: Change) -> None:
        """Check the folder as it would be after a change.

        Raises:
            CatalogueInvalid: with every problem of the folder, if it has some that stay.
            ChangeRefused: with every problem that the change would make.
        """
        after = _ReadingAfter.of(self.reading, change.files)
        for _entry in check_entries(after):
            pass  # collects the problems
        if after.problems and self.reading.problems:
            raise invalid(self.reading.problems)
        if after.problems:
            reason = _("the changed files would have problems, so nothing was written:")
            raise ChangeRefused(Lines((reason, report(after.problems))))

    def _citing(self, file: EntryFile) -> Callable[[Entry], bool]:
        word = self.mention(file)
        return lambda entry: (
            names(entry, file.type, file.slug) or (word is not None and mentions(entry, word))
        )


@dataclass(frozen=True, kw_only=True)
class _ReadingAfter(Reading):
    """A folder with changed files."""

    contents: Mapping[str, bytes]

    @classmethod
    def of(cls, reading: Reading, changes: Sequence[FileChange]) -> _ReadingAfter:
        changed = {change.file.path: change for change in changes}
        files = [file for file in reading.files if file.path not in changed]
        files += [change.file for change in changes if change.after is not None]
        return cls(
            files=sorted(files, key=lambda file: ENTRY_TYPES.index(file.type)),
            slugs={
                name: frozenset(file.slug for file in files if file.type.name == name)
                for name in reading.slugs
            },
            problems=[],
            contents={p: c.after for p, c in changed.items() if c.after is not None},
        )

    def entries(self) -> Iterator[tuple[EntryFile, Entry]]:
        unchanged = [file for file in self.files if file.path not in self.contents]
        reading = Reading(files=unchanged, slugs=self.slugs, problems=self.problems)
        yield from reading.entries()
        for file in self.files:
            if file.path in self.contents:
                log = ProblemLog(file=file.path, problems=self.problems)
                entry = read_entry(file, self.contents[file.path], log)
                if entry is not None:
                    yield file, entry
