"""What people run: check a folder of seeds, and load it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.console import Console

from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Graph
from graph_service.wording import Language

from .audit import Audit, audit
from .check import read_catalogue
from .derive import complete
from .load import Outcome, load
from .plan.text import Look, kept, numbers, told_changes
from .promise import Promise
from .release import counts
from .rows import graph_of


def wanted_graph(seeds: Path) -> Graph:
    """Give the graph that a folder of seeds stands for.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    return graph_of(complete(read_catalogue(seeds)))


def check_seeds(seeds: Path, console: Console) -> int:
    """Check a folder, and print how many entries of each type it holds.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    _print(console, f"{seeds}: {_counted(counts(wanted_graph(seeds)))}. All good.")
    return 0


def check_graph(seeds: Path, database: DatabaseSettings, console: Console) -> int:
    """Check a folder, and the graph against it; print whatever the graph has otherwise.

    Returns:
        The exit status: 1 where there is a difference.

    Raises:
        CatalogueInvalid: with every problem of every file; the graph was not looked at.
        DatabaseUnavailable: when the database can't be reached.
    """
    found = asyncio.run(audit(wanted_graph(seeds), database))
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
    promise: Promise | None = None,
    look: Look | None = None,
) -> int:
    """Load a folder, and print what changed: each change where a look is given, else the numbers.

    Raises:
        CatalogueInvalid: with every problem of every file; nothing was written.
        LoadRefused: when the load isn't safe, or not what was promised; nothing was written.
        DatabaseUnavailable: when the database can't be reached.
    """
    graph = wanted_graph(seeds)
    outcome = asyncio.run(load(graph, database, prune=prune, loaded_by=loaded_by, promise=promise))
    if look is not None:
        for text in told_changes(outcome.draft.diff, look):
            console.print(text, highlight=False, soft_wrap=True)
    for line in _told(outcome, counts(graph)):
        _print(console, line)
    return 0


def _told(outcome: Outcome, found: Mapping[str, int]) -> Iterable[str]:
    name = outcome.release["name"]
    diff = outcome.draft.diff
    if outcome.written:
        yield f"{name}: {numbers(diff)}."
    else:
        yield f"No changes; the graph stands at {name}."
    if outcome.written and not outcome.undoable:
        yield "What this changed was too much to keep, or of an earlier program: it can't be undone."
    yield f"{_counted(found)}."
    yield from kept(diff, Look(language=Language.EN))


def _counted(found: Mapping[str, int]) -> str:
    total = sum(found.values())
    each = ", ".join(f"{number} {name}" for name, number in found.items() if number)
    return f"{total} entries ({each})" if total != 1 else f"1 entry ({each})"


def _print(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)
