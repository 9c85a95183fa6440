"""Mistakes get a message that says what to write instead: the rows of `mistakes.yaml`.

Each message is read once: what it says to write is in the mended operation, which is accepted.
Nothing is executed, so no database is needed.
"""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.api.serving import NO_DATABASE, served

GROUPS = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text())
MISTAKES = {f"{group}: {name}": row for group, rows in GROUPS.items() for name, row in rows.items()}
HINTS = ("Did you mean", " has: ", " accepts", "Write ", "is written", "Declare it", "It may be")
OWN_FIELD = re.compile(r" Did you mean '\w+ { \.\.\. }'\?")
"""graphql-core repeats the name of a field without a selection, as the client wrote it."""


def _sent(client: httpx.Client, row: dict[str, Any], prefix: str = "") -> httpx.Response:
    """Send the operation of a row, or with "mended " the mended one."""
    query = row.get("mended", row["operation"]) if prefix else row["operation"]
    variables = row.get(f"{prefix}variables", {})
    return client.post("/graphql", json={"query": query, "variables": variables})


@pytest.mark.parametrize("row", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_mended_within_one_reading(
    row: dict[str, Any], offline_service: httpx.Client
) -> None:
    response = _sent(offline_service, row)
    error = response.json()["errors"][0]
    assert error["message"].startswith(row["message"])
    code = row.get("code", "GRAPHQL_VALIDATION_FAILED")
    assert (response.status_code, error["extensions"]["code"]) == (400, code)
    # Only the database is missing to answer the mended operation.
    for error in _sent(offline_service, row, "mended ").json().get("errors", ()):
        assert error["extensions"]["code"] == "DATABASE_UNAVAILABLE"


def test_hidden_suggestions_say_nothing_about_the_schema(offline_service: httpx.Client) -> None:
    """With suggestions, most of the messages say more, so this test can fail."""
    more = 0
    with served(NO_DATABASE, SUGGESTIONS="off") as silent:
        for name, row in MISTAKES.items():
            hinted = _sent(offline_service, row).json()["errors"]
            for error, full in zip(_sent(silent, row).json()["errors"], hinted, strict=True):
                more += error["message"] != full["message"]
                for hint in HINTS:
                    assert hint not in OWN_FIELD.sub("", error["message"]), name
    assert more > len(MISTAKES) / 2
