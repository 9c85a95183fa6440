"""`seeds template`: write tables for types of entries, empty or with what is there."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.read import read_folder
from graph_service.catalogue.problems import nearest, no_entry
from graph_service.catalogue.tables.rows import entry_rows
from graph_service.catalogue.tables.table_file import write_table
from graph_service.catalogue.tables.template import Rows, csv_template, xlsx_template
from graph_service.errors import StartRefused
from graph_service.i18n import _
from graph_service.model.declare import NodeType


def write_template(
    node_types: Sequence[NodeType],
    language: str,
    out: Path | None,
    *,
    xlsx: bool,
    seeds: Path,
    filled: Sequence[str] | None = None,
) -> None:
    """Write a table for each type into a new file, or to standard output; a .csv has one type.

    A workbook lists the entries of the seeds folder that its entries may refer to. `filled` has the
    slugs of the entries to fill in, none for all; if it is None, the tables are empty.

    Raises:
        StartRefused: when the file exists or can't be written, or an entry can't be filled in.
    """
    if filled is not None and not seeds.is_dir():
        raise StartRefused(_("the folder {folder} does not exist", folder=str(seeds)))
    is_read = seeds.is_dir() and (xlsx or filled is not None)
    entries = [*read_folder(seeds).entries()] if is_read else []
    rows: dict[str, Rows] = {}
    for node_type in node_types if filled is not None else ():
        chosen = _chosen(entries, node_type, filled or ())
        rows[node_type.name] = [row for entry in chosen for row in entry_rows(entry, language)]
    content = (
        xlsx_template(node_types, language, rows, entries)
        if xlsx
        else csv_template(node_types[0], language, rows.get(node_types[0].name, ()))
    )
    if out is None:
        sys.stdout.buffer.write(content)
        return
    write_table(out, content)


def _chosen(entries: Iterable[Entry], node_type: NodeType, slugs: Sequence[str]) -> Sequence[Entry]:
    """Return the entries of a type with some slugs, in their order, or all of the type."""
    known = {entry.slug: entry for entry in entries if entry.type is node_type}
    for slug in slugs:
        if slug not in known:
            near = nearest(slug, known)
            path = node_type.path_of(near) if near is not None else None
            raise StartRefused(no_entry(node_type.path_of(slug), path))
    return [known[slug] for slug in slugs or known]
