"""Lists in the order of their names, and flows, of graphs that loads and undos have changed.

Both read what loads derive from edges: it must follow each change of a name, an id or an edge.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from graph_service.model.declare import NodeType
from graph_service.model.edges import EDGES
from graph_service.model.enums import Subregion
from graph_service.model.graph import ENTRY_TYPES, RELATIONS
from graph_service.model.types import (
    COUNTRY,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    INSTITUTION,
    KNOWLEDGE_TRANSFER,
    TOPIC,
)
from graph_service.settings import DatabaseSettings
from tests.catalogue.live import command
from tests.catalogue.seed_files import SeedFiles
from tests.sizes import part_of, size

from .check import Service, Trial
from .coverage import Coverage
from .graph import Graph, Link, Node
from .operations.documents import Operation
from .random_graphs import TEXTS
from .reference.executor import SCHEMA

pytestmark = [pytest.mark.proof, pytest.mark.no_cover]

FLOWS = "first: 1000) { totalCount nodes { id from { key } to { key } count self } }"
SEEDS = range(size("LOADED_GRAPHS", small=2, whole=3))
CITING = {"sources": ["iom"]}
EVENTS = [{"stage": "VISITED", "position": 1}]
REQUIRED: Mapping[NodeType, Mapping[str, Any]] = {
    COUNTRY: {"subregion": "SOUTH_AMERICA", "inRegion": True},
    INSTITUTION: {"kind": "AGENCY", "level": "GLOBAL", **CITING},
    GOOD_PRACTICE: {"themes": ["PROTECTION"], "level": "GLOBAL", **CITING},
    TOPIC: {"scheme": "SUBJECT"},
    EXCHANGE_VISIT: {"kind": "INTERNSHIP", **CITING},
    KNOWLEDGE_TRANSFER: {
        **CITING,
        "basis": "STATED",
        "events": [{"stage": "VISITED", "position": 1}],
    },
}
"""What files of a type declare, beside names and edges."""
NAMES = [text if text[0].isalnum() else f"Z{text}" for text in TEXTS]
"""A name is more than a sign."""
LISTED = ("ABOUT", "IN_COUNTRY", "OWNED_BY", "TRANSFERS")
FLOWING = ("HOSTED_BY", "ATTENDED_BY", "FROM", "TO")
LINKED = [e for e in EDGES if e.name in (*LISTED, *FLOWING) and {e.source, e.target} <= {*REQUIRED}]


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


def _random_graph(seed: int) -> Graph:
    """A graph that files can describe: many entries share a name, and many edges an entry."""
    chance = Random(seed)
    nodes = {kind: [*_nodes(kind, chance)] for kind in REQUIRED}
    links: list[Link] = []
    for edge in LINKED:
        for source in nodes[edge.source]:
            taken = [k.target for k in links if k.source is source and k.edge.name == edge.opposite]
            # With an institution, its country would have to take part.
            taken += [k.source for k in links if k.source.type is INSTITUTION]
            free = [node for node in nodes[edge.target] if node not in taken]
            degree = chance.choice((0, 1) if edge.one else (0, 0, 1, 1, 2, 3, 6))
            targets = chance.sample(free, min(max(degree, edge.required), len(free)))
            links += [Link(edge, source, target, {}) for target in targets]
    return Graph(seed, [node for each in nodes.values() for node in each], links)


def _nodes(node_type: NodeType, chance: Random) -> Iterator[Node]:
    # One list is longer than the default page. A load may remove a tenth of the entries.
    count = 30 if node_type is KNOWLEDGE_TRANSFER else chance.randint(7, 8)
    for number in range(count):
        languages = ["es", *chance.sample(("en", "pt"), chance.randint(0, 2))]
        name = {language: chance.choice(NAMES) for language in languages}
        slug = f"xx{chr(97 + number)}" if node_type is COUNTRY else f"n{number}"
        # Flows by subregion read it.
        region = {"subregion": Subregion.SOUTH_AMERICA} if node_type is COUNTRY else {}
        yield Node(node_type, slug, {"name": name, **region})


def _write(graph: Graph, seeds: SeedFiles) -> None:
    """Replace the files of a folder by those of a graph."""
    for file in seeds.folder.glob("*/*.yaml"):
        file.unlink()
    seeds.source("iom")
    links: dict[Node, dict[str, Any]] = defaultdict(dict)
    for link in graph.links:
        slug, field = link.target.slug, str(link.edge.forward)
        role = {"slug": slug, "role": "PEER"} if link.edge.name == "ATTENDED_BY" else slug
        links[link.source][field] = (
            role if link.edge.one else [*links[link.source].get(field, ()), role]
        )
    for number, node in enumerate(graph.nodes):
        fields = {**node.values, **REQUIRED[node.type], **links[node]}
        if node.type is COUNTRY:
            iso3 = node.slug.upper()
            fields |= {"iso2": iso3[1:], "iso3": iso3, "isoNumeric": f"{900 + number}"}
        text = yaml.safe_dump(fields, allow_unicode=True)
        seeds.put(f"{node.type.folder}/{node.slug}.yaml", text)


def test_lists_and_flows_follow_loads_and_undos(
    service: Service, database_settings: DatabaseSettings, tmp_path: Path
) -> None:
    operations = part_of([*_operations()], 6)
    seeds = SeedFiles(tmp_path / "seeds")
    graphs = [_random_graph(seed) for seed in SEEDS]

    def run(name: str, *arguments: str | Path) -> None:
        done = command(database_settings, "seeds", name, *arguments)
        assert done.exit_code == 0, done.output

    def check(graph: Graph) -> None:
        trial = Trial(service, graph, Coverage(SCHEMA))
        for operation in operations:
            trial.check_answer(operation)

    for graph in graphs:
        _write(graph, seeds)
        run("load", seeds.folder, "--prune", "--yes")
        check(graph)
    for before, _ in reversed([*pairwise(graphs)]):
        run("undo", "--seeds", seeds.folder)
        check(before)
