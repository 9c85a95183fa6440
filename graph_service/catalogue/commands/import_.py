"""`seeds import`: write the rows of tables as entry files, all or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from graph_service.catalogue.checks.check import check_entries, invalid
from graph_service.catalogue.checks.lint import LIKELY_MISTAKES
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.folder import SYMBOLIC_LINK, EntryFile
from graph_service.catalogue.files.read import Reading, read_folder, read_node, read_yaml
from graph_service.catalogue.imports.merge import merged
from graph_service.catalogue.imports.report import changed_lines, not_confirmed, removals, summary
from graph_service.catalogue.imports.statements import changes
from graph_service.catalogue.imports.writing import Imported, write_entries
from graph_service.catalogue.problems import (
    Place,
    Problem,
    ProblemLog,
    Rule,
    TooMany,
    in_order,
    quoted,
)
from graph_service.catalogue.tables.cells import read_cells
from graph_service.catalogue.tables.consequences import without_consequences
from graph_service.catalogue.tables.grid import CellPlace, TableRefused
from graph_service.catalogue.tables.rows import Row, read_rows
from graph_service.catalogue.tables.sheet_terms import Headers, in_sheet_terms
from graph_service.console import Console
from graph_service.i18n import Language, _
from graph_service.model.declare import NodeType


@dataclass(frozen=True, kw_only=True)
class _ReadingWithImports(Reading):
    """A folder together with the imported entries, which replace entries of the same slug."""

    imported: Sequence[Entry]

    def entries(self) -> Iterator[tuple[EntryFile, Entry]]:
        imported = {(entry.type, entry.slug) for entry in self.imported}
        for file, entry in super().entries():
            if (entry.type, entry.slug) not in imported:
                yield file, entry
        for entry in self.imported:
            path = entry.place.file if entry.place else ""
            yield EntryFile(type=entry.type, slug=entry.slug, path=path), entry


@dataclass(frozen=True, kw_only=True)
class Table:
    """A CSV or XLSX file, and the type of its entries."""

    file: Path
    type: NodeType

    @property
    def folder(self) -> str:
        """The name of the folder of the type."""
        return self.type.folder or ""


def import_tables(
    tables: Sequence[Table],
    seeds: Path,
    console: Console,
    *,
    updating: bool = False,
    confirmed: bool = False,
) -> int:
    """Write the entries of tables into a folder of seeds, all or none; return the exit status.

    Entries may refer to each other across tables. With `updating`, rows may change existing
    entries: what they leave out stays, and what they remove is listed. Unless `confirmed`, nothing
    is written if anything would be removed.

    Raises:
        CatalogueInvalid: with every problem of every row; nothing was written.
    """
    problems: list[Problem] = []
    rows = [(table, row) for table in tables for row in _rows(table, problems, console.language)]
    folder = read_folder(seeds)
    files = {(file.type.name, file.slug): file for file in folder.files}
    imported = []
    for table, row in rows:
        file = files.get((table.type.name, row.slug))
        if file is not None and not updating:
            problems.append(_exists(row))
        with suppress(TooMany):  # already a problem of this row; go on with the next
            imported.append(_imported(table.type, row, file, problems))
    problems += _repeated(rows)
    problems += _symbolic_links(tables, seeds)
    slugs = {name: set(found) for name, found in folder.slugs.items()}
    for table, row in rows:
        slugs.setdefault(table.type.name, set()).add(row.slug)
    reading = _ReadingWithImports(
        files=folder.files,
        slugs={name: frozenset(found) for name, found in slugs.items()},
        problems=folder.problems,
        imported=[each.entry for each in imported],
    )
    for _each in check_entries(reading):
        pass  # collects the problems in the reading
    problems += (p for p in reading.problems if isinstance(p.place, CellPlace))
    if problems := without_consequences(problems):
        raise invalid(_in_sheet_terms(problems, rows, console.language))
    likely = [p for p in reading.weak_spots if isinstance(p.place, CellPlace)]
    for problem in in_order(p for p in likely if p.rule in LIKELY_MISTAKES):
        console.say(problem)
    console.say_changes(changed_lines(imported, console.language))
    if not confirmed and (removed := removals(imported)):
        console.say(not_confirmed(removed))
        return 1
    write_entries(seeds, imported)
    for line in summary(imported, seeds):
        console.say(line)
    return 0


def _rows(table: Table, problems: list[Problem], language: Language) -> list[Row]:
    try:
        return read_rows(table.type, read_cells(table.file), problems, language)
    except TableRefused as refused:
        problems.append(refused.problem)
        return []


def _imported(
    node_type: NodeType, row: Row, file: EntryFile | None, problems: list[Problem]
) -> Imported:
    """Return the entry of a row, merged with the existing file if there is one."""
    existing = before = None
    if file is not None:
        existing = read_yaml(file, ProblemLog(file=file.path, problems=problems))
    if file is not None and existing is not None:
        log = ProblemLog(file=file.path)  # its problems are those of the merged document
        with suppress(TooMany):
            before = read_node(node_type, existing, "", log, slug=row.slug)
    log = ProblemLog(file=row.place.file, problems=problems)
    document = merged(node_type, row, existing)
    entry = read_node(node_type, document, "", log, slug=row.slug)
    path = Path(file.path) if file is not None and existing is not None else None
    changed = changes(before, entry) if before is not None else ()
    return Imported(entry=entry, before=before, file=path, changes=changed)


def _in_sheet_terms(
    problems: Sequence[Problem], rows: Sequence[tuple[Table, Row]], language: Language
) -> list[Problem]:
    """Word the problems with cells as their sheets do."""
    types: dict[str, NodeType] = {}
    headers: dict[tuple[str, str], Headers] = {}
    for table, row in rows:
        types.setdefault(row.place.file, table.type)
        sheet = (row.place.file, row.place.sheet)
        if sheet not in headers:
            headers[sheet] = {column.path: column.header for column in row.columns}
    worded = []
    for problem in problems:
        place = problem.place
        if isinstance(place, CellPlace) and place.file in types:
            known = headers.get((place.file, place.sheet), {})
            worded.append(in_sheet_terms(problem, types[place.file], known, language))
        else:
            worded.append(problem)
    return worded


def _repeated(rows: Sequence[tuple[Table, Row]]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Row] = {}
    for table, row in rows:
        earlier = first.setdefault((table.folder, row.slug), row)
        if earlier is not row:
            here = earlier.place.file == row.place.file
            message = _(
                "a second row for {slug}; the first is at {place}",
                slug=quoted(row.slug),
                place=earlier.place.cell if here else str(earlier.place),
            )
            yield Problem(place=row.place, rule=Rule.SLUG_TAKEN, message=message, value=row.slug)


def _exists(row: Row) -> Problem:
    message = _("an entry with this slug exists; to change it, import with --update")
    return Problem(place=row.place, rule=Rule.SLUG_TAKEN, message=message, value=row.slug)


def _symbolic_links(tables: Sequence[Table], seeds: Path) -> Iterator[Problem]:
    # Symbolic links are never read, so nothing may be written through one.
    for folder in dict.fromkeys(seeds / table.folder for table in tables):
        if folder.is_symlink():
            yield Problem(
                place=Place(file=str(folder)), rule=Rule.FILE_UNREADABLE, message=SYMBOLIC_LINK
            )
