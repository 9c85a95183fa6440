"""Measures what a correction and an import cost in a large folder: `python -m bench.corrections`.

A generated folder is loaded; then one entry at a time is corrected, checked, planned and loaded.
PRACTICES=1500 is the default, with 3,405 entries in as many files. Imports have twice as many
rows, for a folder without practices.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.as_installed import environ_as_installed
from bench.databases import temporary_neo4j
from bench.entries import EntryGenerator
from bench.files import write_files
from bench.sizes import GraphSize
from graph_service.catalogue.tables.rows import entry_rows
from graph_service.catalogue.tables.template import csv_template, xlsx_template
from graph_service.console import Console
from graph_service.errors import GraphServiceError
from graph_service.model.types import EXCHANGE_VISIT, GOOD_PRACTICE, KNOWLEDGE_TRANSFER
from graph_service.settings import DatabaseSettings

_LANGUAGE = "es"


@dataclass(frozen=True, kw_only=True)
class Step:
    """A command of the measurement.

    Attributes:
        what: what it is about.
        seconds: how long it took.
        cpu: the CPU seconds of the command, without those of Neo4j.
    """

    what: str
    seconds: float
    cpu: float


def measure(
    settings: DatabaseSettings,
    size: GraphSize,
    folder: Path,
    *,
    corrections: Sequence[str] = ("first", "second"),
    imported: int,
) -> Iterator[Step]:
    """Yield the steps; the database must be empty, and the folder must be new.

    Args:
        settings: the database.
        size: of the generated folder.
        folder: for the files and the tables.
        corrections: what the corrections are called.
        imported: practices that are imported from tables.
    """
    seeds = folder / "seeds"
    write_files(size, seeds)
    environ = {**environ_as_installed(), **settings.environ()}
    yield _step("check", ["check", f"{seeds}"], environ)
    yield _step("first load", ["load", f"{seeds}"], environ)
    for number, time_of in enumerate(corrections):
        _correct(seeds, number)
        yield _step(f"check, {time_of} correction", ["check", f"{seeds}"], environ)
        plan = _step(f"plan, {time_of} correction", ["plan", f"{seeds}"], environ)
        load = _step(f"load, {time_of} correction", ["load", f"{seeds}"], environ)
        yield from (plan, load, _sum(f"plan and load, {time_of} correction", plan, load))
    yield from _imports(replace(size, practices=imported), folder, environ)


def _imports(size: GraphSize, folder: Path, environ: dict[str, str]) -> Iterator[Step]:
    for table in _tables(size, folder):
        # A folder each: ext4 creates files slowly after as many have been deleted.
        seeds = folder / f"imported{table.suffix}"
        write_files(size, seeds, without=(GOOD_PRACTICE, EXCHANGE_VISIT, KNOWLEDGE_TRANSFER))
        yield _step(
            f"import of {size.practices:,} rows, {table.suffix}",
            ["import", f"{table}", "--seeds", f"{seeds}"],
            environ,
        )


def _correct(seeds: Path, number: int) -> None:
    """Add a note to an entry, as a steward would."""
    file = sorted((seeds / f"{GOOD_PRACTICE.folder}").iterdir())[number]
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join([*lines, f"note: {{es: Corrección número {number}.}}\n"]))


def _tables(size: GraphSize, folder: Path) -> Sequence[Path]:
    entries = EntryGenerator(size).practices()
    rows = [row for entry in entries for row in entry_rows(entry, _LANGUAGE)]
    written = (folder / "good-practices.csv", folder / "good-practices.xlsx")
    of_type = {GOOD_PRACTICE.name: rows}
    written[0].write_bytes(csv_template(GOOD_PRACTICE, _LANGUAGE, rows))
    written[1].write_bytes(xlsx_template([GOOD_PRACTICE], _LANGUAGE, of_type, ()))
    return written


def _step(what: str, arguments: Sequence[str], environ: dict[str, str]) -> Step:
    used, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "graph_service", "seeds", *arguments]
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    return Step(what=what, seconds=time.perf_counter() - begun, cpu=cpu)


def _sum(what: str, *steps: Step) -> Step:
    seconds, cpu = sum(step.seconds for step in steps), sum(step.cpu for step in steps)
    return Step(what=what, seconds=seconds, cpu=cpu)


def main() -> None:
    """Measure with a managed Neo4j, started for this purpose."""
    console = Console()
    size = GraphSize(practices=int(os.environ.get("PRACTICES") or 1_500), institutions=400)
    try:
        with temporary_neo4j("corrections", console) as (settings, folder):
            for step in measure(settings, size, folder, imported=2 * size.practices):
                console.say(f"{step.what}: {step.seconds:.1f} s, {step.cpu:.1f} s of CPU")
    except GraphServiceError as error:
        console.say(str(error))
        sys.exit(error.exit_status)


if __name__ == "__main__":
    main()
