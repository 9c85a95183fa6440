"""Runs a Neo4j whose neo4j.conf is a test's own, on a data folder that already has it."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_service.local.folder import DataFolder, ensure_password
from graph_service.local.java import environment, server_command
from graph_service.local.ports import HOST, Ports
from graph_service.local.server import STARTED
from graph_service.settings import DatabaseSettings
from tests.databases import QUICK_START

SECONDS_TO_START = 180
HEAP_MIB = 512


@contextmanager
def own_server(folder: DataFolder, jars: Path, ports: Ports) -> Iterator[DatabaseSettings]:
    """Run the server until the block ends."""
    password = ensure_password(folder, jars)
    command = server_command(folder.home, HEAP_MIB, (QUICK_START,))
    with folder.console_log.open("wb") as log:
        server = subprocess.Popen(
            command, cwd=jars, env=environment(folder.home), stdout=log, stderr=subprocess.STDOUT
        )
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while STARTED not in folder.console_log.read_text():
            assert server.poll() is None, folder.console_log.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.2)
        yield DatabaseSettings(
            uri=f"bolt://{HOST}:{ports.bolt}", user="neo4j", password=password, database="neo4j"
        )
    finally:
        server.terminate()
        server.wait(60)
