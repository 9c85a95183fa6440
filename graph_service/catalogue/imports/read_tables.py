"""The rows of tables → entries, each merged with the existing file if there is one."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.read import read_node, read_yaml
from graph_service.catalogue.problems import Problem, ProblemLog, Rule, TooMany
from graph_service.catalogue.tables.cells import read_cells
from graph_service.catalogue.tables.grid import TableRefused
from graph_service.catalogue.tables.rows import Row, read_rows
from graph_service.i18n import Language, _
from graph_service.model.declare import NodeType

from .merge import merged
from .statements import changes
from .writing import Imported


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
        language: that of the columns in messages.
        rows: those read so far, with their tables.
        imported: their entries.
        problems: the problems of all rows.
        likely: likely mistakes.
    """

    files: Mapping[tuple[str, str], EntryFile]
    updating: bool
    language: Language
    rows: list[tuple[Table, Row]] = field(default_factory=list)
    imported: list[Imported] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    likely: list[Problem] = field(default_factory=list)

    def read(self, table: Table) -> None:
        """Read all rows of a table; none count if it turns out not to be one."""
        rows: list[tuple[Table, Row]] = []
        imported: list[Imported] = []
        problems: list[Problem] = []
        cells = read_cells(table.file, self.likely)
        try:
            for row in read_rows(table.type, cells, self.problems, self.likely, self.language):
                rows.append((table, row))
                with suppress(TooMany):  # already a problem of this row; go on with the next
                    imported.append(self._imported(table.type, row, problems))
        except TableRefused as refused:
            self.problems.append(refused.problem)
            return
        self.rows += rows
        self.imported += imported
        self.problems += problems

    def _imported(self, node_type: NodeType, row: Row, problems: list[Problem]) -> Imported:
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


def _exists(row: Row) -> Problem:
    message = _("an entry with this slug exists; to change it, import with --update")
    return Problem(place=row.place, rule=Rule.SLUG_TAKEN, message=message, value=row.slug)
