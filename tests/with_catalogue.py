"""Runs a command whose tests share a Neo4j with the seeds, and the service on it.

python -m tests.with_catalogue pytest -n 2

They only read: so Neo4j plans the statements of a page once, and the service answers a page that
another test has read from its cache. TEST_CATALOGUE names a socket, where the processes of the
command ask for both. They start when the first one asks, and stop when the command ends. If
TEST_CATALOGUE is set already, an outer command has them; if TEST_NEO4J_URI is set, tests have no
other Neo4j.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from multiprocessing.connection import Client, Listener
from threading import Thread

from tests.api.serving import SHARED_SERVICE, as_tests_run, served
from tests.databases import CACHE, choose, engine_has_image
from tests.graphs import load_catalogue
from tests.shared_catalogue import VARIABLE, LoadedCatalogue

MANY = 16
"""Processes that may ask while it starts."""


def main(command: list[str]) -> int:
    """Run the command, and return its exit code."""
    if os.environ.get(VARIABLE) or os.environ.get("TEST_NEO4J_URI"):
        return subprocess.run(command, check=False).returncode
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/socket"
        with Listener(path, backlog=MANY) as listener, ExitStack() as opened:
            process = subprocess.Popen(command, env={**os.environ, VARIABLE: path})
            Thread(target=_tell_when_it_ends, args=(process, path)).start()
            with suppress(KeyboardInterrupt):  # the command gets it, too
                _serve(listener, opened)
            return process.wait()


def _tell_when_it_ends(process: subprocess.Popen[bytes], path: str) -> None:
    process.wait()
    with suppress(OSError), Client(path) as telling:  # interrupted, it has ended already
        telling.send("end")


def _serve(listener: Listener, opened: ExitStack) -> None:
    answer: LoadedCatalogue | str | None = None
    while True:
        # A process may be killed while it waits for the answer.
        with listener.accept() as asking, suppress(EOFError, OSError):
            if asking.recv() == "end":
                return
            if answer is None:
                answer = _open(opened)
            asking.send(answer)


def _open(opened: ExitStack) -> LoadedCatalogue | str:
    try:
        address = opened.enter_context(choose(os.environ, engine_has_image).open(CACHE))
        loaded_at = load_catalogue(address.database)
        as_tests_run()
        service = opened.enter_context(served(address.database, **SHARED_SERVICE))
        return LoadedCatalogue(address, loaded_at, str(service.base_url))
    except Exception as error:  # noqa: BLE001 (it is the answer to all who ask)
        return repr(error)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
