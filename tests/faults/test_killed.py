"""`up` when its Neo4j is killed: it restarts Neo4j, and requests meanwhile fail fast.

Each test continues from the state that the one before it left: Neo4j takes eight seconds to start.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph_service.local.folder import DataFolder
from tests.databases import QUICK_START
from tests.faults.clients import (
    CACHEABLE,
    Clients,
    is_ready,
    running_clients,
    seconds_until,
    statuses,
)
from tests.faults.test_network import ANSWERED, BACK, REJECTED
from tests.ports import free_ports

pytestmark = [pytest.mark.timeout(900)]

UP = f"""
import sys
from dataclasses import replace
from graph_service.cli import main, serving
read = serving.read_up_settings

def quickly(environ):
    settings = read(environ)
    return replace(settings, local=replace(settings.local, jvm_options=("{QUICK_START}",)))

serving.read_up_settings = quickly
sys.argv = ["graph-service", "up"]
main()
"""
TO_START = 300
"""Time limit for a start of Neo4j on a busy machine; an idle one needs eight seconds."""
NODES = 100_000


@dataclass(frozen=True)
class Stage:
    """A running `up`."""

    process: subprocess.Popen[bytes]
    log: Path
    service: httpx.Client
    folder: DataFolder
    driver: Driver

    def pid(self) -> int:
        """Return the process id of the current Neo4j."""
        pid: int = json.loads(self.folder.server_file.read_text())["pid"]
        return pid

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid(), number)

    def answers(self) -> bool:
        """Whether the database answers a direct query."""
        try:
            with self.driver.session() as session:
                session.run("RETURN 1").consume()
        except (DriverError, Neo4jError):
            return False
        return True

    def name(self) -> str:
        response = self.service.post("/graphql", json=CACHEABLE)
        name: str = response.json()["data"]["country"]["name"]
        return name


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Stage]:
    folder = DataFolder(tmp_path_factory.mktemp("killed") / "data")
    port, bolt = free_ports(2)
    changed = {
        "DATA": str(folder.path),
        "CACHE": str(cache),
        "HEAP": "512m",
        "PORT": str(port),
        "BOLT_PORT": str(bolt),
    }
    log = folder.path.parent / "log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-c", UP], env={**os.environ, **changed}, stderr=written
        )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as service:
            seconds_until(lambda: _is_up(service), TO_START)
            with GraphDatabase.driver(
                f"bolt://127.0.0.1:{bolt}", auth=("neo4j", folder.password())
            ) as driver:
                yield Stage(process, log, service, folder, driver)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def _is_up(service: httpx.Client) -> bool:
    try:
        return is_ready(service)
    except httpx.TransportError:
        return False


def _commit_large_transaction(stage: Stage) -> None:
    """Write a large transaction, whose commit takes long enough to be interrupted."""
    with stage.driver.session() as session, session.begin_transaction() as transaction:
        transaction.run(
            "UNWIND range(1, $nodes) AS i CREATE (:Nothing {number: i, text: toString(i)})",
            nodes=NODES,
        ).consume()
        threading.Timer(0.05, stage.signal, (signal.SIGKILL,)).start()
        transaction.commit()


def _meanwhile(stage: Stage, clients: Clients) -> Counter[int]:
    """Check the answers from the kill until Neo4j answers again, and count their statuses."""
    started = time.monotonic()
    noticed = started + seconds_until(lambda: not is_ready(stage.service), ANSWERED) + REJECTED
    assert stage.service.get("/healthz").status_code == 200
    seconds_until(lambda: stage.answers() or is_ready(stage.service), TO_START)
    back = time.monotonic() - 1
    seconds_until(lambda: is_ready(stage.service), BACK)
    answers = [answer for answer in clients.since(started) if answer.started < back]
    assert max(answer.seconds for answer in answers) < ANSWERED
    assert max(answer.seconds for answer in answers if answer.started > noticed) < REJECTED
    return Counter(answer.status for answer in answers)


def test_it_says_when_it_is_ready(stage: Stage) -> None:
    seconds_until(lambda: stage.log.read_text().rstrip().endswith("Ready."), 10)


def test_killed_during_a_large_commit(stage: Stage) -> None:
    with running_clients(stage.service) as clients:
        time.sleep(1)
        with pytest.raises((DriverError, Neo4jError)):
            _commit_large_transaction(stage)
        counted = _meanwhile(stage, clients)
    assert set(counted) <= {200, 503}
    assert counted[503] > 100
    assert statuses(stage.service) == {200: 100}
    (record,) = stage.driver.execute_query("MATCH (n:Nothing) RETURN count(*) AS n").records
    assert record["n"] in (0, NODES)


def test_restored_to_older_data(stage: Stage) -> None:
    """Cached answers and known bookmarks are from a state that no longer exists."""
    backup = stage.folder.path / "backup"
    data = stage.folder.home / "data"
    stage.signal(signal.SIGSTOP)  # its files stop changing, as in a power cut
    subprocess.run(["/bin/cp", "-a", "--sparse=always", data, backup], check=True)
    stage.signal(signal.SIGCONT)
    seconds_until(lambda: is_ready(stage.service), BACK)
    for _ in range(5):
        stage.driver.execute_query(
            "MATCH (n:Country {iso3: 'PER'}) SET n.name = 'Piruw', n.nameEs = 'Piruw'"
        )
    assert {stage.name() for _ in range(3)} == {"Piruw"}
    with running_clients(stage.service) as clients:
        stage.signal(signal.SIGKILL)
        data.rename(stage.folder.path / "newer")
        backup.rename(data)
        _meanwhile(stage, clients)
    assert {stage.name() for _ in range(3)} == {"Perú"}
    assert statuses(stage.service) == {200: 100}


def test_up_exits_with_a_reason_if_neo4j_cannot_be_restarted(stage: Stage) -> None:
    (stage.folder.home / "conf").rename(stage.folder.path / "conf")
    stage.signal(signal.SIGKILL)
    assert stage.process.wait(timeout=60) == 1
    log = stage.log.read_text()
    assert log.count("Neo4j stopped unexpectedly and is being restarted; its logs are in") == 3
    assert log.count("Neo4j is running again.") == 2
    assert "Neo4j can't be restarted: it does not exist" in log
    assert "Traceback" not in log
