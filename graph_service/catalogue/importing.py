"""A table of a spreadsheet → entry files: all of its rows, or none."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_service.model.declare import NodeType
from graph_service.wording import Wording, _, counted

from .checks.check import checked, invalid
from .entries import Entry
from .files.folder import EntryFile
from .files.read import Reading, read_folder, read_node
from .files.writing import entry_text
from .problems import Problem, Rule, Sheet, quoted
from .speaker import Speaker
from .tables.cells import CellPlace, TableRefused, read_cells
from .tables.rows import Row, read_rows


@dataclass(frozen=True, kw_only=True)
class _Beside(Reading):
    """A folder, with entries in place of those of the same slugs, or beside them."""

    added: Sequence[Entry]

    def entries(self) -> Iterator[tuple[EntryFile, Entry]]:
        new = {(entry.type, entry.slug) for entry in self.added}
        for file, entry in super().entries():
            if (entry.type, entry.slug) not in new:
                yield file, entry
        for entry in self.added:
            shown = entry.place.file if entry.place else ""
            yield EntryFile(type=entry.type, slug=entry.slug, shown=shown), entry


def import_table(
    table: Path, node_type: NodeType, seeds: Path, speaker: Speaker, *, replacing: bool = False
) -> int:
    """Write the entries of a table into a folder of seeds; `replacing` those that are there.

    Raises:
        CatalogueInvalid: with every problem of every row; nothing was written.
    """
    problems: list[Problem] = []
    try:
        rows = read_rows(node_type, read_cells(table), problems, speaker.language)
    except TableRefused as refused:
        problems.append(refused.problem)
        rows = []
    entries = [_entry(node_type, row, problems) for row in rows]
    problems += _repeated(rows)
    folder = read_folder(seeds)
    there = folder.slugs.get(node_type.name, frozenset())
    if not replacing:
        problems += _taken(rows, there)
    slugs = {**folder.slugs, node_type.name: there | {row.slug for row in rows}}
    reading = _Beside(files=folder.files, slugs=slugs, problems=folder.problems, added=entries)
    for _each in checked(reading):
        pass  # what is wrong stands in the reading once all was read
    problems += (p for p in reading.problems if isinstance(p.place, CellPlace))
    if problems:
        raise invalid(problems)
    _write(seeds / (node_type.folder or ""), entries)
    speaker.say(told(len(entries), seeds / (node_type.folder or "")))
    return 0


def told(number: int, folder: Path) -> Wording:
    """Say how many entries were written."""
    return counted(
        "{number} entry written into {folder}.",
        "{number} entries written into {folder}.",
        number,
        folder=str(folder),
    )


def _entry(node_type: NodeType, row: Row, problems: list[Problem]) -> Entry:
    sheet = Sheet(file=row.place.file, problems=problems)
    return read_node(node_type, row.document, "", sheet, slug=row.slug)


def _repeated(rows: Sequence[Row]) -> list[Problem]:
    first: dict[str, Row] = {}
    problems = []
    for row in rows:
        earlier = first.setdefault(row.slug, row)
        if earlier is not row:
            message = _(
                "a second row of {slug}; the first is at {place}",
                slug=quoted(row.slug),
                place=earlier.place.cell,
            )
            problems.append(
                Problem(place=row.place, rule=Rule.SLUG_TAKEN, message=message, value=row.slug)
            )
    return problems


def _taken(rows: Sequence[Row], slugs: frozenset[str]) -> list[Problem]:
    message = _("there is an entry of this slug; to replace it, import with --replace")
    return [
        Problem(place=row.place, rule=Rule.SLUG_TAKEN, message=message, value=row.slug)
        for row in rows
        if row.slug in slugs
    ]


def _write(folder: Path, entries: Sequence[Entry]) -> None:
    """Write all files aside first, so that a full disk or a kill leaves none half-written."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".import-") as name:
        aside = Path(name)
        for entry in entries:
            (aside / f"{entry.slug}.yaml").write_text(entry_text(entry), encoding="utf-8")
        for entry in entries:
            (aside / f"{entry.slug}.yaml").replace(folder / f"{entry.slug}.yaml")
