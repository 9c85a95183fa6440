"""The audits of graphql-http: what GraphQL over HTTP says a server MUST, SHOULD or MAY do."""

import json
import subprocess
from pathlib import Path

import pytest

from bench import npm
from tests.api.serving import NO_DATABASE, served

AUDITS = 61
"""The number of audits in the locked version."""


@pytest.mark.http
def test_every_audit_passes(cache: Path) -> None:
    program = npm.install(Path(__file__).parent / "audit", cache) / "audit.mjs"
    with served(NO_DATABASE) as client:
        command = ["node", str(program), str(client.base_url.join("/graphql"))]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    results = json.loads(printed)
    assert [f"{r['id']} {r['name']}: {r['reason']}" for r in results if r["status"] != "ok"] == []
    assert len({r["id"] for r in results}) == AUDITS
