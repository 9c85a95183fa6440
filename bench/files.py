"""The generated entries as files of a folder of seeds, for what reads files."""

from __future__ import annotations

from pathlib import Path

from bench.entries import Draft
from bench.sizes import GraphSize
from graph_service.catalogue.files.writing import entry_text


def write_files(size: GraphSize, folder: Path) -> int:
    """Write the entries of a size as files, and give their number."""
    draft = Draft(size)
    written = 0
    for entries in (
        draft.sources(),
        draft.countries(),
        draft.topics(),
        draft.institutions(),
        draft.agreements(),
        draft.programmes(),
        draft.practices(),
        draft.visits(),
        draft.transfers(),
    ):
        for entry in entries:
            place = folder / (entry.type.folder or "")
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{entry.slug}.yaml").write_text(entry_text(entry))
            written += 1
    return written
