"""Two stewards at random: nothing is lost or reverted unless it was listed first."""

import io
import os
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.commands.load import load_seeds
from graph_service.catalogue.commands.pull import pull_seeds
from graph_service.catalogue.commands.undo import undo_load
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.imports.read_tables import Table
from graph_service.catalogue.loads.release import checksum
from graph_service.catalogue.plan.display import Display
from graph_service.console import Console
from graph_service.errors import LoadRefused, MergeRefused
from graph_service.i18n import Language
from graph_service.model.types import TOPIC
from graph_service.store.staging import open_staging
from tests.catalogue.caching import caches_of_any_size
from tests.catalogue.live import Live
from tests.catalogue.seeding import Seeds
from tests.sizes import size

from .two_stewards import Editor, Entries, Folder, merged, missing_events, place

pytestmark = pytest.mark.slow

HISTORIES = size("HISTORIES", small=2, whole=200)
STEPS = size("HISTORY_STEPS", small=10, whole=12)
FIRST = int(os.environ.get("SEED", "1"))
ACTIONS = ("edit", "edit", "edit", "import", "load", "load", "pull", "undo")
DISPLAY = Display(language=Language.EN, everything=True)


@dataclass
class Release:
    """A load or an undo.

    Attributes:
        before: the graph before it.
        after: the graph after it.
        states: what a folder that was loaded by it is based on.
        undoes: the index of the release that it undoes.
    """

    before: Entries
    after: Entries
    states: Sequence[Entries] = ()
    undoes: int | None = None


@dataclass
class World:
    """The graph and two folders, and what the model says of them."""

    live: Live
    countries: Path
    chance: random.Random
    folders: Sequence[Folder]
    graph: Entries = field(default_factory=dict)
    releases: list[Release] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    def load(self, folder: Folder) -> None:
        prune = self.chance.random() < 0.3
        base = folder.bases[0] if folder.bases else {}
        expected = merged(base, self.graph, folder.entries, prune=prune)
        output = io.StringIO()
        ours: list[str] = []
        if expected.conflicts:
            with pytest.raises(MergeRefused) as refused:
                self._load(folder, output, prune=prune, ours=())
            for number in expected.conflicts:
                shown = {
                    place(side[number]) for side in (self.graph, folder.entries) if number in side
                }
                assert any(each in refused.value.message for each in shown), shown
            self.check("after a refusal")
            if self.chance.random() < 0.4:
                return
            ours = [self._name(folder, number) for number in expected.conflicts]
        self._load(folder, output, prune=prune, ours=ours)
        kept = {
            number: fields
            for number, fields in base.items()
            if number not in folder.entries and number in self.graph and not prune
        }
        for number in {*self.graph, *folder.entries}:
            mine, now = folder.entries.get(number), expected.entries.get(number)
            if now != mine and not (number in kept and kept[number] == self.graph[number]):
                names = {place(each) for each in (mine, now) if each}
                assert any(name in output.getvalue() for name in names), (names, output.getvalue())
        state = {**folder.entries, **kept}
        if expected.entries != self.graph:
            states = (expected.entries, state)
            self.releases.append(Release(self.graph, expected.entries, states))
            self.graph = expected.entries
            folder.based_on(state)
        elif state == self.graph:
            folder.based_on(state)

    def _load(
        self, folder: Folder, output: io.StringIO, *, prune: bool, ours: Sequence[str]
    ) -> None:
        load_seeds(
            folder.path,
            self.live.settings,
            Console(output),
            prune=prune,
            loaded_by=folder.path.name,
            ours=ours,
            display=DISPLAY,
        )

    def pull(self, folder: Folder) -> None:
        base = folder.bases[0] if folder.bases else {}
        expected = merged(base, self.graph, folder.entries, prune=True)
        choice = self.chance.choice(("none", "ours", "theirs"))
        decided = set(expected.conflicts) if choice == "ours" else set()
        theirs = expected.conflicts - expected.not_theirs if choice == "theirs" else set()
        if theirs:
            again = merged(base, self.graph, folder.entries, prune=True, theirs=theirs)
            theirs -= again.not_theirs
            expected = merged(base, self.graph, folder.entries, prune=True, theirs=theirs)
        left = expected.conflicts - decided - theirs
        output = io.StringIO()
        status = pull_seeds(
            folder.path,
            self.live.settings,
            Console(output),
            display=DISPLAY,
            ours=[self._name(folder, number) for number in decided],
            theirs=[self._name(folder, number) for number in theirs],
        )
        assert status == (1 if left else 0), output.getvalue()
        entries = dict(expected.entries)
        for number in left:
            renamed = {s.get(number, {}).get(("slug",)) for s in (base, self.graph, folder.entries)}
            if len(renamed) == 3 and None not in renamed:
                entries[number] = folder.entries[number]
        folder.entries = entries
        if not left:
            folder.based_on(self.graph, is_pulled=True)

    def undo(self, folder: Folder) -> None:
        """Undo a release in effect, not the first, unless others need or changed what it did."""
        undone: set[int | None] = set()
        for number, release in reversed([*enumerate(self.releases)]):
            if number not in undone:
                undone.add(release.undoes)
        in_effect = [n for n in range(len(self.releases)) if n and n not in undone]
        if not in_effect:
            return
        number = self.chance.choice(in_effect)
        release = self.releases[number]
        expected = merged(release.after, self.graph, release.before, prune=True)
        missing = missing_events(expected.entries) - missing_events(self.graph)
        if expected.conflicts or expected.in_use or missing or expected.entries == self.graph:
            with pytest.raises(LoadRefused):
                self._undo(folder, number)
            self.log.append(f"refused: undo {number + 1}")
            return
        self._undo(folder, number)
        self.releases.append(Release(self.graph, expected.entries, undoes=number))
        if folder.bases[0] in release.states and folder.bases[0] not in folder.pulled:
            now = [expected.entries] if folder.bases[0] == self.graph else folder.bases
            folder.bases = folder.bases[1:] or now
        self.graph = expected.entries
        self.log.append(f"undo {number + 1}")

    def _undo(self, folder: Folder, number: int) -> None:
        undo_load(
            self.live.settings,
            Console(io.StringIO()),
            number + 1,
            display=DISPLAY,
            seeds=folder.path,
            loaded_by=folder.path.name,
        )

    def import_(self, folder: Folder, editor: Editor) -> None:
        """Import rows that change fields of topics and add topics, and keep what they leave out."""
        entries = editor.rows(folder.entries)
        table = self.countries.parent / "topics.csv"
        rows = [(f["slug",], f["name",], f.get(("name", "en"), "")) for f in entries.values()]
        lines = ("Slug,Name (es),Name (en),Scheme", *(f"{','.join(row)},SUBJECT" for row in rows))
        table.write_text("\n".join(lines), encoding="utf-8")
        tables = [Table(file=table, type=TOPIC)]
        output = io.StringIO()
        status = import_tables(tables, folder.path, Console(output), updating=True)
        assert status == 0, output.getvalue()
        folder.entries = {**folder.entries, **entries}

    def _name(self, folder: Folder, number: int) -> str:
        return place(folder.entries.get(number) or self.graph[number])

    def check(self, when: str) -> None:
        """Compare the graph and both folders with the model."""
        with open_staging() as staging:
            stored = self.live.value(
                "MATCH (r:Release) RETURN r.checksum ORDER BY r.number DESC LIMIT 1"
            )
            where = "\n".join([*self.log, when])
            assert stored == checksum(wanted_graph(self.new("graph", self.graph), staging)), where
            for folder in self.folders:
                if folder.entries:
                    found = checksum(wanted_graph(folder.path, staging))
                    wanted = checksum(wanted_graph(self.new("folder", folder.entries), staging))
                    assert found == wanted, where

    def new(self, name: str, entries: Entries) -> Path:
        """Write entries into a new folder."""
        path = self.countries.parent / name
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.countries, path / "countries")
        Folder(path).write(entries)
        return path


def steps(world: World, editor: Editor) -> Iterator[str]:
    ana, luis = world.folders
    ana.write(editor.first())
    shutil.copytree(world.countries, ana.path / "countries")
    world.load(ana)
    yield "ana loads first"
    world.pull(luis)
    yield "luis pulls everything"
    for _ in range(STEPS):
        folder = world.chance.choice(world.folders)
        action = world.chance.choice(ACTIONS)
        if action == "edit":
            entries = dict(folder.entries)
            for _ in range(world.chance.randint(1, 3)):
                editor.edit(entries)
            folder.write(entries)
        elif action == "import":
            world.import_(folder, editor)
        else:
            getattr(world, action)(folder)
        yield f"{folder.path.name} {action}"
    for folder in world.folders:
        while folder.entries != world.graph:
            world.pull(folder)
            world.load(folder)
            yield f"{folder.path.name} pulls and loads"
            if folder.bases[0] == world.graph:
                break


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(FIRST, FIRST + HISTORIES))
def test_a_random_history(live: Live, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    seeds = Seeds(tmp_path / "seeds").basics()
    folders = [Folder(tmp_path / "ana"), Folder(tmp_path / "luis")]
    world = World(live, seeds.folder / "countries", chance, folders)
    with caches_of_any_size(tmp_path / "caches") as caches:
        for step in steps(world, Editor(chance)):
            world.log.append(step)
            world.check("now")
        assert caches.found
