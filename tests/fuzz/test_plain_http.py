"""Fuzzes what needs no GraphQL, as /openapi.json describes it, with schemathesis.

Each run of CI takes a few addresses, by PART; `make proof` and `make fuzz` take all.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.settings import DatabaseSettings
from tests.api.serving import PATIENT, served
from tests.sizes import IS_WHOLE, part_of

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
)
"""Not that invalid values are rejected: a slug that no entry has only finds nothing."""
PHASES, EXAMPLES = ("examples,coverage,fuzzing", 20) if IS_WHOLE else ("examples,fuzzing", 3)
"""Coverage takes 70 requests per address, most of which Neo4j plans anew."""
PATHS = 18
"""One in so many is tried in a small run."""


@pytest.mark.proof
@pytest.mark.timeout(1800 if IS_WHOLE else 300)
def test_every_answer_is_as_described(catalogue: DatabaseSettings, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with served(catalogue, log=log, LOG_LEVEL="error", **PATIENT) as client:
        url = f"{str(client.base_url).rstrip('/')}/openapi.json"
        paths = part_of(list(client.get(url).json()["paths"]), PATHS)
        command = [
            *(sys.executable, "-m", "schemathesis.cli", "run", url, "--checks", ",".join(CHECKS)),
            *("--phases", PHASES, "--max-examples", str(EXAMPLES), "--request-timeout", "60"),
            *("--generation-deterministic", "--continue-on-failure", "--max-redirects", "0"),
            *("--suppress-health-check", "all", "--no-color"),
            *(f"--include-path={path}" for path in paths),
        ]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert client.get("/readyz").status_code == 200
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Tested: {len(paths)}" in done.stdout, done.stdout
    assert "ERROR" not in log.read_text()
