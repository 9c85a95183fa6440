"""Examples of what stewards may rely on when they load, pull, undo and merge: histories.yaml.

Each example is a rule with its steps, and begins where ana and luis have the entries of planning.py
in a folder of their own, which ana has loaded; "nobody" gives no name. A step is one of these:

    ana: load --yes            a command of seeds, or an export; luis reads Spanish
      status: 1                its exit status, by default 0
      prints: [line, …]        the whole of its output, without dates; or only how it `begins`
      says: [text, …]          what is in the output, or `never`
    ana edits: {place: fields} new values of an entry's file; null removes a field, or the file
    ana has: {place: fields}   what is in the file; or a part of its text, or null if there is none
    ana settles: conflicts     ana keeps what the files have, without the comments about conflicts
    by hand: [statement, …]    Cypher of somebody who changes the graph without a load
    graph: {statement: value}  what a statement returns; or the release that left the same contents

A command that is refused, or only shows something, must leave the graph as it is.
"""

import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live, command
from tests.catalogue.planning import run, write_all
from tests.catalogue.seed_files import SeedFiles, changed

EXAMPLES: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("histories.yaml").read_text()
)
WRITING = ("load", "undo", "forget")
DATES = re.compile(r" \(\d{4}-\d\d-\d\d\)|\d\d:\d\d UTC ?")


@dataclass(frozen=True)
class Start:
    """The folder and the graph with which each example begins."""

    live: Live
    folder: Path
    nodes: list[tuple[Any, ...]]
    edges: list[tuple[Any, ...]]

    def restore(self) -> None:
        """Write the graph, which a load would take ten times as long for."""
        self.live.clear()
        self.live.rows(
            "UNWIND $nodes AS node CREATE (n:$(node[1])) SET n = node[2]", nodes=self.nodes
        )
        self.live.rows(
            "UNWIND $edges AS edge MATCH (a {id: edge[1]}), (b {id: edge[2]})"
            " CREATE (a)-[r:$(edge[0])]->(b) SET r = edge[3]",
            edges=self.edges,
        )


@pytest.fixture(scope="module")
def start(
    database_settings: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Start]:
    seeds = SeedFiles(tmp_path_factory.mktemp("start") / "seeds").basics()
    write_all(seeds)
    with Live.open(database_settings) as live:
        live.clear()
        run(live, "load", seeds, LOADED_BY="ana")
        nodes, _ = live.everything()
        edges = live.rows("MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, properties(r)")
        yield Start(live, seeds.folder, nodes, edges)
        live.clear()


@dataclass
class History:
    """The graph, the folders of stewards, and what each release left."""

    start: Start
    place: Path
    releases: dict[int, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.live = self.start.live
        self.start.restore()
        self._note_release()

    def take(self, step: Mapping[str, Any]) -> None:
        """Take a step, and check what follows from it."""
        (key, value), *expected = step.items()
        match key.split():
            case ["by", "hand"]:
                for statement in value:
                    self.live.rows(statement)
            case ["graph"]:
                self._check_graph(value)
            case [name, "edits"]:
                for place, fields in value.items():
                    SeedFiles(self.folder(name)).edit(place, fields)
            case [name, "has"]:
                for place, content in value.items():
                    check_file(self.folder(name) / f"{place}.yaml", content)
            case [name, "settles"]:
                settle(self.folder(name))
            case [name]:
                self._run(name, shlex.split(value), **dict(expected))

    def folder(self, name: str) -> Path:
        """The folder of a steward."""
        folder = self.place / name
        if not folder.exists():
            shutil.copytree(self.start.folder, folder)
        return folder

    def _run(
        self,
        name: str,
        arguments: list[str],
        status: int = 0,
        prints: list[str] | None = None,
        begins: list[str] | None = None,
        says: list[str] | None = None,
        never: str = "",
    ) -> None:
        before = self.live.everything()
        environ = {"SEEDS": f"{self.folder(name)}", "LC_ALL": "es" if name == "luis" else "C"}
        if name != "nobody":
            environ["LOADED_BY"] = name
        is_export = arguments[0] == "export"
        whole = [*arguments, self.place / "export"] if is_export else ["seeds", *arguments]
        done = command(self.live.settings, *whole, **environ)
        output = DATES.sub("", done.output).replace(f"{self.place}/", "")
        assert done.exit_code == status, output
        lines = output.splitlines()
        if prints is not None:
            assert lines == prints
        if begins is not None:
            assert lines[: len(begins)] == begins
        assert [text for text in says or () if text not in output] == [], output
        assert not never or never not in output
        if arguments[0] in WRITING and not status and "--dry-run" not in arguments:
            self._note_release()
        else:
            assert self.live.everything() == before

    def _note_release(self) -> None:
        number = self.live.value("MATCH (r:Release) RETURN max(r.number)")
        self.releases.setdefault(number, self.live.contents())

    def _check_graph(self, expected: Mapping[str, Any] | int) -> None:
        if isinstance(expected, int):
            assert self.live.contents() == self.releases[expected]
            return
        for statement, value in expected.items():
            rows = self.live.rows(statement)
            values = [row[0] if len(row) == 1 else list(row) for row in rows]
            assert values == (value if isinstance(value, list) else [value]), statement


def check_file(file: Path, content: Mapping[str, Any] | str | None) -> None:
    """Check fields of a file, or a part of its text, or that there is none."""
    if content is None:
        assert not file.exists()
    elif isinstance(content, str):
        assert content in DATES.sub("", file.read_text())
    else:
        found = yaml.safe_load(file.read_text())
        assert changed(found, content) == found


def settle(folder: Path) -> None:
    """Keep what the files have, and delete the comments about conflicts."""
    for file in folder.glob("*/*.yaml"):
        lines = file.read_text().splitlines(keepends=True)
        file.write_text("".join(x for x in lines if not x.startswith("# CONFLICT ")))


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_steward_can_rely_on(rule: str, start: Start, tmp_path: Path) -> None:
    history = History(start, tmp_path)
    for number, step in enumerate(EXAMPLES[rule], start=1):
        try:
            history.take(step)
        except AssertionError as error:
            raise AssertionError(f"step {number}, {step}") from error
