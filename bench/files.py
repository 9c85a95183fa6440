"""Writes the generated entries as seed files, to measure commands that read them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from bench.entries import EntryGenerator
from bench.sizes import GraphSize
from graph_service.catalogue.files.entry_yaml import entry_text
from graph_service.model.declare import NodeType


def write_files(size: GraphSize, folder: Path, without: Collection[NodeType] = ()) -> int:
    """Write the entries of a graph, except those of some types, as YAML files.

    Returns:
        The number of files.
    """
    written = 0
    for entry in EntryGenerator(size).entries():
        if entry.type in without:
            continue
        type_folder = folder / (entry.type.folder or "")
        type_folder.mkdir(parents=True, exist_ok=True)
        (type_folder / f"{entry.slug}.yaml").write_text(entry_text(entry))
        written += 1
    return written
