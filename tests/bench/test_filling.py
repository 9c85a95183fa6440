"""Filling a database with a generated graph: once, and never over a catalogue."""

import pytest
from rich.console import Console

from bench.filling import fill
from bench.graph import Generated
from bench.sizes import GraphSize
from graph_service.errors import LoadRefused
from graph_service.settings import DatabaseSettings
from tests.graphs import wipe

SIZE = GraphSize(practices=500, institutions=60)
QUIET = Console(quiet=True)


async def test_a_catalogue_is_left_alone(catalogue: DatabaseSettings) -> None:
    with pytest.raises(LoadRefused, match="give it one of its own"):
        await fill(catalogue, SIZE, QUIET)


async def test_a_graph_is_written_once(database_settings: DatabaseSettings) -> None:
    wipe(database_settings)
    generated = Generated(SIZE)
    for _ in generated:
        pass
    first = await fill(database_settings, SIZE, QUIET)
    assert first.seconds is not None
    assert first.checksum == generated.checksum
    assert (first.nodes, first.edges) == (generated.nodes.total(), generated.edges.total())
    again = await fill(database_settings, SIZE, QUIET)
    assert again.seconds is None
    assert again.checksum == first.checksum
