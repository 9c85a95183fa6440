"""What loads derive of random graphs, in Cypher, is what plain Python makes of them."""

import pytest

from graph_service.settings import DatabaseSettings
from tests.graphs import wipe
from tests.reached import check_reached
from tests.sizes import size

from .derived import world_of
from .random_graphs import random_graph
from .storing import store

pytestmark = [pytest.mark.proof, pytest.mark.no_cover]

GRAPHS = size("REACHED_GRAPHS", small=8, whole=200)


def test_practices_reached_what_plain_python_says(database_settings: DatabaseSettings) -> None:
    wipe(database_settings)
    found = 0
    for number in range(GRAPHS):
        graph = random_graph(number)
        store(graph, database_settings)
        links = [link for link in graph.links if link.edge.name != "REACHED"]
        found += len(check_reached(database_settings, world_of(graph.nodes, links)))
    wipe(database_settings)
    assert found > GRAPHS
