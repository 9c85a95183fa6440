"""Random histories of loads, undos and changes by hand: every release can be restored as it was."""

import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import LiteralString

import pytest

from tests.catalogue.derived import check_derived
from tests.catalogue.live import Live, command
from tests.catalogue.planning import run, write_all
from tests.catalogue.seed_files import SeedFiles

STEPS = 10
BY_HAND: Sequence[LiteralString] = (
    "MATCH (p:GoodPractice {slug: 'p'}) SET p.noteEn = 'By hand.', p.note = 'By hand.'",
    "MATCH (t:Topic) SET t.nameEn = 'By hand'",
    "MATCH (t:Topic) DETACH DELETE t",
    "MATCH (t:KnowledgeTransfer)-->(e:StageEvent {position: 1}) SET e.stage = 'PRESENTED'",
    "MATCH (:GoodPractice {slug: 'q'})-[r:OWNED_BY]->() SET r.basis = 'ASSUMED'",
    "MATCH (q:GoodPractice {slug: 'q'}), (t:Topic) CREATE (q)-[:ABOUT {basis: 'STATED'}]->(t)",
    "MATCH (s:Source {slug: 'tip'}) DETACH DELETE s",
    # No file can say these.
    "MATCH (v:ExchangeVisit) SET v.kind = 'PARTY', v.extra = 1",
    "MATCH (v:ExchangeVisit), (t:Topic) CREATE (v)-[:OWNED_BY]->(t)",
    "MATCH ()-[r:CITES]->() WITH r LIMIT 1 DELETE r",
)
STAGES = ("VISITED", "ADAPTED", "IMPLEMENTED", "SUSTAINED")


@dataclass
class Folder:
    """A folder of seeds whose entries change at random."""

    seeds: SeedFiles
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
        note = f"note: {{en: {self.note}}}\n" if self.note else ""
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


def exported(live: Live, folder: Path, *options: str) -> tuple[bytes, bytes]:
    """All nodes and edges of the graph, or of a release that is named, without changes."""
    done = command(live.settings, "export", "--format", "jsonl", *options, folder)
    assert done.exit_code == 0, done.output
    return (folder / "nodes.jsonl").read_bytes(), (folder / "edges.jsonl").read_bytes()


@pytest.mark.parametrize("number", range(2))
def test_each_release_of_a_random_history_can_be_restored(
    live: Live, seeds: SeedFiles, tmp_path: Path, number: int
) -> None:
    dice = random.Random(number)
    write_all(seeds)
    folder = Folder(seeds, dice)
    states: list[tuple[bytes, bytes]] = []
    copy = tmp_path / "copy"
    undone = by_hand = 0
    for step in range(STEPS):
        is_last = step == STEPS - 1
        if states and not is_last and dice.random() < 0.6:
            for change in dice.sample(BY_HAND, dice.randint(1, 3)):
                live.rows(change)
        if states and not is_last and dice.random() < 0.5:
            release = dice.randint(1, len(states))
            if live.invoke("undo", f"{release}", "--seeds", tmp_path).exit_code:
                continue
            undone += 1
        else:
            folder.change()
            run(live, "load", seeds, "--yes", *(["--prune"] if dice.random() < 0.7 else []))
        releases = live.value("MATCH (r:Release) RETURN count(r)")
        hands = live.value("MATCH (r:Release {loadedBy: '(by hand)'}) RETURN max(r.number)")
        if hands == len(states) + 1:
            by_hand += 1
            states.append(exported(live, tmp_path / f"{step}-hand", "--release", f"{hands}"))
        if releases == len(states):
            continue
        states.append(exported(live, tmp_path / f"{step}"))
        check_derived(live)
        shutil.rmtree(copy, ignore_errors=True)
        run(live, "pull", copy)
        # The steward's files replace all that the graph has now.
        shutil.copy(copy / ".base", seeds.folder)
    run(live, "check", "--graph", copy)
    assert undone
    assert by_hand
    numbers = live.rows("MATCH (r:Release) RETURN r.number ORDER BY r.number")
    assert numbers == [(n,) for n in range(1, len(states) + 1)]
    for (release,), state in zip(numbers, states, strict=True):
        place = tmp_path / f"release-{release}"
        assert exported(live, place, "--release", f"{release}") == state
