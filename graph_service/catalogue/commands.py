"""What people run: check a folder of seeds, and load it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph_service.i18n import Message, Wording, _, counted
from graph_service.model.graph import TYPES
from graph_service.settings import DatabaseSettings
from graph_service.store.spool import Graph, Spool, open_spool

from .checks.check import invalid, read_catalogue
from .checks.findings import Findings, examine
from .checks.formats import Format, as_annotations, as_json
from .checks.weak import TOLD
from .derive import complete
from .loads.audit import Audit, audit
from .loads.load import Outcome, load
from .loads.promise import Promise
from .loads.release import counts
from .plan.look import Look
from .plan.text import kept, numbers, told_changes
from .problems import printable
from .progress import Bars, Begin, unshown
from .rows import rows_of
from .speaker import Speaker
from .words import number_of


def wanted_graph(seeds: Path, spool: Spool, begin: Begin = unshown) -> Graph:
    """Give the graph that a folder of seeds stands for.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    graph = spool.graph()
    for entry in complete(read_catalogue(seeds, begin)):
        nodes, edges = rows_of(entry)
        graph.add_nodes(nodes)
        graph.add_edges(edges)
    return graph


def check_seeds(
    seeds: Path,
    speaker: Speaker,
    *,
    form: Format = Format.TEXT,
    listed: bool = False,
    strict: bool = False,
) -> int:
    """Check a folder, and print what is wrong, what is weak, and how many entries it holds.

    Args:
        seeds: the folder.
        speaker: where it is printed, and in which language.
        form: for people or for programs.
        listed: list each weak spot for people, too; programs always get them.
        strict: a weak spot is enough to fail.

    Returns:
        The exit status: 1 where something is wrong.

    Raises:
        CatalogueInvalid: with every problem of every file, to be told to people.
    """
    found = examine(seeds)
    if form is Format.JSON:
        speaker.say(as_json(found, speaker.language))
    elif form is Format.ANNOTATIONS:
        for line in as_annotations(found, speaker.language):
            speaker.say(line)
    elif found.errors:
        raise invalid(found.errors)
    else:
        _tell(found, speaker, listed=listed)
    return 1 if found.errors or (strict and found.warnings) else 0


def _tell(found: Findings, speaker: Speaker, *, listed: bool) -> None:
    if listed:
        for warning in found.warnings:
            speaker.say(warning)
    folder = printable(str(found.folder))
    speaker.say(_("{folder}: {entries}. All good.", folder=folder, entries=_counted(found.counts)))
    if found.warnings:
        speaker.say(_("Weak spots:") if listed else _("Weak spots, listed by --warnings:"))
    spots = Counter(problem.rule for problem in found.warnings)
    for rule, told in TOLD.items():
        if spots[rule]:
            speaker.say(_("  {what} ({rule})", what=told(spots[rule]), rule=rule))


def check_graph(seeds: Path, database: DatabaseSettings, speaker: Speaker) -> int:
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
        speaker.say(line)
    return 0 if found.clean else 1


def _audited(found: Audit) -> Iterable[Message]:
    yield from (*found.differences, *found.strange, *found.missing)
    if found.release is None:
        yield _("Nothing was ever loaded into this graph.")
        return
    name = str(found.release["name"])
    number = len(found.differences) + len(found.strange) + len(found.missing)
    if not number:
        yield _("The graph is what the files say, at {release}.", release=name)
        return
    yield counted("{number} difference.", "{number} differences.", number)
    if found.differences and found.as_loaded:
        yield _(
            "No entry was changed since {release}: the files are different. Load them.",
            release=name,
        )
    elif found.differences:
        yield _(
            "Entries were changed by hand since {release}: seeds load --prune puts them right.",
            release=name,
        )
    if found.strange:
        yield _("A load leaves alone what no load has written: remove that by hand.")


def load_seeds(
    seeds: Path,
    database: DatabaseSettings,
    speaker: Speaker,
    *,
    prune: bool = False,
    loaded_by: str | None = None,
    promise: Promise | None = None,
    look: Look | None = None,
) -> int:
    """Load a folder, and print what changed: all of it where a look is given, else the numbers.

    Raises:
        CatalogueInvalid: with every problem of every file; nothing was written.
        LoadRefused: when the load isn't safe, or not what was promised; nothing was written.
        DatabaseUnavailable: when the database can't be reached.
    """
    with open_spool() as spool:
        with Bars(speaker) as bars:
            graph = wanted_graph(seeds, spool, bars.begin)
            loading = load(
                graph,
                database,
                prune=prune,
                loaded_by=loaded_by,
                promise=promise,
                begin=bars.begin,
            )
            outcome = asyncio.run(loading)
        if look is not None:
            speaker.show(told_changes(outcome.draft.diff, look))
        for line in _told(outcome, counts(graph)):
            speaker.say(line)
    return 0


def _told(outcome: Outcome, found: Mapping[str, int]) -> Iterable[Message]:
    name = str(outcome.release["name"])
    diff = outcome.draft.diff
    if outcome.written:
        yield _("{release}: {changes}.", release=name, changes=numbers(diff))
    else:
        yield _("No changes; the graph stands at {release}.", release=name)
    if outcome.written and not outcome.undoable:
        yield _("It can't be undone: it changes too much, or what an earlier program wrote.")
    yield _("{entries}.", entries=_counted(found))
    yield from kept(diff)


def _counted(found: Mapping[str, int]) -> Wording:
    each = [number_of(TYPES[name], number) for name, number in found.items() if number]
    return counted(
        "{number} entry ({each})", "{number} entries ({each})", sum(found.values()), each=each
    )
