"""`make bench SIZE=small`: all contenders give the same answers, and every part is measured."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.http, pytest.mark.timeout(600)]


def test_it_runs(cache: Path) -> None:
    environ = {**os.environ, "SIZE": "small", "CACHE": str(cache)}
    command = [sys.executable, "-m", "bench"]
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "contenders agree on" in done.stdout
