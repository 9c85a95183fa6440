"""`seeds import`: write the rows of tables as entry files, all or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph_service.catalogue.checks.check import check_entries, invalid
from graph_service.catalogue.checks.weak_spots import weak_spots
from graph_service.catalogue.files.changed_entries import file_changes
from graph_service.catalogue.files.file_changes import changing, reformatted, write_changes
from graph_service.catalogue.files.folder import SYMBOLIC_LINK, EntryFile
from graph_service.catalogue.files.node_problems import with_labels
from graph_service.catalogue.files.read import Reading, read_folder
from graph_service.catalogue.imports.read_tables import Imported, TableReader
from graph_service.catalogue.model_messages import entries_written
from graph_service.catalogue.problems import (
    LIKELY_MISTAKES,
    CellPlace,
    Place,
    Problem,
    Rule,
    in_order,
)
from graph_service.catalogue.tables.rows import Row
from graph_service.catalogue.tables.sheet_terms import SheetTerms
from graph_service.catalogue.tables.table_file import write_table
from graph_service.console import Console
from graph_service.i18n import Language, Wording, _, counted
from graph_service.model.ids import node_id

_LISTED_OF_NEW_ROWS = LIKELY_MISTAKES | {Rule.NOBODY, Rule.BOTH_SIDES}
"""What is listed of new entries: whoever fills in a row knows who hosted the visit."""


def import_tables(
    tables: Sequence[Path],
    seeds: Path,
    console: Console,
    *,
    updating: bool = False,
    confirmed: bool = False,
    marked: Path | None = None,
) -> int:
    """Write the entries of tables into a folder of seeds, all or none; return the exit status.

    Entries may refer to each other across tables. With `updating`, rows may change existing
    entries: what they leave out stays, and what they remove is listed. Unless `confirmed`, nothing
    is written if anything would be removed. If the only table is a workbook, `marked` is where to
    write a copy with its mistakes or, if it has none, with its likely mistakes.

    Raises:
        CatalogueInvalid: with every problem of every row; nothing was written.
        ChangeRefused: when a file can't be written, or another command changes the folder.
        StartRefused: when `marked` can't be written.
    """
    with changing(seeds, console):
        imported = _checked(tables, seeds, console, updating=updating, marked=marked)
        console.say_changes(_changed_lines(imported, console.language))
        if not confirmed and (removed := _removals(imported)):
            console.say(_not_confirmed(removed))
            return 1
        written = [each.change for each in imported if each.is_written]
        changes = file_changes(seeds, written)
        write_changes(seeds, changes)
    console.say(*reformatted(changes), *_summary(imported, seeds))
    return 0


def _checked(
    tables: Sequence[Path],
    seeds: Path,
    console: Console,
    *,
    updating: bool,
    marked: Path | None,
) -> list[Imported]:
    """Return the entries of all rows, and show likely mistakes in them.

    Raises:
        CatalogueInvalid: with every problem of every row.
    """
    folder = read_folder(seeds)
    present = {node_id(file.type.name, file.slug): file for file in folder.files}
    reader = TableReader(files=present, updating=updating)
    for table in tables:
        reader.read(table)
    updated = {each.file.path: each.entry.place for each in reader.imported if each.file}
    entries = [each.entry for each in reader.imported]
    rows = [EntryFile(type=row.type, slug=row.slug, path="") for row in reader.rows]
    files = [file for file in folder.files if file.path not in updated]
    reading = Reading(files=files, problems=[], changed=entries, others=rows)
    new = frozenset(each.entry.id for each in reader.imported if each.before is None)
    former: dict[str, str] = {}
    for entry in check_entries(reading):
        former |= {node_id(entry.type.name, s): entry.slug for s in entry.former_slugs}
        if isinstance(entry.place, CellPlace):
            listed = _LISTED_OF_NEW_ROWS if entry.id in new else LIKELY_MISTAKES
            reading.weak_spots.extend(spot for spot in weak_spots(entry) if spot.rule in listed)
    likely = [
        problem
        for problem in reading.weak_spots
        if isinstance(problem.place, CellPlace) and problem.rule in _LISTED_OF_NEW_ROWS
    ]
    # Of a field that a row doesn't have, the place is in the file of the entry that it updates.
    of_rows = (
        problem
        for problem in (*folder.problems, *reading.problems)
        if isinstance(problem.place, CellPlace) or problem.place.file in updated
    )
    problems = [
        *reader.problems,
        *_symbolic_links(reader.rows, seeds),
        *of_rows,
        *reader.unknown(former),
    ]
    # A cell that can't be read has no value of which more could be said.
    causes = {problem.place for problem in reader.refused}
    problems = [*reader.refused, *(p for p in problems if p.place not in causes)]
    found = problems or [*likely, *reader.likely]
    found = in_order(_in_sheet_terms(found, reader.rows, console.language))
    # Nothing can be marked in a file that is not a workbook.
    if marked is not None and found and found[0].place != Place(file=str(tables[0])):
        from graph_service.catalogue.tables.workbook import marked_workbook  # slow to import

        at_rows = [replace(with_labels(p), place=updated.get(p.place.file, p.place)) for p in found]
        content, number = marked_workbook(tables[0], at_rows, console.language)
        write_table(marked, content)
        console.say(_("Marked cells in {file}: {number}.", file=str(marked), number=number))
        if not problems:
            console.say(
                _(
                    "They are not mistakes for certain, and the rows are imported: import a"
                    " corrected copy with --update."
                )
            )
    if problems:
        raise invalid(found)
    console.say(*found)
    return reader.imported


def _in_sheet_terms(
    problems: Sequence[Problem], rows: Sequence[Row], language: Language
) -> list[Problem]:
    """Word the problems with cells as their sheets do."""
    sheets: dict[tuple[str, str], SheetTerms] = {}
    for row in rows:
        at = row.place.file, row.place.sheet
        if at not in sheets:
            headers = {column.path: column for column in row.columns}
            sheets[at] = SheetTerms(node_type=row.type, headers=headers, language=language)
    reworded = []
    for problem in problems:
        terms = sheets.get((problem.place.file, problem.place.sheet))
        reworded.append(terms.reword(problem) if terms is not None else problem)
    return reworded


def _symbolic_links(rows: Sequence[Row], seeds: Path) -> Iterator[Problem]:
    # Symbolic links are never read, so nothing may be written through one.
    for folder in dict.fromkeys(seeds / f"{row.type.folder}" for row in rows):
        if folder.is_symlink():
            yield Problem(Place(str(folder)), Rule.FILE_UNREADABLE, SYMBOLIC_LINK)


def _changed_lines(imported: Iterable[Imported], language: Language) -> Iterator[str]:
    """Yield the lines of all entries that an import changes; new ones are only counted.

    ~ exchange-visits/xv-uno
        Países visitantes: se agrega hnd
        Nombre (en): "Old" → "New"
    """
    for each in imported:
        if each.before is not None and each.changes:
            yield f"  ~ {each.entry.type.path_of(each.entry.slug)}"
            yield from (f"      {change.message().render(language)}" for change in each.changes)


def _removals(imported: Iterable[Imported]) -> int:
    """Return the number of values that an import removes."""
    changes = (change for each in imported for change in each.changes)
    return sum(len(change.removed) for change in changes if not change.is_replaced)


def _not_confirmed(number: int) -> Wording:
    """Return the message for an import that would remove values, and was not confirmed."""
    return counted(
        "Nothing was written: {number} value would be removed, as listed above."
        " To remove it, import again with --yes.",
        "Nothing was written: {number} values would be removed, as listed above."
        " To remove them, import again with --yes.",
        number,
    )


def _summary(imported: Sequence[Imported], seeds: Path) -> Iterator[Wording]:
    """Yield how many entries an import wrote into each folder, and how many it left as they are."""
    written = Counter(each.entry.type.folder or "" for each in imported if each.is_written)
    for folder, number in written.items():
        yield entries_written(number, seeds / folder)
    unchanged = sum(not each.is_written for each in imported)
    if unchanged:
        yield counted(
            "{number} entry has all that the table says already; what a table leaves out stays.",
            "{number} entries have all that the table says already; what a table leaves out stays.",
            unchanged,
        )
    changes = [change for each in imported for change in each.changes]
    if changes:
        yield _(
            "Values of existing entries: {added} added, {changed} changed, {removed} removed.",
            added=sum(len(change.added) for change in changes if not change.is_replaced),
            changed=sum(change.is_replaced for change in changes),
            removed=_removals(imported),
        )
