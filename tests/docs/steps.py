"""Runs the steps of a page in an empty folder: files are written, commands run.

A block with a file's name above it is that file. A block of `sh` is run, and prints what the block
of `text` below it says. One that starts a server runs until the end: a site, or the service with
other settings, in place of the one before.
"""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from graph_service.settings import DatabaseSettings
from tests.api.serving import served
from tests.ports import free_ports

from .snippets import command_in

STEP = re.compile(
    r"(?:^`(?P<file>[\w./\[\]-]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<content>.*?)^```$"
    r"(?:\n\n```text\n(?P<printed>.*?)^```$)?",
    re.DOTALL | re.MULTILINE,
)
SERVICE, SITE = "8000", "3000"
"""Ports in the pages, for which others are found."""
SERVES = re.compile(
    r"(?P<site>npx (next start|esbuild --serve))|graph-service serve$", re.MULTILINE
)


class Step(NamedTuple):
    """A block of the page: a file to write, or commands with what they print."""

    file: str | None
    kind: str
    content: str
    printed: str | None


def steps_of(page: str) -> list[Step]:
    """Return the steps of a page."""
    return [Step(*found.groups()) for found in STEP.finditer(page)]


def section_of(page: str, title: str) -> str:
    """Return a section of a page."""
    return page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def check_complete(page: str) -> None:
    """Check that every block of a page is part of a step."""
    steps = steps_of(page)
    printed = [step for step in steps if step.printed is not None]
    assert len(steps) + len(printed) == len(re.findall(r"^```\w", page, re.MULTILINE))
    assert {step.kind for step in steps if step.file is None} == {"sh"}


@contextmanager
def steps_done(
    page: str, settings: DatabaseSettings, cache: Path, folder: Path, **variables: str
) -> Iterator[str]:
    """Do every step of a page in a new folder, with a service on its own port.

    Args:
        page: the page, or some of its sections.
        settings: those of the database.
        cache: the folder with npm's cache.
        folder: the frontend's folder, to be made.
        variables: settings of the service.

    Yields:
        The address of the site that the last such step started.
    """
    folder.mkdir()
    npm = {"cache": str(cache / "npm"), "ignore_scripts": "true", "update_notifier": "false"}
    npm |= {"audit": "false", "fund": "false", "prefer_offline": "true"}
    environ = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
    environ |= {f"npm_config_{name}": value for name, value in npm.items()}
    with TemporaryDirectory() as tools, ExitStack() as sites, ExitStack() as services:
        address = services.enter_context(served(settings, **variables)).base_url
        ports = {SERVICE: str(address.port), SITE: SITE}
        environ |= settings.environ() | command_in(Path(tools)) | {"PORT": ports[SERVICE]}
        for step in steps_of(page):
            server = SERVES.search(step.content)
            if server and server["site"]:
                ports[SITE] = str(*free_ports(1))
            elif server:
                services.close()
            content = re.sub("|".join(ports), lambda shown: ports[shown[0]], step.content)
            if step.file:
                (folder / step.file).write_text(content)
            elif server:
                which, place = (SITE, sites) if server["site"] else (SERVICE, services)
                place.enter_context(_running(content, environ, int(ports[which]), folder))
            else:
                _run(step, content, environ, folder)
        yield f"http://127.0.0.1:{ports[SITE]}"


@contextmanager
def _running(command: str, environ: Mapping[str, str], port: int, folder: Path) -> Iterator[None]:
    """Run a server until the end of the context."""
    # esbuild serves until its standard input ends.
    with subprocess.Popen(
        ["/bin/sh", "-ec", command],
        cwd=folder,
        env=environ,
        stdin=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            for _ in range(400):
                assert process.poll() is None, command
                with socket.socket() as connection:
                    if connection.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def _run(step: Step, content: str, environ: Mapping[str, str], folder: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-e"],
        input=content,
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    is_refused = step.printed is not None and "error" in step.printed
    assert (done.returncode != 0) is is_refused, done.stdout + done.stderr
    if step.printed is not None:
        assert _lines(done.stdout) == _lines(step.printed)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
