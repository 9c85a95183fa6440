"""The measurement of the explorer's pages: every kind of page, on a small graph."""

import io
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rich.console import Console

from bench.databases import Neo4j
from bench.measure import load_generator
from bench.pages import measure, paths_of, show
from bench.populate import populate
from bench.servers import CACHED, UNCACHED, running
from bench.sizes import SIZES, GraphSize
from graph_service.explorer.pages import PAGES
from graph_service.settings import DatabaseSettings
from tests.graphs import wipe
from tests.sizes import IS_WHOLE

pytestmark = pytest.mark.slow

SIZE = GraphSize(practices=500, institutions=60)
WINDOWS = replace(SIZES["small"].windows, first=0, one_client=0.01)


# Each kind of page is planned for the first time, which takes a second.
TRIED = PAGES if IS_WHOLE else PAGES[::12]


@pytest.mark.proof
async def test_every_kind_of_page_is_measured(
    database_settings: DatabaseSettings, tmp_path: Path
) -> None:
    wipe(database_settings)
    await populate(database_settings, SIZE, Console(file=io.StringIO()))
    contenders = (UNCACHED, CACHED)
    with (
        running(contenders, database_settings, tmp_path, {"WARM_UP": "off"}) as servers,
        load_generator() as load,
    ):
        # The CPU of the first server stands for that of Neo4j, which may be on another machine.
        database = Neo4j(settings=database_settings, pid=servers[0].pid)
        measured = [*measure(TRIED, database, SIZE, WINDOWS, load, servers)]
    wipe(database_settings)
    names = {"/".join(page.path) or "home" for page in TRIED if paths_of(page, SIZE)}
    assert {row.operation for row in measured} == names
    assert len(measured) == 2 * len(names)
    written = io.StringIO()
    show({500: measured}, Console(file=written, width=200))
    assert all(name in written.getvalue() for name in names)


def test_addresses_are_different_and_the_same_in_each_run() -> None:
    for page in PAGES:
        paths = paths_of(page, SIZE)
        assert paths == paths_of(page, SIZE)
        assert len(set(paths)) == len(paths)
        assert all(urlsplit(path).path.startswith("/es") for path in paths)
        # As a browser sends them: a town's name may have an ñ.
        assert all(path.isascii() and " " not in path for path in paths)
