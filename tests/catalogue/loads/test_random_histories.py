"""Random histories of loads and undos: every release can be restored, exactly as it was."""

import random
from dataclasses import dataclass, field

import pytest

from graph_service.catalogue.loads.history import graph_at
from graph_service.catalogue.loads.load import load, undo
from graph_service.errors import LoadRefused
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import open_database
from graph_service.store.staging import Staging
from graph_service.store.stream import GraphStream, read_settled
from tests.catalogue.derived import check_derived
from tests.catalogue.live import Live
from tests.catalogue.planning import write_all
from tests.catalogue.seeding import Seeds

pytestmark = pytest.mark.slow

STEPS = 10
STAGES = ("VISITED", "ADAPTED", "IMPLEMENTED", "SUSTAINED")


@dataclass
class Folder:
    """A folder of seeds whose entries change at random."""

    seeds: Seeds
    dice: random.Random
    topic: str = "hotline"
    former: str = ""
    note: str = ""
    owners: tuple[str, ...] = ("i",)
    events: int = 1
    name: str = "p"
    origins: tuple[str, ...] = ("cri",)
    sources: set[str] = field(default_factory=set)

    def change(self) -> None:
        """Change up to three things, and write the files."""
        changes = (
            self._rename,
            self._write_note,
            self._choose_owners,
            self._add_or_remove_event,
            self._add_or_remove_source,
            self._choose_name,
            self._choose_origins,
        )
        for change in self.dice.sample(changes, self.dice.randint(1, 3)):
            change()
        self._write()

    def _rename(self) -> None:
        self.former, self.topic = self.topic, self.dice.choice(["hotline", "helpline", "line"])
        if self.former == self.topic:
            self.former = ""

    def _write_note(self) -> None:
        self.note = self.dice.choice(["", "Seen.", "Seen twice."])

    def _choose_owners(self) -> None:
        self.owners = self.dice.choice([("i",), ("j",), ("i", "j")])

    def _add_or_remove_event(self) -> None:
        self.events = self.dice.randint(1, len(STAGES))

    def _add_or_remove_source(self) -> None:
        self.sources ^= {self.dice.choice("abc")}

    def _choose_name(self) -> None:
        self.name = self.dice.choice(["p", "Álamo", "Zorro"])

    def _choose_origins(self) -> None:
        self.origins = self.dice.choice([("cri",), ("cri", "hnd"), ()])

    def _write(self) -> None:
        for file in (self.seeds.folder / "topics").glob("*.yaml"):
            file.unlink()
        former = f"formerSlugs: [{self.former}]\n" if self.former else ""
        self.seeds.put(
            f"topics/{self.topic}.yaml",
            f"name: {{es: Líneas, en: Hotlines}}\nscheme: SUBJECT\n{former}",
        )
        for slug in "abc":
            (self.seeds.folder / f"sources/{slug}.yaml").unlink(missing_ok=True)
        for slug in self.sources:
            self.seeds.source(slug)
        note = f"note: {self.note}\n" if self.note else ""
        owners = f"[{', '.join(self.owners)}]"
        self.seeds.practice("p", owners, f"countries: [cri]\ntopics: [{self.topic}]\n{note}")
        practice = self.seeds.folder / "good-practices/p.yaml"
        practice.write_text(practice.read_text().replace("{es: p}", f"{{es: {self.name}}}"))
        events = "".join(
            f"  - {{stage: {stage}, position: {position}, date: {2017 + position}}}\n"
            for position, stage in enumerate(STAGES[: self.events], start=1)
        )
        origins = f"originCountries: [{', '.join(self.origins)}]\n" if self.origins else ""
        more = f"{origins}targetCountries: [hnd]\nvisits: [v]\nevents:\n{events}"
        self.seeds.transfer("kt", "p", more)


async def read_lines(
    settings: DatabaseSettings, staging: Staging, numbers: list[int]
) -> list[list[bytes]]:
    """The stored graph, and the graphs as releases left them."""

    async def read(reader: GraphStream) -> list[list[bytes]]:
        stored = await reader.read_graph(staging)
        graphs = [await graph_at(reader, staging, stored, number) for number in numbers]
        return [list(graph.lines()) for graph in (stored, *graphs)]

    async with open_database(settings) as database:
        return await read_settled(database, read)


@pytest.mark.parametrize("number", range(2))
async def test_each_release_of_a_random_history_can_be_restored(
    live: Live, seeds: Seeds, staging: Staging, number: int
) -> None:
    dice = random.Random(number)
    write_all(seeds)
    folder = Folder(seeds, dice)
    states: list[list[bytes]] = [[]]
    undone = 0
    for _step in range(STEPS):
        if len(states) > 1 and dice.random() < 0.5:
            try:
                release = dice.randint(1, len(states) - 1)
                await undo(staging, live.settings, release)
            except LoadRefused:
                continue
            undone += 1
        else:
            folder.change()
            prune = dice.random() < 0.7
            if not (await load(seeds.graph(), live.settings, prune=prune)).is_written:
                continue
        (stored,) = await read_lines(live.settings, staging, [])
        states.append(stored)
        check_derived(live)
    assert undone
    restored = await read_lines(live.settings, staging, list(range(len(states))))
    assert restored[1:] == states
    checksums = live.rows("MATCH (r:Release) RETURN r.number ORDER BY r.number")
    assert checksums == [(n,) for n in range(1, len(states))]
