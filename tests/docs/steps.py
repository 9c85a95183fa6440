"""Runs the steps of a page in an empty folder: files are written, commands run.

A block with a file's name above it is that file. A block of `sh` is run, and prints what the block
of `text` below it says. A block of `ini` starts the service again with these settings.
"""

import os
import re
import subprocess
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from graph_service.settings import DatabaseSettings
from tests.api.serving import served

STEP = re.compile(
    r"(?:^`(?P<file>[\w./\[\]-]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<content>.*?)^```$"
    r"(?:\n\n```text\n(?P<printed>.*?)^```$)?",
    re.DOTALL | re.MULTILINE,
)
SHOWN = "http://127.0.0.1:8000"


class Step(NamedTuple):
    """A block of the page: a file to write, commands with what they print, or settings."""

    file: str | None
    kind: str
    content: str
    printed: str | None


def steps_of(page: str) -> list[Step]:
    """Return the steps of a page."""
    return [Step(*found.groups()) for found in STEP.finditer(page)]


def check_complete(page: str) -> None:
    """Check that every block of a page is part of a step."""
    steps = steps_of(page)
    printed = [step for step in steps if step.printed is not None]
    assert len(steps) + len(printed) == len(re.findall(r"^```\w", page, re.MULTILINE))
    assert {step.kind for step in steps if step.file is None} <= {"sh", "ini"}


def run_steps(page: str, settings: DatabaseSettings, cache: Path, folder: Path) -> None:
    """Do every step of a page with a service on its own port."""
    environ = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
    npm = {"cache": str(cache / "npm"), "ignore_scripts": "true", "update_notifier": "false"}
    environ |= {f"npm_config_{name}": value for name, value in npm.items()}
    with ExitStack() as services:
        address = str(services.enter_context(served(settings)).base_url).rstrip("/")
        for step in steps_of(page):
            content = step.content.replace(SHOWN, address)
            if step.file:
                (folder / step.file).write_text(content)
            elif step.kind == "ini":
                variables = dict(line.split("=", 1) for line in content.split())
                files = variables["TRUSTED_DOCUMENTS"].split(",")
                variables["TRUSTED_DOCUMENTS"] = ",".join(str(folder / file) for file in files)
                client = services.enter_context(served(settings, **variables))
                address = str(client.base_url).rstrip("/")
            else:
                _run(step, content, environ, folder)


def _run(step: Step, content: str, environ: dict[str, str], folder: Path) -> None:
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
