"""Populating a database with a generated graph, and what operations read of it."""

import pytest
from rich.console import Console

from bench.database_hits import database_hits
from bench.generated_graph import GeneratedGraph
from bench.operations import OPERATIONS
from bench.populate import populate
from bench.sizes import GraphSize
from graph_service.compiler.compiler import Compiler
from graph_service.errors import LoadRefused
from graph_service.settings import DatabaseSettings
from tests.api_schema import api_schema
from tests.graphs import wipe

pytestmark = pytest.mark.slow

SIZE = GraphSize(practices=500, institutions=60)
QUIET = Console(quiet=True)


async def test_a_catalogue_is_never_overwritten(own_catalogue: DatabaseSettings) -> None:
    with pytest.raises(LoadRefused, match="name another one"):
        await populate(own_catalogue, SIZE, QUIET)


async def test_a_graph_is_written_once_and_reused(database_settings: DatabaseSettings) -> None:
    wipe(database_settings)
    generated = GeneratedGraph(SIZE)
    for _ in generated:
        pass
    first = await populate(database_settings, SIZE, QUIET)
    assert first.seconds is not None
    assert first.checksum == generated.checksum
    assert (first.nodes, first.edges) == (generated.nodes.total(), generated.edges.total())
    again = await populate(database_settings, SIZE, QUIET)
    assert again.seconds is None
    assert again.checksum == first.checksum


async def test_hits_are_counted_of_all_that_neo4j_reads(
    database_settings: DatabaseSettings,
) -> None:
    await populate(database_settings, SIZE, QUIET)
    hits = database_hits(Compiler(api_schema()), OPERATIONS, SIZE, database_settings)
    assert 10 < hits["practice"] < 100
    # 50 practices by an index, with their owners, countries and topics; 250 are not read.
    assert 1000 < hits["topic_page"] < 5000
    assert hits["by_ids"] > 100
