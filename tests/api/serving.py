"""The service as a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import httpx

from graph_service.settings import DatabaseSettings
from tests.ports import free_ports

NOBODY = DatabaseSettings(uri="bolt://127.0.0.1:1", user="neo4j", password="none")
"""Where no database is: for what is answered without one."""


@contextmanager
def served(
    settings: DatabaseSettings, log: Path | str | None = None, **changed: str
) -> Iterator[httpx.Client]:
    """Run `graph-service serve`, its log in a file if one is named, and end it by SIGTERM."""
    with service_process(settings, log, **changed) as (process, client):
        yield client
        process.terminate()
        assert process.wait(10) == 0


@contextmanager
def service_process(
    settings: DatabaseSettings, log: Path | str | None = None, **changed: str
) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    """Run `graph-service serve`; who doesn't end it has it killed."""
    (port,) = free_ports(1)
    environ = {
        **os.environ,
        **settings.environ(),
        "PORT": str(port),
        **changed,
    }
    command = [sys.executable, "-m", "graph_service", "serve"]
    with Path(log).open("wb") if log else nullcontext() as written:
        process = subprocess.Popen(command, env=environ, stderr=written)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            _await(client)
            yield process, client
    finally:
        process.kill()
        process.wait()


def _await(client: httpx.Client) -> None:
    for _ in range(400):
        try:
            client.get("/healthz")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the service doesn't answer")


def details_of(response: httpx.Response) -> dict[str, object]:
    """All that the only error of a refusal tells beside its message and its request's id."""
    (error,) = response.json()["errors"]
    details: dict[str, object] = error["extensions"]
    assert details.pop("requestId") == response.headers["x-request-id"]
    return details
