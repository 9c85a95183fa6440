"""`seeds template`: write a table for a type of entries, empty or with what is there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.read import Reading, read_folder
from graph_service.catalogue.problems import nearest, quoted
from graph_service.catalogue.tables.rows import entry_rows
from graph_service.catalogue.tables.template import (
    LONGEST_CELL,
    References,
    Rows,
    csv_template,
    referenced_types,
    references,
    xlsx_template,
)
from graph_service.errors import StartRefused
from graph_service.i18n import Wording, _
from graph_service.model.declare import NodeType
from graph_service.os_errors import reason_not_written


def write_template(
    node_type: NodeType,
    language: str,
    out: Path | None,
    *,
    xlsx: bool,
    seeds: Path,
    filled: Sequence[str] | None = None,
) -> None:
    """Write a table into a new file, or to standard output.

    A workbook lists the entries of the seeds folder that its entries may refer to. `filled` has the
    slugs of the entries to fill in, none for all; if it is None, the table is empty.

    Raises:
        StartRefused: when the file exists or can't be written, or an entry can't be filled in.
    """
    reading = read_folder(seeds) if seeds.is_dir() else None
    rows: Rows = ()
    if filled is not None:
        entries = _entries(reading, node_type, filled, seeds)
        rows = [row for entry in entries for row in entry_rows(entry, language)]
    if xlsx:
        _check_lengths(rows)
        found = _references(reading, node_type, language) if reading is not None else {}
        content = xlsx_template(node_type, language, rows, found)
    else:
        content = csv_template(node_type, language, rows)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        with out.open("xb") as stream:
            stream.write(content)
    except OSError as error:
        reason = reason_not_written(error)
        message = _("{file} can't be written: {reason}", file=str(out), reason=reason)
        raise StartRefused(message) from error


def _references(reading: Reading, node_type: NodeType, language: str) -> References:
    types = referenced_types(node_type)
    return references((e for e in _readable(reading) if e.type in types), language)


def _readable(reading: Reading) -> list[Entry]:
    return [entry for file, entry in reading.entries() if file.is_first]


def _entries(
    reading: Reading | None, node_type: NodeType, slugs: Sequence[str], seeds: Path
) -> list[Entry]:
    """Return the entries of a type with some slugs, in their order, or all of the type."""
    if reading is None:
        raise StartRefused(_("the folder {folder} does not exist", folder=str(seeds)))
    known = {entry.slug: entry for entry in _readable(reading) if entry.type is node_type}
    unknown = [slug for slug in slugs if slug not in known]
    if unknown:
        raise StartRefused(_no_entry(unknown[0], node_type, nearest(unknown[0], known)))
    return [known[slug] for slug in slugs or known]


def _no_entry(slug: str, node_type: NodeType, near: str | None) -> Wording:
    folder = f"{node_type.folder}/"
    if near is None:
        return _("no entry {slug} in {folder}", slug=quoted(slug), folder=folder)
    return _(
        "no entry {slug} in {folder}; did you mean {near}?",
        slug=quoted(slug),
        folder=folder,
        near=quoted(near),
    )


def _check_lengths(rows: Rows) -> None:
    for row in rows:
        if any(len(text) > LONGEST_CELL for text in row):
            raise StartRefused(
                _(
                    "{slug} has a text of more than {most:,} characters, which no workbook holds:"
                    " write a .csv",
                    slug=quoted(row[0]),
                    most=LONGEST_CELL,
                )
            )
