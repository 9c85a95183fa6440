"""The graph of a changed folder by the one before: the same as by reading all files."""

import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph_service.catalogue.checks.findings import examine
from graph_service.catalogue.files.entry_cache import EntryCache
from graph_service.catalogue.graph import folder_patch, from_entries
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.errors import CatalogueInvalid
from graph_service.store.staging import Cells, Graph, Staging
from tests.catalogue.planning import change_all_kinds, write_all
from tests.catalogue.seeding import Seeds
from tests.catalogue.test_random_histories import Folder
from tests.sizes import size

STEPS = size("FOLDER_STEPS", small=40, whole=1_000)


@dataclass
class Cached:
    """A folder that is read by way of a cache.

    Attributes:
        seeds: the folder.
        file: of the cache.
        patches: the number of graphs that were made from the one before.
    """

    seeds: Seeds
    file: Path
    patches: int = 0

    def graph(self) -> Graph:
        """The graph of the folder, by the cache."""
        assert self.seeds.staging is not None
        cache = EntryCache(self.file, fewest=0)
        try:
            return wanted_graph(self.seeds.folder, self.seeds.staging, cache=cache)
        finally:
            cache.close()

    def check(self) -> None:
        """Check the folder as `seeds check` does."""
        cache = EntryCache(self.file, fewest=0)
        examine(self.seeds.folder, cache, summary=True)
        cache.close()

    def compare(self) -> None:
        """Compare the graph with that of all files, read again."""
        assert _rows(self.graph()) == _rows(self.seeds.graph())
        assert _rows(self.graph()) == _rows(self.seeds.graph())  # as the file has it


def _rows(graph: Graph) -> list[Cells]:
    return [*graph.nodes.rows.cells(), *graph.edges.rows.cells()]


@pytest.fixture
def cached(
    seeds: Seeds, staging: Staging, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Cached:
    write_all(seeds)
    found = Cached(seeds, tmp_path / "cache" / "seeds.entries")
    make = folder_patch.folder_patch

    def counted(*arguments: object) -> object:
        patch = make(*arguments)  # type: ignore[arg-type]
        found.patches += patch is not None
        return patch

    monkeypatch.setattr(from_entries, "folder_patch", counted)
    found.graph()
    return found


def test_changes_of_all_kinds(cached: Cached) -> None:
    change_all_kinds(cached.seeds)
    cached.compare()
    assert cached.patches == 1


@pytest.mark.parametrize("number", range(3))
def test_random_changes(cached: Cached, number: int) -> None:
    dice = random.Random(number)
    folder = Folder(cached.seeds, dice)
    for _step in range(STEPS):
        folder.change()
        if dice.random() < 0.3:  # the visit and the transfer follow the country of their host
            cached.seeds.institution("i", dice.choice(["cri", "pan", "gtm"]))
        if dice.random() < 0.5:
            cached.check()
        cached.compare()
    assert cached.patches > STEPS * 0.7  # some changes write the same files


def test_what_is_derived_from_other_files_follows_them(cached: Cached) -> None:
    """The files of the visit and the transfer stay the same."""
    seeds = cached.seeds
    programme = "name: {es: Programa}\nsources: [iom]\n"
    seeds.put("programmes/a.yaml", programme)
    visit = "hostInstitutions: [i]\nvisitorCountries: [{slug: hnd, role: LEARNER}]\n"
    seeds.visit("v", f"{visit}practices: [p]\nprogrammes: [a]\n")
    cached.compare()
    assert ("UNDER", "KnowledgeTransfer:kt", "Programme:a") in [*cached.graph().edges]
    seeds.visit("v", f"{visit}practices: [p]\n")
    cached.compare()
    assert ("UNDER", "KnowledgeTransfer:kt", "Programme:a") not in [*cached.graph().edges]
    seeds.institution("i", "pan")
    cached.compare()
    assert ("HOSTED_BY", "ExchangeVisit:v", "Country:pan") in [*cached.graph().edges]
    assert cached.patches == 3


def test_unchanged_entries_can_become_invalid(cached: Cached) -> None:
    (cached.seeds.folder / "topics/hotline.yaml").unlink()
    for _time in range(2):
        with pytest.raises(CatalogueInvalid, match="hotline"):
            cached.graph()
        cached.check()
    cached.seeds.put("topics/hotline.yaml", "name: {es: Línea}\nscheme: SUBJECT\n")
    cached.compare()


def test_a_changed_entry_that_is_invalid(cached: Cached) -> None:
    cached.seeds.practice("p", "[i]", "countries: [xxx]\nlevel: NO\n")
    with pytest.raises(CatalogueInvalid, match="duplicate field"):
        cached.graph()
    cached.seeds.practice("p", "[i]", "countries: [hnd]\n")
    cached.compare()


def test_a_checked_folder_is_not_checked_again(
    cached: Cached, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached.seeds.practice("p", "[i]", "countries: [hnd]\n")
    cached.check()
    with monkeypatch.context() as patch:
        patch.setattr(from_entries, "read_catalogue", None)
        graph = cached.graph()
        cached.seeds.practice("p", "[i]", "countries: [cri]\n")
        with pytest.raises(TypeError):
            cached.graph()
    assert ("IN_COUNTRY", "GoodPractice:p", "Country:hnd") in [*graph.edges]
    cached.compare()


def test_a_folder_with_errors_is_checked_each_time(cached: Cached) -> None:
    cached.seeds.practice("p", "[nobody]", "countries: [hnd]\n")
    cached.check()
    with pytest.raises(CatalogueInvalid, match="nobody"):
        cached.graph()


def _another_program(file: Path) -> None:
    for graph in file.parent.glob("*.graph"):
        with sqlite3.connect(graph) as connection:
            connection.execute("UPDATE fact SET value = 'x' WHERE name = 'program'")
        _seal_again(graph)


def _seal_again(graph: Path) -> None:
    from graph_service.store.graph_file import _seal

    name, _hyphen, _former = graph.stem.rpartition("-")
    graph.rename(graph.with_stem(f"{name}-{_seal(graph)}"))


def _damage(file: Path) -> None:
    for graph in file.parent.glob("*.graph"):
        graph.write_bytes(graph.read_bytes().replace(b"Hotlines", b"Hotlinex"))


def _remove(file: Path) -> None:
    for graph in file.parent.glob("*.graph"):
        graph.unlink()


@pytest.mark.parametrize(
    "change", [_another_program, _damage, _remove], ids=lambda change: change.__name__
)
def test_a_graph_that_may_differ_is_not_used(
    cached: Cached, change: Callable[[Path], None]
) -> None:
    cached.seeds.practice("p", "[i]", "countries: [hnd]\n")
    change(cached.file)
    cached.compare()
    assert cached.patches == 0
    cached.seeds.practice("p", "[i]", "countries: [cri]\n")
    cached.compare()
    assert cached.patches == 1
