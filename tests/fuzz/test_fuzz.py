"""Fuzzes the service, as a separate process, with schemathesis.

It generates valid and invalid operations from the schema.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from graph_service.settings import DatabaseSettings
from tests.api.serving import served
from tests.sizes import size

SECONDS = size("FUZZ_SECONDS", small=5, whole=60)
ROOT = Path(__file__).parents[2]
CHECKS = "conforms_to_the_specification"
FEWEST = 0.2
"""Operations per second on a busy machine."""


@pytest.mark.proof
@pytest.mark.timeout(2 * SECONDS + 100)
def test_every_answer_conforms_to_the_specification(
    catalogue: DatabaseSettings, tmp_path: Path
) -> None:
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
        outcomes = _outcomes(client.get("/metrics").text)
        assert client.get("/readyz").status_code == 200
    print(outcomes)  # noqa: T201 (the output of `make fuzz`)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sum(outcomes.values()) > FEWEST * SECONDS, done.stdout
    assert outcomes["ok"] > sum(outcomes.values()) / 10, outcomes
    assert outcomes.keys() & {"INTERNAL", "NULL_VALUE", "DATABASE_UNAVAILABLE"} == set()
    assert "ERROR" not in log.read_text()


def _outcomes(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name == "graph_service_requests_total":
                outcome = sample.labels["outcome"]
                found[outcome] = found.get(outcome, 0) + int(sample.value)
    return found
