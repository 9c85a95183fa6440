"""docker-compose.yml as users run it: health, hardening, persistence and recovery.

The images are NEO4J_IMAGE and PYTHON_IMAGE, by default the official ones.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .stack import ROOT, Stack, project

PILOT = ROOT / "tests" / "cases" / "pilot"
BLOCKS = re.compile(r"```sh\n(.*?)```", re.DOTALL)
DATABASE_FILES = "/data/databases/neo4j /data/transactions/neo4j"

pytestmark = [pytest.mark.containers, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with project() as built:
        built.sh("docker compose up --build --detach")
        built.wait_until_ready()
        yield built


def _ask(stack: Stack, query: str) -> Any:
    """Return the answer to a query, requested again after each 503, as clients are told to do.

    Neo4j plans anew after it has started: on a busy machine, that may exceed OPERATION_TIMEOUT.
    """
    answers = []

    def is_available() -> bool:
        answers.append(stack.service.post("/graphql", json={"query": query}))
        return answers[-1].status_code != 503

    stack.wait("the service answers", is_available)
    assert answers[-1].status_code == 200, answers[-1].text
    return answers[-1].json()


def _assert_pilot(stack: Stack) -> None:
    """Check that the service gives the answer worked out by hand, including the order of keys."""
    body = _ask(stack, (PILOT / "operation.graphql").read_text())
    expected = (PILOT / "answer.json").read_text().strip()
    assert json.dumps(body, indent=2, ensure_ascii=False) == expected


def _release(stack: Stack) -> Any:
    """Return the name and time of the release: a new load has another time."""
    return _ask(stack, "{ catalogue { release { name loadedAt checksum } } }")


def test_all_containers_are_healthy_and_the_pilot_query_answers(stack: Stack) -> None:
    stack.wait_until_healthy("neo4j")
    stack.wait_until_healthy("service")
    seeds = stack.inspect("seeds")["State"]
    assert (seeds["Status"], seeds["ExitCode"]) == ("exited", 0)
    _assert_pilot(stack)


def test_no_container_runs_as_root_and_the_service_cannot_write(stack: Stack) -> None:
    for name, user in (("neo4j", "7474"), ("service", "10001")):
        status = stack.sh(f"docker compose exec -T {name} cat /proc/1/status")
        process = dict(line.split(":\t") for line in status.splitlines() if line.count(":\t") == 1)
        assert process["Uid"].split("\t") == [user] * 4
        assert {process["CapPrm"], process["CapEff"], process["CapBnd"]} == {"0" * 16}
        assert process["NoNewPrivs"] == "1"
    tried = stack.sh("docker compose exec -T service sh -c 'touch /app/seeds/new 2>&1 || true'")
    assert "Read-only file system" in tried


@pytest.mark.parametrize("name", ["neo4j", "seeds", "service"])
def test_memory_processors_and_processes_are_limited(stack: Stack, name: str) -> None:
    limits = stack.inspect(name)["HostConfig"]
    assert min(limits["Memory"], limits["NanoCpus"], limits["PidsLimit"]) > 0


@pytest.mark.parametrize("name", ["neo4j", "seeds", "service"])
def test_logs_are_limited(stack: Stack, name: str) -> None:
    limited = {"Type": "json-file", "Config": {"max-size": "10m", "max-file": "5"}}
    assert stack.inspect(name)["HostConfig"]["LogConfig"] == limited


def test_only_an_internal_network_leads_to_the_database(stack: Stack) -> None:
    networks = {
        name: set(stack.inspect(name)["NetworkSettings"]["Networks"])
        for name in ("neo4j", "seeds", "service")
    }
    (shared,) = networks["neo4j"] & networks["service"]
    assert networks["seeds"] == {shared}
    assert stack.sh(f"docker network inspect --format '{{{{.Internal}}}}' {shared}") == "true\n"


def test_the_password_is_only_in_its_file(stack: Stack) -> None:
    for name in ("neo4j", "seeds", "service"):
        assert stack.password not in json.dumps(stack.inspect(name))
    file = "/run/secrets/neo4j_auth"
    assert stack.password in stack.sh(f"docker compose exec -T service cat {file}")
    for name in ("neo4j", "service"):
        assert stack.password not in stack.sh(f"docker top {stack.id(name)}")
    assert stack.password not in stack.sh("docker compose logs 2>&1")


def test_down_and_up_again_keeps_the_data(stack: Stack) -> None:
    before = _release(stack)
    stack.sh("docker compose down")
    assert stack.id("neo4j") == stack.id("service") == ""
    stack.sh("docker compose up --detach")
    stack.wait_until_ready()
    assert _release(stack) == before
    assert "No changes" in stack.sh("docker compose logs seeds")
    _assert_pilot(stack)


def test_a_killed_service_is_restarted(stack: Stack) -> None:
    before = stack.inspect("service")
    # `docker kill` counts as a manual stop; killing the process from the host doesn't.
    stack.sh(
        "docker run --rm --pid host --entrypoint python $SERVICE_IMAGE "
        f"-c 'import os; os.kill({before['State']['Pid']}, 9)'"
    )
    stack.wait(
        "the service was started again",
        lambda: stack.inspect("service")["RestartCount"] == before["RestartCount"] + 1,
    )
    stack.wait_until_ready()
    assert stack.inspect("service")["State"]["Pid"] != before["State"]["Pid"]
    _assert_pilot(stack)


def test_a_stopped_database_is_reported_dumped_and_restored(stack: Stack, tmp_path: Path) -> None:
    """Runs the two blocks under "The data" in the docs, with the database lost in between."""
    before = _release(stack)
    section = (ROOT / "docs" / "containers.md").read_text().partition("## The data")[2]
    dump, load = (re.sub(r"docker compose st.*\n", "", b) for b in BLOCKS.findall(section)[:2])

    stack.sh("docker compose stop neo4j")
    answer = stack.service.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
    assert stack.service.get("/healthz").status_code == 200
    stack.sh(dump, tmp_path)
    stack.sh(f"docker compose run --rm -T --no-deps --entrypoint rm neo4j -r {DATABASE_FILES}")
    stack.sh(load, tmp_path)
    stack.sh("docker compose start neo4j")
    stack.wait_until_ready()
    assert _release(stack) == before
    _assert_pilot(stack)
