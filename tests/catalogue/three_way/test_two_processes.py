"""Two stewards' processes at the same time on one graph: no change is lost."""

import io
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from graph_service.catalogue.commands.export import export_seeds
from graph_service.catalogue.commands.load import load_seeds
from graph_service.catalogue.commands.pull import pull_seeds
from graph_service.catalogue.commands.undo import undo_load
from graph_service.catalogue.plan.display import Display
from graph_service.console import Console
from graph_service.errors import LoadRefused, MergeRefused
from graph_service.i18n import Language
from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live
from tests.catalogue.seeding import Seeds
from tests.sizes import size

pytestmark = pytest.mark.slow

TIMINGS = size("TIMINGS", small=3, whole=10)
DISPLAY = Display(language=Language.EN)
NAMES = "MATCH (t:Topic) RETURN t.id, t.nameEs ORDER BY t.id"


def load_after(delay: float, folder: Path, settings: DatabaseSettings) -> str | None:
    """Load a folder, in a process of its own; return why it was refused."""
    time.sleep(delay)
    try:
        load_seeds(folder, settings, Console(io.StringIO()), loaded_by=folder.name)
    except MergeRefused as refused:
        return refused.message
    return None


def undo_after(delay: float, folder: Path, settings: DatabaseSettings, number: int) -> str | None:
    time.sleep(delay)
    try:
        undo_load(settings, Console(io.StringIO()), number, display=DISPLAY, seeds=folder)
    except LoadRefused as refused:
        return refused.message
    return None


def export_after(delay: float, folder: Path, settings: DatabaseSettings) -> str:
    """Read the graph as a whole; return two names that each load changes together."""
    time.sleep(delay)
    export_seeds(folder, settings, Console(io.StringIO()))
    return " ".join((folder / f"topics/{slug}.yaml").read_text() for slug in ("a", "b"))


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


@pytest.fixture
def folders(live: Live, seeds: Seeds, tmp_path: Path) -> list[Seeds]:
    """Two folders that are based on the same release."""
    for slug in ("a", "b", "c"):
        name(seeds, slug, "0")
    load_after(0, seeds.folder, live.settings)
    found = [Seeds(tmp_path / "ana"), Seeds(tmp_path / "luis")]
    for each in found:
        shutil.copytree(seeds.folder, each.folder)
    return found


def name(seeds: Seeds, slug: str, value: str) -> None:
    seeds.put(f"topics/{slug}.yaml", f"name:\n  es: N{value}\nscheme: SUBJECT\nsources: [iom]\n")


def pull(live: Live, seeds: Seeds, theirs: Sequence[str] = ()) -> None:
    console = Console(io.StringIO())
    pull_seeds(seeds.folder, live.settings, console, display=DISPLAY, theirs=theirs)


def names(live: Live) -> list[str]:
    return [value for _id, value in live.rows(NAMES)]


def test_different_entries(
    live: Live, folders: list[Seeds], processes: ProcessPoolExecutor
) -> None:
    chance, (ana, luis) = random.Random(1), folders
    for turn in range(1, TIMINGS + 1):
        name(ana, "a", f"a{turn}")
        name(luis, "b", f"b{turn}")
        runs = [
            processes.submit(load_after, chance.random() / 5, each.folder, live.settings)
            for each in folders
        ]
        assert [run.result(60) for run in runs] == [None, None]
        assert names(live) == [f"Na{turn}", f"Nb{turn}", "N0"]
        for each in folders:
            pull(live, each)
            for slug, value in (("a", f"a{turn}"), ("b", f"b{turn}")):
                assert f"es: N{value}\n" in (each.folder / f"topics/{slug}.yaml").read_text()


def test_the_same_field(live: Live, folders: list[Seeds], processes: ProcessPoolExecutor) -> None:
    chance, (ana, luis) = random.Random(2), folders
    for turn in range(1, TIMINGS + 1):
        values = [f"a{turn}", f"b{turn}"]
        for each, value in zip(folders, values, strict=True):
            name(each, "c", value)
        runs = [
            processes.submit(load_after, chance.random() / 5, each.folder, live.settings)
            for each in folders
        ]
        refused = [run.result(60) for run in runs]
        (loser,) = (number for number, message in enumerate(refused) if message is not None)
        shown = f"N{values[1 - loser]}"
        assert names(live) == ["N0", "N0", shown]
        message = refused[loser] or ""
        for text in ("topics/c", f'"{shown}" in the graph', f'"N{values[loser]}" in the folder'):
            assert text in message
        pull(live, ana if loser == 0 else luis, theirs=["topics/c"])
        pull(live, luis if loser == 0 else ana)


def test_an_undo_beside_a_load(
    live: Live, folders: list[Seeds], processes: ProcessPoolExecutor
) -> None:
    chance, (ana, luis) = random.Random(3), folders
    for turn in range(1, TIMINGS + 1):
        name(ana, "a", f"a{turn}")
        load_after(0, ana.folder, live.settings)
        number = live.value("MATCH (r:Release) RETURN max(r.number)")
        name(luis, "b", f"b{turn}")
        delays = chance.random() / 5, chance.random() / 5
        runs = [
            processes.submit(undo_after, delays[0], ana.folder, live.settings, number),
            processes.submit(load_after, delays[1], luis.folder, live.settings),
        ]
        assert [run.result(60) for run in runs] == [None, None]
        assert names(live) == ["N0", f"Nb{turn}", "N0"]
        name(ana, "a", "0")
        pull(live, ana)
        pull(live, luis)


def test_a_reader_beside_a_load(
    live: Live, folders: list[Seeds], processes: ProcessPoolExecutor, tmp_path: Path
) -> None:
    chance, (ana, _luis) = random.Random(4), folders
    for turn in range(1, TIMINGS + 1):
        name(ana, "a", str(turn))
        name(ana, "b", str(turn))
        load = processes.submit(load_after, chance.random() / 5, ana.folder, live.settings)
        place = tmp_path / f"export-{turn}"
        read = processes.submit(export_after, chance.random() / 5, place, live.settings)
        assert load.result(60) is None
        found = [word for word in read.result(60).split() if word.startswith("N")]
        assert found in ([f"N{turn - 1}"] * 2, [f"N{turn}"] * 2)
