"""The rows of tables → entries, each merged with the existing file if there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graph_service.catalogue.document.field_changes import field_changes
from graph_service.catalogue.document.trees import tree_of
from graph_service.catalogue.document.wording import Difference, differences
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.changed_entries import DocumentChange
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.read import read_node
from graph_service.catalogue.files.yaml_files import Unreadable, read_document, read_file
from graph_service.catalogue.model_messages import required_fields, unknown_entry
from graph_service.catalogue.problems import (
    Problem,
    ProblemLog,
    Rule,
    TooMany,
    nearest,
    quoted,
)
from graph_service.catalogue.tables.columns import owned_edge
from graph_service.catalogue.tables.rows import Row, read_rows
from graph_service.catalogue.tables.table_file import read_cells
from graph_service.i18n import Wording, _

from .merge import merged


@dataclass(frozen=True, kw_only=True)
class Imported:
    """The entry of a row.

    Attributes:
        entry: as it will be.
        before: as it is in its file; None if it is new.
        file: its file; None if it is new.
    """

    entry: Entry
    before: Entry | None
    file: EntryFile | None

    @cached_property
    def changes(self) -> tuple[Difference, ...]:
        """The fields of an existing entry that differ."""
        if self.before is None:
            return ()
        found = field_changes(self.entry.type, tree_of(self.before), tree_of(self.entry))
        return tuple(differences(self.entry.type, [*found]))

    @property
    def change(self) -> DocumentChange:
        """What it changes in the folder."""
        before = tree_of(self.before) if self.before is not None else None
        tree = tree_of(self.entry)
        return DocumentChange(id=self.entry.id, tree=tree, before=before, file=self.file)

    @property
    def is_written(self) -> bool:
        """Whether its file changes; files of unchanged entries are left alone."""
        return self.before != self.entry


@dataclass(kw_only=True)
class TableReader:
    """Reads tables one by one.

    Attributes:
        files: the existing files, by id.
        updating: whether rows may change existing entries.
        rows: those read so far.
        imported: their entries.
        refused: the problems of sheets; nothing else is reported at their cells.
        problems: the problems of entries.
        likely: likely mistakes.
    """

    files: Mapping[str, EntryFile]
    updating: bool
    rows: list[Row] = field(default_factory=list)
    imported: list[Imported] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    likely: list[Problem] = field(default_factory=list)
    _first: dict[str, Row] = field(default_factory=dict)

    def read(self, table: Path) -> None:
        """Read all rows of a table; none count if it turns out not to be one."""
        try:
            cells = read_cells(table, self.likely)
        except Unreadable as refused:
            self.refused.append(refused.problem)
            return
        for row in read_rows(cells, self.refused, updating=self.updating):
            self.rows.append(row)
            first = self._first.setdefault(row.id, row)
            if first is not row and row.is_readable:
                self.problems.append(_repeated(row, first))
            elif row.is_readable and not self._lacking(row):
                with suppress(TooMany):  # already a problem of this row; go on with the next
                    self.imported.append(self._imported(row))

    def unknown(self, former: Mapping[str, str]) -> Iterator[Problem]:
        """Yield the rows that update no entry, and those with a former slug of one."""
        for row in self.rows:
            if row.id in self.files:
                continue
            lacking = self._lacking(row)
            if row.id in former:
                message = _(
                    "{value} is a former slug of {other}: to change that entry, write its present"
                    " slug; for a new one, choose another",
                    value=quoted(row.slug),
                    other=former[row.id],
                )
                yield _problem(row, Rule.SLUG_TAKEN, message, former[row.id])
            elif lacking and row.is_readable:
                message = _(
                    "{unknown} {value}; to add it, fill in {fields}, too",
                    unknown=unknown_entry(row.type),
                    value=quoted(row.slug),
                    fields=lacking,
                )
                known = [file.slug for file in self.files.values() if file.type is row.type]
                yield _problem(row, Rule.ENTRY_UNKNOWN, message, nearest(row.slug, known))

    def _lacking(self, row: Row) -> Sequence[str]:
        """Return the fields that a row needs if it isn't an update, as there is no such entry."""
        if not self.updating or row.id in self.files:
            return ()
        properties, edges = required_fields(row.type)
        names = (*(prop.name for prop in properties), *(edge.forward for edge in edges))
        return [name for name in names if name not in row.fields]

    def _imported(self, row: Row) -> Imported:
        problems = self.problems
        file = self.files.get(row.id)
        existing = before = None
        if file is not None:
            if not self.updating:
                message = _("an entry with this slug exists; to change it, import with --update")
                problems.append(_problem(row, Rule.SLUG_TAKEN, message))
            log = ProblemLog(file=file.path, problems=problems)
            content = read_file(file.path, log)
            existing = read_document(content, log) if content is not None else None
        if file is not None and existing is not None:
            log = ProblemLog(file=file.path)  # its problems are those of the merged document
            with suppress(TooMany):
                before = read_node(row.type, existing, "", log, slug=row.slug)
        log = ProblemLog(file=row.place.file, problems=problems)
        document = merged(row, existing)
        entry = read_node(row.type, document, "", log, slug=row.slug)
        return Imported(entry=entry, before=before, file=file if existing is not None else None)


def _repeated(row: Row, first: Row) -> Problem:
    place = first.place.cell if first.place.file == row.place.file else str(first.place)
    remedy = (
        _("keep one of them")
        if owned_edge(row.type) is None
        else _("keep one of them, or move this one right below it if it adds an event")
    )
    message = _(
        "a second row for {slug}; the first is at {place}: {remedy}",
        slug=quoted(row.slug),
        place=place,
        remedy=remedy,
    )
    return _problem(row, Rule.SLUG_TAKEN, message)


def _problem(row: Row, rule: Rule, message: Wording, near: str | None = None) -> Problem:
    return Problem(row.place, rule, message, value=row.slug, suggestion=near)
