"""Merges of three versions: the result is that of a folder that has both sides' changes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_service.catalogue.document.merge import Merge, merge_documents
from graph_service.catalogue.document.trees import Documents
from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.catalogue.loads.release import checksum
from graph_service.store.graph import Graph
from tests.catalogue.planning import write_all
from tests.catalogue.seeding import Seeds

Edits = Mapping[str, Mapping[str, Any] | None]
EXAMPLES: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("merges.yaml").read_text()
)


def graph_after(folder: Path, *edits: Edits) -> Graph:
    """The graph of the base with edits."""
    seeds = Seeds(folder).basics()
    write_all(seeds)
    for each in edits:
        for place, fields in each.items():
            seeds.edit(place, fields)
    return seeds.graph()


def versions(example: Mapping[str, Any], folder: Path) -> list[Documents]:
    """The documents of the base, the graph and the folder."""
    base = example.get("base", {})
    return [
        documents_of(graph_after(folder / name, base, example.get(name, {})))
        for name in ("base", "graph", "folder")
    ]


def conflicts(merged: Merge) -> dict[str, list[str]]:
    """What is in conflict, as in the file of examples."""
    entries = [*merged.conflicts]
    fields = {entry.id: sorted(" ".join(c.path) for c in entry.conflicts) for entry in entries}
    others = {
        "users": [user for entry in entries for user in entry.users],
        "unwritable": [entry.id for entry in entries if not entry.is_writable],
    }
    return fields | {name: ids for name, ids in others.items() if ids}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_merge(rule: str, tmp_path: Path) -> None:
    example = EXAMPLES[rule]
    base, graph, folder = versions(example, tmp_path)
    merged = merge_documents(base, graph, folder)
    assert conflicts(merged) == example.get("conflicts", {})
    if example.get("swapped"):
        assert conflicts(merge_documents(base, folder, graph)) == example["conflicts"]
    if "conflicts" in example:
        return
    edits = (
        [example["both"]] if "both" in example else [example.get("graph", {}), example["folder"]]
    )
    wanted = graph_after(tmp_path / "both", example.get("base", {}), *edits)
    found = graph_of(merged.documents)
    assert found.nodes == wanted.nodes
    assert found.edges == wanted.edges
    assert checksum(found) == checksum(wanted)
    if "pending" in example:
        pending = sorted(entry.id for entry in merged.entries if entry.is_pending)
        assert pending == example["pending"]
