"""docs/typescript.md, step by step in an empty folder: files are written, commands run.

The practices are written down from seeds/good-practices: `gp-mex-comites-inm` began in 2007, of
`gp-hnd-comites` and `gp-blz-comites` no source tells when; no other name has "comités" in it.
"""

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from graph_service.settings import DatabaseSettings
from tests.api.serving import served
from tests.conftest import ROOT

PAGE = (ROOT / "docs/typescript.md").read_text()
STEP = re.compile(
    r"(?:^`(?P<file>[\w./-]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<content>.*?)^```$"
    r"(?:\n\n```text\n(?P<printed>.*?)^```$)?",
    re.DOTALL | re.MULTILINE,
)
SHOWN = "http://127.0.0.1:8000"


class Step(NamedTuple):
    """A block of the page: a file to write, or commands with what they print."""

    file: str | None
    kind: str
    content: str
    printed: str | None


STEPS = [Step(*found.groups()) for found in STEP.finditer(PAGE)]


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.http
@pytest.mark.timeout(400)
def test_every_step_does_what_the_page_says(
    catalogue: DatabaseSettings, cache: Path, tmp_path: Path
) -> None:
    environ = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
    settings = {"cache": str(cache / "npm"), "ignore_scripts": "true", "update_notifier": "false"}
    environ |= {f"npm_config_{name}": value for name, value in settings.items()}
    with served(catalogue) as client:
        address = str(client.base_url).rstrip("/")
        for step in STEPS:
            content = step.content.replace(SHOWN, address)
            if step.file:
                (tmp_path / step.file).write_text(content)
                continue
            done = subprocess.run(
                ["/bin/sh", "-e"],
                input=content,
                cwd=tmp_path,
                env=environ,
                capture_output=True,
                text=True,
                check=False,
            )
            refused = step.printed is not None and "error" in step.printed
            assert (done.returncode != 0) is refused, done.stdout + done.stderr
            if step.printed is not None:
                assert _lines(done.stdout) == _lines(step.printed)


def test_all_of_the_page_is_tested() -> None:
    printed = [step for step in STEPS if step.printed is not None]
    assert len(STEPS) + len(printed) == len(re.findall(r"^```\w", PAGE, re.MULTILINE))
    assert {step.kind for step in STEPS if step.file is None} == {"sh"}
    assert [step.file for step in STEPS if step.file] == [
        "tsconfig.json", "src/graphql.ts", "src/service.ts", "src/list.ts", "src/wrong.ts",
    ]  # fmt: skip
