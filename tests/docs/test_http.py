"""The commands of docs/http.md print what stands below them, and its numbers are the settings'."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.api.graphql import MAX_URL
from graph_service.api.http_protocol import MAX_HEAD
from graph_service.model.search_text import MAX_SEARCH_CHARACTERS
from graph_service.settings import (
    Capacity,
    DatabaseSettings,
    OperationLimits,
    ServiceSettings,
    Times,
)
from graph_service.settings.declare import settings_of
from graph_service.store.driver import MAX_CONCURRENT_READS
from tests.api.serving import PATIENT, served

PAGE = (Path(__file__).parents[2] / "docs" / "http.md").read_text()
COMMANDS = re.findall(r"```sh\n(.*?)```\n\n```(?:json|http|csv)\n(.*?)\n```", PAGE, re.DOTALL)
DOCUMENTS = re.findall(r"With this file:\n\n```json\n(.*?)\n```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def address(catalogue: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    (documents,) = DOCUMENTS
    file = tmp_path_factory.mktemp("documents") / "documents.json"
    file.write_text(documents)
    settings = {**PATIENT, "CORS_ORIGINS": "https://example.org", "TRUSTED_DOCUMENTS": str(file)}
    with served(catalogue, **settings) as client:
        yield str(client.base_url).rstrip("/")


@pytest.mark.http
@pytest.mark.parametrize(("command", "printed"), COMMANDS)
def test_commands_print_the_output_shown_below_them(
    address: str, command: str, printed: str
) -> None:
    """Peru's name is that of seeds/countries/per.yaml."""
    done = subprocess.run(
        ["/bin/sh", "-e"],
        input=command,
        env={**os.environ, "SERVICE": address},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.rstrip("\n") == printed


def test_all_of_the_page_is_tested() -> None:
    assert len(COMMANDS) == PAGE.count("```sh") == 16


def test_bounds_are_those_of_the_page() -> None:
    assert f"`MAX_BODY` ({ServiceSettings.max_body} bytes)" in PAGE
    assert f"| query string | {MAX_URL} bytes |" in PAGE
    assert f"{MAX_HEAD // 1024} kB" in PAGE
    limits = OperationLimits()
    for fixed in (
        limits.max_depth,
        limits.max_selections,
        limits.max_operations,
        limits.max_aliases,
        limits.max_all_aliases,
        limits.max_root_fields,
        limits.max_directives,
    ):
        assert f" | {fixed} | " in PAGE
    assert f"of a search or a list | {MAX_SEARCH_CHARACTERS} |" in PAGE
    assert f"more than {limits.max_new} are" in PAGE
    bounds = {setting.name: setting.default for setting in settings_of(OperationLimits)}
    assert dict(re.findall(r"`(MAX_\w+)` \((\d+)\)", PAGE)) == bounds | {
        each.name: each.default for each in settings_of(Capacity) if each.name.startswith("MAX_")
    }


def test_times_and_numbers_are_those_of_the_page() -> None:
    declared = [*settings_of(Times), *settings_of(Capacity), *settings_of(OperationLimits)]
    assert dict(re.findall(r"`([A-Z_]+)` \(([\d.]+)(?: s)?\)", PAGE)) == {
        each.name: each.default for each in declared if each.name != "WORKERS"
    }
    assert f"{MAX_CONCURRENT_READS} read at once" in PAGE
