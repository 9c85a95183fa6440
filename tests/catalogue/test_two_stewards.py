"""Two stewards at random: nothing is lost or reverted unless it was listed first."""

import os
import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.catalogue.live import Live
from tests.catalogue.seed_files import SeedFiles
from tests.sizes import size

from .two_stewards import (
    EDGES,
    Editor,
    Entries,
    Fields,
    Folder,
    Key,
    files,
    merged,
    missing_events,
    place,
)

HISTORIES = size("HISTORIES", small=2, whole=200)
STEPS = size("HISTORY_STEPS", small=10, whole=12)
FIRST = int(os.environ.get("SEED", "1"))
ACTIONS = ("edit", "edit", "edit", "import", "load", "load", "pull", "undo")


@dataclass
class Release:
    """A load or an undo.

    Attributes:
        before: the graph before it.
        after: the graph after it.
        by: who made it.
        undoes: the index of the release that it undoes.
    """

    before: Entries
    after: Entries
    by: str
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
        options = ["--prune"] if self.chance.random() < 0.3 else []
        if self.releases and not folder.fits(self.graph):
            assert "seeds pull" in self._run("load", folder, *options, status=1)
            self.log.append("refused")
            return
        expected = merged(self.graph, self.graph, folder.entries, prune=bool(options)).entries
        by = folder.path.name
        takes_back = self._takes_back(expected, by)
        done = self.live.invoke("load", folder.path, "--loaded-by", by, *options)
        assert takes_back is None or done.exit_code == int(takes_back), (takes_back, done.output)
        if done.exit_code:
            assert done.output.startswith("This load takes back what has been loaded before.")
            gone = [place(self.graph[number]) for number in self.graph.keys() - expected.keys()]
            assert all(each in done.output for each in gone), (gone, done.output)
            self.check("after a load that needs --yes")
            self._run("load", folder, *options, "--yes")
            self.log.append("needed --yes")
        if expected != self.graph:
            self.releases.append(Release(self.graph, expected, by))
            self.graph = expected
        folder.based_on(self.graph)

    def _takes_back(self, expected: Entries, by: str) -> bool | None:
        """Whether a load removes entries or others' additions, or puts back what was there.

        None if only slugs tell: the list of former ones is one field of the program.
        """
        if self.graph.keys() - expected.keys():
            return True
        is_unknown = False
        for number, after in expected.items():
            before = self.graph.get(number)
            if before is None:
                removed = [r for r in self.releases if number in r.before and number not in r.after]
                if removed and removed[-1].by != by:
                    return True
                continue
            for key in {k for k in {*before, *after} if before.get(k) != after.get(k)}:
                if key[0] in ("slug", "former"):
                    is_unknown = True
                elif any(_is_taken_back(r, number, key, before, after, by) for r in self.releases):
                    return True
        return None if is_unknown else False

    def pull(self, folder: Folder) -> None:
        base = folder.bases[0] if folder.bases else {}
        expected = merged(base, self.graph, folder.entries, prune=True)
        if renamed := self._renamed_by_both(base, folder):
            assert "seeds rename" in self._run("pull", folder, status=1)
            self.check("after a refused pull")
            entries = dict(folder.entries)
            for number in renamed:  # as the graph has it
                names = [key for key in self.graph[number] if key[0] in ("slug", "former")]
                rest = {k: v for k, v in entries[number].items() if k[0] not in ("slug", "former")}
                entries[number] = {**rest, **{key: self.graph[number][key] for key in names}}
            folder.write(entries)
            self.pull(folder)
            return
        output = self._run("pull", folder, status=1 if expected.conflicts else 0)
        for number in expected.conflicts:
            sides = (self.graph, folder.entries)
            shown = {place(side[number]) for side in sides if number in side}
            assert any(each in output for each in shown), (shown, output)
        folder.entries = expected.entries
        folder.based_on(self.graph, is_pulled=True)
        if expected.conflicts:
            assert "a conflict is not settled" in self._run("pull", folder, status=1)
            self._run("load", folder, status=1)
            self.check("with conflicts")
            folder.settle()
            theirs = expected.conflicts - expected.not_theirs
            if theirs and self.chance.random() < 0.5:
                again = merged(base, self.graph, expected.entries, prune=True, theirs=theirs)
                if not again.not_theirs:
                    folder.write(again.entries)

    def _renamed_by_both(self, base: Entries, folder: Folder) -> list[int]:
        """The entries with three slugs in the base, the graph and the folder."""
        found = []
        for number in {*base} & {*self.graph} & {*folder.entries}:
            sides = (base, self.graph, folder.entries)
            if len({side[number]["slug",] for side in sides}) == 3:
                found.append(number)
        return found

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
            self._undo(folder, number, status=1)
            self.log.append(f"refused: undo {number + 1}")
            return
        self._undo(folder, number)
        self.releases.append(Release(self.graph, expected.entries, folder.path.name, number))
        self.graph = expected.entries
        self.log.append(f"undo {number + 1}")

    def _undo(self, folder: Folder, number: int, status: int = 0) -> None:
        by = ("--seeds", folder.path, "--loaded-by", folder.path.name)
        done = self.live.invoke("undo", f"{number + 1}", *by)
        assert done.exit_code == status, done.output

    def import_(self, folder: Folder, editor: Editor) -> None:
        """Import rows that change fields of topics and add topics, and keep what they leave out."""
        entries = editor.rows(folder.entries)
        table = self.countries.parent / "topics.csv"
        rows = [(f["slug",], f["name",], f.get(("name", "en"), "")) for f in entries.values()]
        lines = ("Slug,Name (es),Name (en),Scheme", *(f"{','.join(row)},SUBJECT" for row in rows))
        table.write_text("\n".join(lines), encoding="utf-8")
        options = ("--seeds", folder.path, "--update")
        done = self.live.invoke("import", table, *options)
        assert done.exit_code == 0, done.output
        folder.entries = {**folder.entries, **entries}

    def _run(self, name: str, folder: Folder, *options: str, status: int = 0) -> str:
        by = ["--loaded-by", folder.path.name] if name == "load" else []
        done = self.live.invoke(name, folder.path, "--all", *by, *options)
        assert done.exit_code == status, done.output
        return done.output

    def check(self, when: str) -> None:
        """Compare the graph and both folders with the model."""
        where = "\n".join([*self.log, when])
        graph = self.countries.parent / "graph"
        shutil.rmtree(graph, ignore_errors=True)
        done = self.live.invoke("pull", graph)
        assert done.exit_code == 0, done.output
        assert written(graph) == self.expected(self.graph), where
        for folder in self.folders:
            if folder.entries:
                assert written(folder.path) == self.expected(folder.entries), where

    def expected(self, entries: Entries) -> Mapping[str, Any]:
        """The contents of a folder, by file."""
        texts = {name: content(text) for name, text in files(entries)}
        return {**written(self.countries.parent), **texts}


def _is_taken_back(
    release: Release, number: int, key: Key, before: Fields, after: Fields, by: str
) -> bool:
    """Whether a new value of a field is one that a release replaced, or the lack that it filled."""
    if not release.before:  # a first load is not recorded field by field
        return False
    was, became = (side.get(number, {}).get(key) for side in (release.before, release.after))
    now, then = before.get(key), after.get(key)
    if then is None:
        return was is None and became == now and release.by != by
    if key[0] in EDGES and now is None:  # the link itself, whatever it says
        return was is not None and became is None
    return was == then != became


def written(folder: Path) -> Mapping[str, Any]:
    """The contents of the files of a folder."""
    paths = folder.glob("*/*.yaml")
    return {f"{path.relative_to(folder)}": content(path.read_text("utf-8")) for path in paths}


def content(text: str) -> Any:
    """What a file says, whatever the order of its lists and the form of its edges."""
    return _in_one_form(yaml.load(text, yaml.CBaseLoader))  # noqa: S506 (makes only texts)


def _in_one_form(value: Any) -> Any:
    match value:
        case {"slug": slug} if len(value) == 1:
            return slug
        case dict():
            return {name: _in_one_form(each) for name, each in value.items()}
        case list():
            return sorted(map(_in_one_form, value), key=str)
    return value


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
    countries = SeedFiles(tmp_path / "basics").basics().folder / "countries"
    shutil.rmtree(countries.parent / "sources")
    world = World(live, countries, chance, [Folder(tmp_path / "ana"), Folder(tmp_path / "luis")])
    for step in steps(world, Editor(chance)):
        world.log.append(step)
        world.check("now")
