"""What people run: check a folder of seeds, and load it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sized
from itertools import islice
from pathlib import Path

from rich.console import Console

from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Diff
from graph_service.store.spool import Graph, Spool, open_spool

from .audit import Audit, audit
from .check import read_catalogue
from .derive import complete
from .load import Outcome, load
from .release import counts
from .rows import rows_of


def wanted_graph(seeds: Path, spool: Spool) -> Graph:
    """Give the graph that a folder of seeds stands for.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    graph = spool.graph()
    for entry in complete(read_catalogue(seeds)):
        nodes, edges = rows_of(entry)
        graph.add_nodes(nodes)
        graph.add_edges(edges)
    return graph


def check_seeds(seeds: Path, console: Console) -> int:
    """Check a folder, and print how many entries of each type it holds.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    with open_spool() as spool:
        found = counts(wanted_graph(seeds, spool))
    _print(console, f"{seeds}: {_counted(found)}. All good.")
    return 0


def check_graph(seeds: Path, database: DatabaseSettings, console: Console) -> int:
    """Check a folder, and the graph against it; print whatever the graph has otherwise.

    Returns:
        The exit status: 1 where there is a difference.

    Raises:
        CatalogueInvalid: with every problem of every file; the graph was not looked at.
        DatabaseUnavailable: when the database can't be reached.
    """
    with open_spool() as spool:
        found = asyncio.run(audit(wanted_graph(seeds, spool), database))
    for line in _audited(found):
        _print(console, line)
    return 0 if found.clean else 1


def _audited(found: Audit) -> Iterable[str]:
    yield from (*found.differences, *found.strange, *found.missing)
    if found.release is None:
        yield "Nothing was ever loaded into this graph."
        return
    name = found.release["name"]
    number = len(found.differences) + len(found.strange) + len(found.missing)
    if not number:
        yield f"The graph is what the files say, at {name}."
        return
    yield "1 difference." if number == 1 else f"{number} differences."
    if found.differences and found.as_loaded:
        yield f"No entry was changed since {name}: the files are different. Load them."
    elif found.differences:
        yield f"Entries were changed by hand since {name}: seeds load --prune puts them right."
    if found.strange:
        yield "A load leaves alone what no load has written: remove that by hand."


def load_seeds(
    seeds: Path,
    database: DatabaseSettings,
    console: Console,
    *,
    prune: bool = False,
    loaded_by: str | None = None,
) -> int:
    """Load a folder, and print what changed.

    Raises:
        CatalogueInvalid: with every problem of every file; nothing was written.
        LoadRefused: when the load isn't safe; nothing was written.
        DatabaseUnavailable: when the database can't be reached.
    """
    with open_spool() as spool:
        graph = wanted_graph(seeds, spool)
        outcome = asyncio.run(load(graph, database, prune=prune, loaded_by=loaded_by))
        for line in _told(outcome, counts(graph)):
            _print(console, line)
    return 0


def _told(outcome: Outcome, found: Mapping[str, int]) -> Iterable[str]:
    name = outcome.release["name"]
    if outcome.written:
        yield f"{name}: {_changes(outcome.diff)}."
    else:
        yield f"No changes; the graph stands at {name}."
    yield f"{_counted(found)}."
    if outcome.diff.kept:
        kept = outcome.diff.kept
        shown = ", ".join(row.id for row in islice(kept, 5)) + (", …" if len(kept) > 5 else "")
        number = "1 entry is" if len(kept) == 1 else f"{len(kept)} entries are"
        yield f"{number} in the graph, but not in the files, and kept: {shown}."
        yield "To remove what the files don't have, load with --prune."


def _changes(diff: Diff) -> str:
    nodes = _numbers(diff.nodes_added, diff.nodes_changed, diff.nodes_removed)
    edges = _numbers(diff.edges_added, diff.edges_changed, diff.edges_removed)
    return f"nodes {nodes}; edges {edges}"


def _numbers(added: Sized, changed: Sized, removed: Sized) -> str:
    return f"{len(added)} added, {len(changed)} changed, {len(removed)} removed"


def _counted(found: Mapping[str, int]) -> str:
    total = sum(found.values())
    each = ", ".join(f"{number} {name}" for name, number in found.items() if number)
    return f"{total} entries ({each})" if total != 1 else f"1 entry ({each})"


def _print(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)
