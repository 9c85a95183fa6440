"""The life of a managed server: started, closed to a second process, orphaned, replaced, stopped.

Each test continues on the folder that the one before it left: a start takes eight seconds.
"""

import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from graph_service.cli.command_line import database_settings
from graph_service.errors import DatabaseUnavailable, StartRefused
from graph_service.local.folder import DataFolder
from graph_service.local.java import home_argument
from graph_service.local.ports import Ports, is_healthy
from tests.graphs import run

RUNNING = Path(__file__).parents[2] / "docs" / "running.md"
PROGRAM = """
import sys, time
from pathlib import Path
from graph_service.console import Console
from graph_service.errors import GraphServiceError
from graph_service.local import managed
from graph_service.settings import LocalSettings
data, cache, heap, bolt, http = sys.argv[1:]
settings = LocalSettings(
    data=Path(data), cache=Path(cache), heap_mib=int(heap), bolt_port=int(bolt) or None,
    http_port=int(http) or None, jvm_options=("-XX:TieredStopAtLevel=1",),
)
try:
    with managed(settings, Console(stderr=True)) as address:
        print(address, flush=True)
        time.sleep(600)
except GraphServiceError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_status)
"""


@dataclass
class Stage:
    """A DATA folder, with a space in its path, and the programs run on it."""

    folder: DataFolder
    cache: Path
    programs: list[subprocess.Popen[str]] = field(default_factory=list)

    def run(self, *, heap: int = 512, bolt: int = 0, http: int = 0) -> subprocess.Popen[str]:
        numbers = map(str, (heap, bolt, http))
        program = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, self.folder.path, self.cache, *numbers],
            env=os.environ | {"COLUMNS": "500"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.programs.append(program)
        return program

    def ended(self, program: subprocess.Popen[str]) -> tuple[int, str]:
        _, stderr = program.communicate(timeout=60)
        return program.returncode, stderr

    def server(self) -> dict[str, int]:
        return cast("dict[str, int]", json.loads(self.folder.server_file.read_text()))

    def ports(self) -> Ports:
        return Ports(bolt=self.server()["bolt"], http=self.server()["http"])

    def is_healthy(self) -> bool:
        return is_healthy(self.ports(), self.folder.password(), self.folder.password_file)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Stage]:
    folder = DataFolder(tmp_path_factory.mktemp("managed") / "a folder" / "data")
    stage = Stage(folder, cache)
    try:
        yield stage
    finally:
        for program in stage.programs:
            if program.poll() is None:
                program.send_signal(signal.SIGINT)
            program.communicate(timeout=30)
        for pid in java_processes(folder.home):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def started(stage: Stage) -> subprocess.Popen[str]:
    """A program with a running server, started while the default Bolt port is taken."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 7687))
            taken.listen()
        except OSError:
            pass  # already taken
        program = stage.run()
        first_line(program)
    return program


def first_line(program: subprocess.Popen[str]) -> str:
    assert program.stdout
    return program.stdout.readline()


def java_processes(home: Path) -> list[int]:
    """Return the Java processes of this folder."""
    shown = subprocess.run(
        ["/bin/ps", "-A", "-ww", "-o", "pid=,stat=,command="],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = (line.split(None, 2) for line in shown.stdout.splitlines())
    return [
        int(pid)
        for pid, state, *command in rows
        if not state.startswith("Z") and home_argument(home) in "".join(command)
    ]


def becomes_true(condition: Callable[[], bool], seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_it_answers_on_the_next_free_port(stage: Stage, started: subprocess.Popen[str]) -> None:
    assert started.poll() is None
    assert stage.is_healthy()
    assert stage.ports().bolt != 7687
    assert json.loads(stage.folder.ports_file.read_text())["bolt"] == stage.ports().bolt


def test_the_password_is_only_in_its_private_file(
    stage: Stage, started: subprocess.Popen[str]
) -> None:
    password = stage.folder.password()
    assert stat.S_IMODE(stage.folder.password_file.stat().st_mode) == 0o600
    holders = [
        file.name
        for file in stage.folder.path.rglob("*")
        if file.is_file() and password.encode() in file.read_bytes()
    ]
    assert holders == ["password"]
    command = subprocess.run(
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(stage.server()["pid"])],
        capture_output=True,
        text=True,
        check=True,
    )
    assert password not in command.stdout


def test_commands_find_it_by_its_folder(stage: Stage, started: subprocess.Popen[str]) -> None:
    data, password = stage.folder.path, stage.folder.password()
    found = database_settings({"DATA": str(data)})
    assert found.uri == f"bolt://127.0.0.1:{stage.ports().bolt}"
    assert (found.user, found.password, found.database) == ("neo4j", password, "neo4j")
    given = database_settings({"DATA": str(data), "NEO4J_PASSWORD": "mine", "NEO4J_DATABASE": "x"})
    assert (given.uri, given.password, given.database) == (found.uri, "mine", "x")
    named = {"DATA": str(data), "NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "x"}
    assert database_settings(named).uri == "bolt://127.0.0.1:1"
    elsewhere = DataFolder(data.parent / "other")
    elsewhere.create()
    elsewhere.password()
    record = {**stage.server(), "pid": os.getpid()}
    elsewhere.server_file.write_text(json.dumps(record))  # its port is now another server's
    with pytest.raises(DatabaseUnavailable, match=r"No Neo4j is running on the data in .*/other"):
        database_settings({"DATA": str(elsewhere.path)})
    stage.folder.password_file.write_text("another\n")
    with pytest.raises(StartRefused, match="rejects the password in"):
        database_settings({"DATA": str(data)})
    stage.folder.password_file.write_text(f"{password}\n")


def test_a_second_process_on_the_same_data_is_rejected(
    stage: Stage, started: subprocess.Popen[str]
) -> None:
    status, stderr = stage.ended(stage.run())
    assert status == 1
    assert stderr == (
        f"Process {started.pid} already uses the data in {stage.folder.path}: "
        "stop it, or set DATA to another folder.\n"
    )
    assert stage.is_healthy()


def test_a_server_orphaned_by_a_crash_is_replaced_and_an_early_interrupt_leaves_nothing(
    stage: Stage, started: subprocess.Popen[str]
) -> None:
    old = stage.server()["pid"]
    started.kill()
    stage.ended(started)
    assert stage.is_healthy()
    replacing = stage.run()
    assert becomes_true(lambda: stage.folder.server_file.exists() and stage.server()["pid"] != old)
    assert java_processes(stage.folder.home) == [stage.server()["pid"]]
    os.killpg(replacing.pid, signal.SIGINT)
    stage.ended(replacing)
    assert java_processes(stage.folder.home) == []


def test_an_interrupt_stops_both_within_five_seconds(
    stage: Stage, started: subprocess.Popen[str]
) -> None:
    program = stage.run()
    address = first_line(program)
    assert "password=" not in address
    run(database_settings({"DATA": str(stage.folder.path)}), "CREATE (:Kept)")
    begun = time.monotonic()
    for _ in range(3):  # an impatient user
        os.killpg(program.pid, signal.SIGINT)
        time.sleep(0.05)
    stage.ended(program)
    assert time.monotonic() - begun < 5
    assert java_processes(stage.folder.home) == []
    assert not stage.folder.server_file.exists()


def test_a_backup_is_restored(stage: Stage, started: subprocess.Popen[str]) -> None:
    """By the two commands of docs/running.md, with the database lost in between."""
    section = RUNNING.read_text().partition("`make up` keeps everything in")[2]
    backup, restore = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)[:2]
    folder = stage.folder.path
    commands = f"{backup}rm -r data/neo4j/data/databases\n{restore}"
    script = commands.replace(".data", folder.name)
    subprocess.run(["/bin/sh", "-ec", script], cwd=folder.parent, check=True)
    assert stat.S_IMODE((folder.parent / "graph-backup.tgz").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    shutil.rmtree(folder.parent / f"{folder.name}-before")
    program = stage.run()
    first_line(program)
    # Without the node, this divides by zero.
    run(database_settings({"DATA": str(folder)}), "MATCH (n:Kept) WITH count(n) AS n RETURN 1 / n")
    os.killpg(program.pid, signal.SIGINT)
    stage.ended(program)


def test_an_interrupted_first_start_is_repeated(
    stage: Stage, started: subprocess.Popen[str]
) -> None:
    """Whether or not the database has stored the first password."""
    stage.folder.first_start.touch()
    stage.folder.password_file.unlink()
    program = stage.run()
    first_line(program)
    assert stage.is_healthy()
    assert not stage.folder.first_start.exists()
    os.killpg(program.pid, signal.SIGINT)
    stage.ended(program)


def test_a_changed_password_is_reported(stage: Stage, started: subprocess.Popen[str]) -> None:
    password = stage.folder.password_file.read_text()
    stage.folder.password_file.write_text("another\n")
    status, stderr = stage.ended(stage.run())
    stage.folder.password_file.write_text(password)
    assert status == 1
    assert "Neo4j rejects the password in" in stderr
    assert java_processes(stage.folder.home) == []
