"""From an article to a loaded entry and back: the pages for stewards, step by step, as they say."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live
from tests.sizes import part_of

ROOT = Path(__file__).parents[2]
NAMES = ("sources/iom-cri-pan-guards.yaml", "exchange-visits/xv-cri-pan-guards.yaml")
PRACTICE = (
    "cp -r seeds practice",
    "rm practice/sources/iom-cri-pan-guards.yaml practice/exchange-visits/xv-cri-pan-guards.yaml",
    "make up SEEDS=practice DATA=.data-practice",
)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
FILE = re.compile(r"`practice/([a-z/-]+\.yaml)`\n\n```yaml\n(.*?)```", re.DOTALL)
STEP = re.compile(r"```sh\n(.*?)```(?:\n\n```text\n(.*?)```)?", re.DOTALL)
DATE = re.compile(r" \(\d{4}-\d\d-\d\d\)")
TIME = re.compile(r"\d\d:\d\d UTC")


@pytest.mark.proof
@pytest.mark.parametrize("language", part_of(["en", "es"], 2))
def test_every_step_does_what_the_page_says(
    database_settings: DatabaseSettings, tmp_path: Path, language: str
) -> None:
    with Live.open(database_settings) as live:
        live.clear()
        follow(live, tmp_path, language)


def follow(live: Live, tmp_path: Path, language: str) -> None:
    page = (ROOT / f"docs/steward.{language}.md").read_text(encoding="utf-8")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    _clone, *practice, _activate, export = COMMAND.findall(page.partition("## 1.")[0])
    assert tuple(practice) == PRACTICE
    assert export == "export SEEDS=practice DATA=.data-practice"
    assert f'| `{export}` | `$env:SEEDS = "practice"; $env:DATA = ".data-practice"` |' in page
    for command in PRACTICE[:2]:
        assert run(command, tmp_path, live) == ""
    seeds = tmp_path / "practice"
    assert live.invoke("load", seeds).exit_code == 0  # as `make up` does
    written = {name: (ROOT / "seeds" / name).read_text(encoding="utf-8") for name in NAMES}
    files = FILE.findall(page)
    assert [name for name, _ in files] == list(NAMES)
    for name, text in files:
        (seeds / name).write_text(text, encoding="utf-8")
    steps = STEP.findall(page)
    assert len(steps) == page.count("```sh") == 13
    for command, printed in steps:
        assert run(command, tmp_path, live) == printed
        if command.startswith("sed"):  # corrects the page's deliberate mistake
            assert {name: (seeds / name).read_text(encoding="utf-8") for name in NAMES} == written
    assert (tmp_path / ("visits.xlsx" if language == "en" else "visitas.xlsx")).is_file()


def run(command: str, folder: Path, live: Live) -> str:
    """Run a step, and return its output without dates, times and the byte order mark for Excel."""
    places = (str(Path(sys.executable).parent), os.environ["PATH"])
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env={
            **os.environ,
            **live.settings.environ(),
            "SEEDS": "practice",
            "PATH": os.pathsep.join(places),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8-sig",
        check=False,
        timeout=60,
    )
    return TIME.sub("10:42 UTC", DATE.sub("", done.stdout))
