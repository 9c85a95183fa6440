"""Runs docker-compose.yml as a separate project that is removed afterwards."""

import json
import os
import secrets
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from tests.ports import free_ports

ROOT = Path(__file__).parents[2]
SECONDS_FOR_A_COMMAND = 400
SECONDS_FOR_A_CHANGE = 120


@dataclass(frozen=True)
class Stack:
    """A compose project: its command, its variables, and the address of its service."""

    compose: str
    environ: Mapping[str, str]
    service: httpx.Client

    @property
    def password(self) -> str:
        return Path(self.environ["NEO4J_AUTH_FILE"]).read_text().removeprefix("neo4j/")

    def sh(self, commands: str, folder: Path = ROOT) -> str:
        """Run commands from the documentation in a shell, with the available compose command."""
        done = subprocess.run(
            ["sh", "-ec", commands.replace("docker compose", self.compose)],
            cwd=folder,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS_FOR_A_COMMAND,
            check=False,
        )
        assert done.returncode == 0, f"{commands}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def inspect(self, name: str) -> Any:
        """Return the output of `docker inspect` for a container of the project."""
        [found] = json.loads(self.sh(f"docker inspect {self.id(name)}"))
        return found

    def id(self, name: str) -> str:
        labels = {
            "project": self.environ["COMPOSE_PROJECT_NAME"],
            "service": name,
            "oneoff": "False",
        }
        filters = " ".join(f"--filter label=com.docker.compose.{k}={v}" for k, v in labels.items())
        return self.sh(f"docker ps --all --quiet {filters}").strip()

    def readiness(self) -> int | None:
        """Return the status of /readyz; None if the service doesn't answer."""
        try:
            return self.service.get("/readyz").status_code
        except httpx.TransportError:
            return None

    def wait(self, what: str, is_so: Callable[[], bool]) -> None:
        """Wait until a condition holds; on timeout, show the logs of the containers."""
        deadline = time.monotonic() + SECONDS_FOR_A_CHANGE
        while not is_so():
            assert time.monotonic() < deadline, (
                f"{what}: not so after {SECONDS_FOR_A_CHANGE} s\n"
                + self.sh("docker compose ps; docker compose logs --tail 30 2>&1")
            )
            time.sleep(0.3)

    def wait_until_ready(self) -> None:
        self.wait("/readyz answers 200", lambda: self.readiness() == 200)

    def wait_until_healthy(self, name: str) -> None:
        container = self.id(name)
        state = f"docker inspect --format '{{{{.State.Health.Status}}}}' {container}"
        self.wait(f"{name} is healthy", lambda: self.sh(state).strip() == "healthy")


@contextmanager
def _auth() -> Iterator[Path]:
    """Yield the file of a new password, in a private folder, as users in containers read it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "neo4j_auth"
        file.write_text(f"neo4j/{secrets.token_hex(16)}")
        file.chmod(0o644)
        yield file


@contextmanager
def project() -> Iterator[Stack]:
    """Yield a project that isn't running yet, and remove everything it created."""
    name = f"graph-test-{os.getpid()}"
    image = f"{name}-service"
    ports = dict(zip(("PORT", "HTTP_PORT", "BOLT_PORT"), map(str, free_ports(3)), strict=True))
    settings = {
        **os.environ,
        **ports,
        "COMPOSE_FILE": str(ROOT / "docker-compose.yml"),
        "COMPOSE_PROJECT_NAME": name,
        "SERVICE_IMAGE": image,
        "HEAP": "512m",
        "PAGE_CACHE": "128m",
    }
    address = f"http://127.0.0.1:{ports['PORT']}"
    with _auth() as auth, httpx.Client(base_url=address, timeout=30) as service:
        environ = {**settings, "NEO4J_AUTH_FILE": str(auth)}
        stack = Stack(_compose(), environ, service)
        try:
            yield stack
        finally:
            stack.sh("docker compose down --volumes --remove-orphans --timeout 5")
            stack.sh(f"docker image rm --force {image}")


def _compose() -> str:
    """Return the available compose command; fail without one or without an engine."""
    for command in (["docker", "compose"], ["docker-compose"]):
        try:
            done = subprocess.run([*command, "version"], capture_output=True, check=False)
        except FileNotFoundError:
            continue
        if done.returncode == 0:
            return " ".join(command)
    raise AssertionError("These tests need `docker compose` (v2) or `docker-compose` (1.29).")
