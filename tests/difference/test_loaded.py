"""Lists in the order of their names, and flows, of graphs that loads and undos have changed.

Both read what loads derive from edges: it must follow each change of a name, an id or an edge.
"""

import asyncio
from collections.abc import Iterator
from itertools import pairwise

import pytest

from graph_service.catalogue.loads.load import load, undo
from graph_service.model.graph import ENTRY_TYPES, RELATIONS
from graph_service.model.storage import without_recorded
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.staging import Graph as Staged
from graph_service.store.staging import Staging, open_staging
from tests.sizes import part_of, size

from .check import Service, Trial
from .coverage import Coverage
from .graph import Graph
from .operations.documents import Operation
from .random_graphs import random_graph
from .reference.executor import SCHEMA
from .storing import link_row, node_row

pytestmark = [pytest.mark.slow, pytest.mark.proof, pytest.mark.no_cover]

FLOWS = "first: 1000) { totalCount nodes { id from { key } to { key } count self } }"
SEEDS = range(size("LOADED_GRAPHS", small=2, whole=3))


def _operations() -> Iterator[Operation]:
    """Yield operations that list long relations by name, forward and backward, and all flows."""
    for flows in ("transferFlows", "visitFlows"):
        for by in ("COUNTRY", "INSTITUTION", "PARTY", "SUBREGION"):
            yield Operation(f"{{ {flows}(by: {by}, {FLOWS} }}", {}, None)
    for node_type in ENTRY_TYPES:
        for relation in RELATIONS[node_type.name].values():
            if relation.is_long and node_type.root is not None:
                for page in ("first: 2", "last: 3", "first: 100"):
                    for order in ("name: ASC", "name: DESC", "name: ASC, lang: PT"):
                        inner = f"{relation.name}({page}, orderBy: [{{{order}}}])"
                        nodes = f"nodes {{ slug {inner} {{ totalCount nodes {{ id }} }} }}"
                        text = f"{{ {node_type.root[1]}(first: 100) {{ {nodes} }} }}"
                        yield Operation(text, {}, None)


def _staged(graph: Graph, staging: Staging) -> Staged:
    nodes = [node for node in graph.nodes if node.type.entry or node.type.name == "StageEvent"]
    return staging.graph(
        [
            NodeRow(label=n.type.name, id=n.id, properties=without_recorded(node_row(n)))
            for n in nodes
        ],
        [
            EdgeRow(
                type=link.edge.name,
                source=link.source.id,
                target=link.target.id,
                properties={k: v for k, v in link_row(link).items() if v is not None},
            )
            for link in graph.links
        ],
    )


def test_lists_and_flows_follow_loads_and_undos(
    service: Service, database_settings: DatabaseSettings
) -> None:
    operations = part_of([*_operations()], 6)

    def check(graph: Graph) -> None:
        trial = Trial(service, graph, Coverage(SCHEMA))
        for operation in operations:
            trial.check_answer(operation)

    with open_staging() as staging:
        graphs = [random_graph(seed) for seed in SEEDS]
        for graph in graphs:
            asyncio.run(load(_staged(graph, staging), database_settings, prune=True))
            check(graph)
        for before, _ in reversed([*pairwise(graphs)]):
            asyncio.run(undo(staging, database_settings))
            check(before)
