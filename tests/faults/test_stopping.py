"""SIGTERM, and several worker processes on one port."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from graph_service.settings import DatabaseSettings
from tests.api.serving import NO_DATABASE, service_process
from tests.faults.clients import CACHEABLE, is_ready, seconds_until, uncacheable
from tests.faults.proxy import faulty
from tests.graphs import run


def test_running_requests_finish_and_new_ones_are_rejected(own_catalogue: DatabaseSettings) -> None:
    with (
        faulty(own_catalogue) as (proxy, settings),
        service_process(settings) as (process, client),
        ThreadPoolExecutor(5) as pool,
    ):
        seconds_until(lambda: is_ready(client), 20)
        proxy.delay = 0.4
        under_way = [pool.submit(client.post, "/graphql", json=uncacheable()) for _ in range(5)]
        time.sleep(0.2)
        started = time.monotonic()
        process.terminate()
        responses = [future.result() for future in under_way]
        assert [response.status_code for response in responses] == [200] * 5
        assert {response.headers["connection"] for response in responses} == {"close"}
        with pytest.raises(httpx.ConnectError):
            client.get("/readyz")
        assert process.wait(10) == 0
        assert time.monotonic() - started < 10


def test_requests_beyond_the_stop_timeout_are_rejected(own_catalogue: DatabaseSettings) -> None:
    with (
        faulty(own_catalogue) as (proxy, settings),
        service_process(settings, STOP_TIMEOUT="1", DATABASE_TIMEOUT="20") as (process, client),
        ThreadPoolExecutor(1) as pool,
    ):
        seconds_until(lambda: is_ready(client), 20)
        proxy.black_hole()
        under_way = pool.submit(client.post, "/graphql", json=uncacheable())
        time.sleep(0.3)
        started = time.monotonic()
        process.terminate()
        response = under_way.result()
        assert response.status_code == 503
        assert response.json()["errors"][0]["extensions"]["code"] == "STOPPING"
        request_id = response.json()["errors"][0]["extensions"]["requestId"]
        assert response.headers["x-request-id"] == request_id
        assert process.wait(10) == 0
        assert time.monotonic() - started < 5


# Worker processes


def children(process: subprocess.Popen[bytes]) -> set[int]:
    """Return the worker processes."""
    listed = subprocess.run(
        ["/bin/ps", "-A", "-ww", "-o", "pid=,ppid=,command="],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = (line.split(None, 2) for line in listed.stdout.splitlines())
    return {
        int(pid)
        for pid, parent, command in rows
        if int(parent) == process.pid and "spawn_main" in command
    }


@pytest.fixture(scope="module")
def workers(
    own_catalogue: DatabaseSettings,
) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    with service_process(own_catalogue, WORKERS="2") as (process, client):
        seconds_until(lambda: is_ready(client), 40)
        yield process, client


def ask_anew(client: httpx.Client, times: int) -> list[str]:
    """Send each request on a new connection, so that all workers answer some."""

    def ask(_: int) -> str:
        response = httpx.post(f"{client.base_url}/graphql", json=CACHEABLE, timeout=20)
        name: str = response.json()["data"]["country"]["name"]
        return name

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(ask, range(times)))


def test_no_worker_returns_a_stale_answer(
    workers: tuple[subprocess.Popen[bytes], httpx.Client], own_catalogue: DatabaseSettings
) -> None:
    process, client = workers
    assert len(children(process)) == 2
    for name in ("Perú", "Piruw", "Perú"):
        run(
            own_catalogue,
            "MATCH (n:Country {iso3: 'PER'}) SET n.name = $name, n.nameEs = $name",
            name=name,
        )
        assert set(ask_anew(client, 40)) == {name}


def test_a_worker_that_dies_is_restarted(
    workers: tuple[subprocess.Popen[bytes], httpx.Client],
) -> None:
    process, client = workers
    before = children(process)
    os.kill(min(before), signal.SIGKILL)
    assert set(ask_anew(client, 20)) == {"Perú"}, "the other one answers"
    seconds_until(lambda: len(children(process) - before) == 1, 20)
    assert set(ask_anew(client, 20)) == {"Perú"}


def test_workers_stop_with_their_parent(
    workers: tuple[subprocess.Popen[bytes], httpx.Client],
) -> None:
    process, _ = workers
    answering = children(process)
    process.terminate()
    assert process.wait(10) == 0
    assert not [pid for pid in answering if Path(f"/proc/{pid}").exists()]


def test_a_service_that_is_not_ready_yet_can_be_stopped() -> None:
    with service_process(NO_DATABASE, WORKERS="2") as (process, _):
        process.terminate()
        assert process.wait(10) == 0


def test_no_worker_survives_its_killed_parent() -> None:
    with service_process(NO_DATABASE, WORKERS="2") as (process, _):
        answering = children(process)
        assert len(answering) == 2
        process.kill()
        seconds_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in answering), 10)
