"""Two stewards' processes at the same time on one graph: no change is lost."""

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TypeAlias

import pytest

from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live, command
from tests.catalogue.planning import run
from tests.catalogue.seed_files import SeedFiles
from tests.sizes import size

TIMINGS = size("TIMINGS", small=3, whole=10)
NAMES = "MATCH (t:Topic) RETURN t.id, t.nameEs ORDER BY t.id"
Outcome: TypeAlias = tuple[int, str]
"""The exit status and the output of a command."""


def run_after(delay: float, settings: DatabaseSettings, *arguments: str | Path) -> Outcome:
    time.sleep(delay)
    done = command(settings, "seeds", *arguments)
    return done.exit_code, done.output


@dataclass(frozen=True)
class Processes:
    """Runs commands at the same time, each after a random delay."""

    pool: ProcessPoolExecutor
    settings: DatabaseSettings
    chance: Random

    def start(self, *arguments: str | Path) -> "Future[Outcome]":
        """Start `graph-service seeds …` in another process."""
        return self.pool.submit(run_after, self.chance.random() / 5, self.settings, *arguments)

    def load_both(self, folders: list[SeedFiles]) -> list[Outcome]:
        return [run.result(60) for run in [self.start("load", each.folder) for each in folders]]


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as opened:
        yield opened


@pytest.fixture
def processes(pool: ProcessPoolExecutor, live: Live, request: pytest.FixtureRequest) -> Processes:
    return Processes(pool, live.settings, Random(request.node.name))


@pytest.fixture
def folders(live: Live, seeds: SeedFiles, tmp_path: Path) -> list[SeedFiles]:
    """Two folders that are based on the same release."""
    for slug in ("a", "b", "c"):
        name(seeds, slug, "0")
    run(live, "load", seeds)
    copies = [SeedFiles(tmp_path / "ana"), SeedFiles(tmp_path / "luis")]
    for each in copies:
        shutil.copytree(seeds.folder, each.folder)
    return copies


def name(seeds: SeedFiles, slug: str, value: str) -> None:
    seeds.put(f"topics/{slug}.yaml", f"name:\n  es: N{value}\nscheme: SUBJECT\n")


def names(live: Live) -> list[str]:
    return [value for _id, value in live.rows(NAMES)]


def test_different_entries(live: Live, folders: list[SeedFiles], processes: Processes) -> None:
    ana, luis = folders
    for turn in range(1, TIMINGS + 1):
        name(ana, "a", f"a{turn}")
        name(luis, "b", f"b{turn}")
        outcomes = processes.load_both(folders)
        (loser,) = (number for number, (status, _) in enumerate(outcomes) if status)
        assert "The graph has changed since" in outcomes[loser][1]
        run(live, "pull", folders[loser])
        run(live, "load", folders[loser])
        assert names(live) == [f"Na{turn}", f"Nb{turn}", "N0"]
        for each in folders:
            run(live, "pull", each)
            for slug, value in (("a", f"a{turn}"), ("b", f"b{turn}")):
                assert f"es: N{value}\n" in (each.folder / f"topics/{slug}.yaml").read_text()


def test_the_same_field(live: Live, folders: list[SeedFiles], processes: Processes) -> None:
    for turn in range(1, TIMINGS + 1):
        values = [f"a{turn}", f"b{turn}"]
        for each, value in zip(folders, values, strict=True):
            name(each, "c", value)
        outcomes = processes.load_both(folders)
        (loser,) = (number for number, (status, _) in enumerate(outcomes) if status)
        shown = f"N{values[1 - loser]}"
        assert names(live) == ["N0", "N0", shown]
        assert "topics/c" in outcomes[loser][1]
        told = run(live, "pull", folders[loser], status=1)
        for text in ("topics/c", f'"{shown}" in the graph', f'"N{values[loser]}" in the folder'):
            assert text in told
        name(folders[loser], "c", values[1 - loser])
        run(live, "pull", folders[1 - loser])


def test_an_undo_beside_a_load(live: Live, folders: list[SeedFiles], processes: Processes) -> None:
    ana, luis = folders
    for turn in range(1, TIMINGS + 1):
        name(ana, "a", f"a{turn}")
        run(live, "load", ana)
        run(live, "pull", luis)
        number = live.value("MATCH (r:Release) RETURN max(r.number)")
        name(luis, "b", f"b{turn}")
        runs = [
            processes.start("undo", f"{number}", "--seeds", ana.folder),
            processes.start("load", luis.folder),
        ]
        undone, loaded = (each.result(60) for each in runs)
        assert undone[0] == 0, undone[1]
        if loaded[0]:  # the undo was first, and he had pulled what was undone
            assert "The graph has changed since" in loaded[1]
            run(live, "pull", luis)
            run(live, "load", luis)
        assert names(live) == ["N0", f"Nb{turn}", "N0"]
        run(live, "pull", ana)
        run(live, "pull", luis)


def test_a_reader_beside_a_load(
    live: Live, folders: list[SeedFiles], processes: Processes, tmp_path: Path
) -> None:
    ana, _luis = folders
    for turn in range(1, TIMINGS + 1):
        name(ana, "a", str(turn))
        name(ana, "b", str(turn))
        place = tmp_path / f"export-{turn}"
        runs = [processes.start("load", ana.folder), processes.start("pull", place)]
        for status, output in [each.result(60) for each in runs]:
            assert status == 0, output
        lines = [(place / f"topics/{slug}.yaml").read_text().splitlines() for slug in ("a", "b")]
        read = [line.strip() for text in lines for line in text if line.startswith("  es: N")]
        assert read in ([f"es: N{turn - 1}"] * 2, [f"es: N{turn}"] * 2)
