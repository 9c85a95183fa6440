"""The rows of tables → entries, each merged with the existing file if there is one → files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from graph_service.catalogue.files.edit_file import edited
from graph_service.catalogue.files.entry_yaml import entry_text
from graph_service.catalogue.files.file_changes import FileChange
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.read import read_node, read_yaml
from graph_service.catalogue.problems import Problem, ProblemLog, Rule, TooMany
from graph_service.catalogue.tables.refusals import TableRefused
from graph_service.catalogue.tables.rows import Row, read_rows
from graph_service.catalogue.tables.table_file import read_cells
from graph_service.i18n import _
from graph_service.model.declare import NodeType
from graph_service.model.graph import PROPERTIES, SLUG, edges_of

from .changes import Imported, changes
from .merge import merged


@dataclass(frozen=True, kw_only=True)
class Table:
    """A CSV or XLSX file, and the type of its entries."""

    file: Path
    type: NodeType

    @property
    def folder(self) -> str:
        """The name of the folder of the type."""
        return self.type.folder or ""


@dataclass(kw_only=True)
class TableReader:
    """Reads tables one by one.

    Attributes:
        files: the existing files, by their types and slugs.
        updating: whether rows may change existing entries.
        rows: those read so far, with their tables.
        imported: their entries.
        incomplete: rows that update no entry, and lack these fields of a new one.
        refused: the problems of sheets; nothing else is reported at their cells.
        problems: the problems of entries.
        likely: likely mistakes.
    """

    files: Mapping[tuple[str, str], EntryFile]
    updating: bool
    rows: list[tuple[Table, Row]] = field(default_factory=list)
    imported: list[Imported] = field(default_factory=list)
    incomplete: list[tuple[Table, Row, Sequence[str]]] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    likely: list[Problem] = field(default_factory=list)

    def read(self, table: Table) -> None:
        """Read all rows of a table; none count if it turns out not to be one."""
        rows: list[Row] = []
        cells = read_cells(table.file, self.likely)
        try:
            rows += read_rows(table.type, cells, self.refused, updating=self.updating)
        except TableRefused as refused:
            self.refused.append(refused.problem)
            return
        for row in rows:
            self.rows.append((table, row))
            is_new = (table.type.name, row.slug) not in self.files
            if not row.is_readable:
                continue
            if self.updating and is_new and (lacking := [*_lacking(table.type, row)]):
                self.incomplete.append((table, row, lacking))
                continue
            with suppress(TooMany):  # already a problem of this row; go on with the next
                self.imported.append(self._imported(table.type, row))

    def _imported(self, node_type: NodeType, row: Row) -> Imported:
        problems = self.problems
        file = self.files.get((node_type.name, row.slug))
        existing = before = None
        if file is not None:
            if not self.updating:
                problems.append(_exists(row))
            existing = read_yaml(file, ProblemLog(file=file.path, problems=problems))
        if file is not None and existing is not None:
            log = ProblemLog(file=file.path)  # its problems are those of the merged document
            with suppress(TooMany):
                before = read_node(node_type, existing, "", log, slug=row.slug)
        log = ProblemLog(file=row.place.file, problems=problems)
        document = merged(node_type, row, existing)
        entry = read_node(node_type, document, "", log, slug=row.slug)
        changed = changes(before, entry) if before is not None else ()
        return Imported(
            entry=entry,
            before=before,
            file=file if existing is not None else None,
            changes=changed,
        )


def _lacking(node_type: NodeType, row: Row) -> Iterator[str]:
    """Yield the fields that a new entry needs, and a row doesn't have."""
    for prop in PROPERTIES[node_type.name].values():
        is_written = prop.name != SLUG.name and not prop.derived
        if prop.required and is_written and prop.name not in row.fields:
            yield prop.name
    for edge in edges_of(node_type):
        if edge.required and edge.forward not in row.fields:
            yield edge.forward


def _exists(row: Row) -> Problem:
    message = _("an entry with this slug exists; to change it, import with --update")
    return Problem(place=row.place, rule=Rule.SLUG_TAKEN, message=message, value=row.slug)


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
