"""Runs the commands and the examples of a page in one folder, as readers would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from graph_service.settings import DatabaseSettings
from tests.conftest import ROOT


def examples_of(page: str, language: str) -> list[tuple[str, str]]:
    """Return the blocks of a language, each with the output that stands below it."""
    return re.findall(rf"```{language}\n(.*?)```\n\n```text\n(.*?)```", page, re.DOTALL)


def run_commands(page: str, settings: DatabaseSettings, home: Path, tools: Path) -> None:
    """Run the only block of commands of a page in `home`; `tools` gets the command."""
    (commands,) = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    environ = os.environ | settings.environ() | command_in(tools)
    subprocess.run(["/bin/sh", "-e"], input=commands, text=True, cwd=home, env=environ, check=True)


def command_in(tools: Path) -> dict[str, str]:
    """Write the command `graph-service` into a folder; return variables by which shells find it."""
    command = tools / "graph-service"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m graph_service "$@"\n')
    command.chmod(0o755)
    return {"PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


def check_example(command: list[str], printed: str, folder: Path) -> None:
    """Check that a command prints what the page says, and nothing else."""
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}  # R escapes accents in any other encoding
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env=environ, check=False
    )
    assert (done.stdout, done.returncode) == (printed, 0), done.stderr
