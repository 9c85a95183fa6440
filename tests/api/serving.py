"""Runs the service in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import httpx

from bench.as_installed import environ_as_installed
from graph_service.api.app import App, create_app
from graph_service.settings import (
    DatabaseSettings,
    Folders,
    LocalSettings,
    ServeSettings,
    ServiceSettings,
)
from graph_service.settings.declare import settings_of
from tests.ports import free_ports

NO_DATABASE = DatabaseSettings(uri="bolt://127.0.0.1:1", user="neo4j", password="none")
"""Settings without a database, for requests that need none."""

HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
"""What a browser sends for a page."""

SETTINGS_OF_THE_SHELL = ("CACHE", "MAVEN_REPO_URL")
"""Settings that tests take from the shell."""

PATIENT = {"OPERATION_TIMEOUT": "60", "DATABASE_TIMEOUT": "60"}
"""Timeouts for tests that are not about them: on a busy machine, planning a page takes seconds."""


SHARED_SERVICE = {**PATIENT, "RESPONSE_CACHE": "128m"}
"""Settings of the service that tests share: each page is made once."""


def as_tests_run() -> None:
    """Remove settings that a shell exports for its own service; services start cold."""
    for group in (DatabaseSettings, Folders, LocalSettings, ServiceSettings):
        for setting in settings_of(group):
            if setting.name not in SETTINGS_OF_THE_SHELL:
                os.environ.pop(setting.name, None)
    # A warm-up keeps Neo4j busy for minutes, and its reads are in the way of what tests observe.
    os.environ["WARM_UP"] = "off"
    os.environ.update(environ_as_installed())


def cold_app(settings: ServeSettings) -> App:
    """Return the application without its warm-up."""
    return create_app(replace(settings, service=replace(settings.service, warm_up=False)))


@contextmanager
def served(
    settings: DatabaseSettings, log: Path | str | None = None, **variables: str
) -> Iterator[httpx.Client]:
    """Run `graph-service serve`, optionally with a log file, and stop it by SIGTERM."""
    with service_process(settings, log, **variables) as (process, client):
        yield client
        process.terminate()
        assert process.wait(10) == 0


@contextmanager
def service_process(
    settings: DatabaseSettings, log: Path | str | None = None, **variables: str
) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    """Run `graph-service serve`, and kill it at the end of the context."""
    (port,) = free_ports(1)
    environ = {**os.environ, **settings.environ(), "PORT": str(port), **variables}
    command = [sys.executable, "-m", "graph_service", "serve"]
    with Path(log).open("wb") if log else nullcontext() as stderr:
        process = subprocess.Popen(command, env=environ, stderr=stderr)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            _wait_until_up(client)
            yield process, client
    finally:
        process.kill()
        process.wait()


def _wait_until_up(client: httpx.Client) -> None:
    for _ in range(400):
        try:
            client.get("/healthz")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the service doesn't answer")


def details_of(response: httpx.Response) -> dict[str, object]:
    """Return the extensions of the only error in a response, without the request id."""
    (error,) = response.json()["errors"]
    details: dict[str, object] = error["extensions"]
    assert details.pop("requestId") == response.headers["x-request-id"]
    return details
