"""Tests run on a Neo4j in a container, too: TEST_DATABASE=container."""

import os
from pathlib import Path

import pytest

from tests.databases import choose, engine_has_image
from tests.graphs import cached_plans, run, wipe

pytestmark = [pytest.mark.containers, pytest.mark.timeout(600)]


def test_a_database_in_a_container_can_be_written_and_emptied(tmp_path: Path) -> None:
    environ = {**os.environ, "TEST_DATABASE": "container"}
    with choose(environ, engine_has_image).open(tmp_path) as address:
        settings = address.database
        run(settings, "CREATE (:Country {slug: 'hnd'})")
        wipe(settings)
        assert cached_plans(settings) > 0
