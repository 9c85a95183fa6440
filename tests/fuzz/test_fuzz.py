"""schemathesis against the service as a process of its own: a minute by `make fuzz`, here less.

What it asks is made from the schema: operations that fit it, and such that don't.
"""

import os
import subprocess
import sys
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from graph_service.settings import DatabaseSettings
from tests.api.serving import served

SECONDS = int(os.environ.get("FUZZ_SECONDS") or 10)
ROOT = Path(__file__).parents[2]
CHECKS = "keeps_to_the_specification"
FEWEST = 0.5
"""Operations a second, on a machine that is busy with other things."""


def test_no_answer_is_out_of_bounds(catalogue: DatabaseSettings, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with served(catalogue, log=log, LOG_LEVEL="error") as client:
        command = [
            *(
                sys.executable,
                "-m",
                "schemathesis.cli",
                "run",
                f"{str(client.base_url).rstrip('/')}/graphql",
            ),
            *("--checks", CHECKS, "--max-time", str(SECONDS), "--phases", "fuzzing"),
            *("--max-examples", "100000", "--continue-on-failure", "--no-color"),
        ]
        done = subprocess.run(
            command,
            env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.fuzz.checks", "PYTHONPATH": str(ROOT)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS * 2 + 60,
        )
        told = _outcomes(client.get("/metrics").text)
        assert client.get("/readyz").status_code == 200
    print(told)  # noqa: T201 (what `make fuzz` tells)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sum(told.values()) > FEWEST * SECONDS, done.stdout
    assert told["ok"] > sum(told.values()) / 10, told
    assert told.keys() & {"INTERNAL", "NULL_VALUE", "DATABASE_UNAVAILABLE"} == set()
    assert "ERROR" not in log.read_text()


def _outcomes(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name == "graph_service_requests_total":
                outcome = sample.labels["outcome"]
                found[outcome] = found.get(outcome, 0) + int(sample.value)
    return found
