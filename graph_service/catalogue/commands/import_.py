"""`seeds import`: write the rows of tables as entry files, all or none."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from graph_service.catalogue.checks.check import check_entries, invalid
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.folder import SYMBOLIC_LINK, EntryFile
from graph_service.catalogue.files.read import Reading, read_folder, read_node, read_yaml
from graph_service.catalogue.files.writing import entry_text
from graph_service.catalogue.merge import merged
from graph_service.catalogue.model_messages import entries_written
from graph_service.catalogue.problems import Place, Problem, ProblemLog, Rule, TooMany, quoted
from graph_service.catalogue.tables.cells import read_cells
from graph_service.catalogue.tables.consequences import without_consequences
from graph_service.catalogue.tables.grid import CellPlace, TableRefused
from graph_service.catalogue.tables.rows import Row, read_rows
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
    tables: Sequence[Table], seeds: Path, console: Console, *, replacing: bool = False
) -> int:
    """Write the entries of tables into a folder of seeds, all or none.

    Entries may refer to each other across tables. With `replacing`, rows replace existing entries;
    fields without a column are preserved.

    Raises:
        CatalogueInvalid: with every problem of every row; nothing was written.
    """
    problems: list[Problem] = []
    rows = [(table, row) for table in tables for row in _rows(table, problems, console.language)]
    folder = read_folder(seeds)
    files = {(file.type.name, file.slug): file for file in folder.files}
    entries = []
    for table, row in rows:
        file = files.get((table.type.name, row.slug))
        if file is not None and not replacing:
            problems.append(_exists(row))
        with suppress(TooMany):  # already a problem of this row; go on with the next
            entries.append(_entry(table.type, row, file, problems))
    problems += _repeated(rows)
    problems += _symbolic_links(tables, seeds)
    slugs = {name: set(found) for name, found in folder.slugs.items()}
    for table, row in rows:
        slugs.setdefault(table.type.name, set()).add(row.slug)
    reading = _ReadingWithImports(
        files=folder.files,
        slugs={name: frozenset(found) for name, found in slugs.items()},
        problems=folder.problems,
        imported=entries,
    )
    for _each in check_entries(reading):
        pass  # collects the problems in the reading
    problems += (p for p in reading.problems if isinstance(p.place, CellPlace))
    if problems := without_consequences(problems):
        raise invalid(problems)
    _write(seeds, entries)
    for name in dict.fromkeys(table.folder for table in tables):
        number = sum(table.folder == name for table, _row in rows)
        console.say(entries_written(number, seeds / name))
    return 0


def _rows(table: Table, problems: list[Problem], language: Language) -> list[Row]:
    try:
        return read_rows(table.type, read_cells(table.file), problems, language)
    except TableRefused as refused:
        problems.append(refused.problem)
        return []


def _entry(node_type: NodeType, row: Row, file: EntryFile | None, problems: list[Problem]) -> Entry:
    """Return the entry of a row, merged with the existing file if there is one."""
    log = ProblemLog(file=row.place.file, problems=problems)
    document = row.document
    if file is not None:
        existing = read_yaml(file, ProblemLog(file=file.path, problems=problems))
        document = merged(node_type, row, existing) if existing is not None else document
    return read_node(node_type, document, "", log, slug=row.slug)


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
    message = _("an entry with this slug exists; to replace it, import with --replace")
    return Problem(place=row.place, rule=Rule.SLUG_TAKEN, message=message, value=row.slug)


def _symbolic_links(tables: Sequence[Table], seeds: Path) -> Iterator[Problem]:
    # Symbolic links are never read, so nothing may be written through one.
    for folder in dict.fromkeys(seeds / table.folder for table in tables):
        if folder.is_symlink():
            yield Problem(
                place=Place(file=str(folder)), rule=Rule.FILE_UNREADABLE, message=SYMBOLIC_LINK
            )


def _write(seeds: Path, entries: Sequence[Entry]) -> None:
    # Write temporary files first: a full disk or a kill must not leave half of an entry.
    with ExitStack() as stack:
        temporary: dict[str, Path] = {}
        for entry in entries:
            name = entry.type.folder or ""
            if name not in temporary:
                (seeds / name).mkdir(parents=True, exist_ok=True)
                folder = tempfile.TemporaryDirectory(dir=seeds / name, prefix=".import-")
                temporary[name] = Path(stack.enter_context(folder))
            file = temporary[name] / f"{entry.slug}.yaml"
            file.write_text(entry_text(entry), encoding="utf-8", newline="\n")
        for entry in entries:
            name = entry.type.folder or ""
            (temporary[name] / f"{entry.slug}.yaml").replace(seeds / name / f"{entry.slug}.yaml")
