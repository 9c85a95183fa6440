"""GraphML, as networkx reads it."""

import re
from pathlib import Path

import networkx as nx

from graph_service.export.rows import columns_of
from graph_service.model.graph import EDGE_TYPES, PROPERTIES
from graph_service.settings import DatabaseSettings
from tests.export.helpers import AWKWARD_TEXTS, export, manifest, store_awkward_texts


def test_networkx_reads_the_whole_graph_with_its_types(
    own_catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    """Expected values are from seeds/countries/arg.yaml and seeds/exchange-visits."""
    folder = export(own_catalogue, "graphml", tmp_path / "out")
    graph = nx.read_graphml(folder / "graph.graphml")
    counted = manifest(folder)
    assert graph.number_of_nodes() == sum(counted["nodes"].values())
    assert graph.number_of_edges() == sum(counted["edges"].values())
    argentina = graph.nodes["Country:arg"]
    assert argentina["inRegion"] is True
    assert argentina["type"] == "Country"
    assert argentina["label"] == argentina["name"] == argentina["nameEs"] == "Argentina"
    (event,) = (
        data for _, data in graph.nodes(data=True) if data.get("slug") == "kt-blueheart-slv-1"
    )
    assert event["position"] == 1
    edges = graph.get_edge_data("ExchangeVisit:xv-arg-pry-2023", "Country:pry").values()
    assert [e["role"] for e in edges if e["type"] == "ATTENDED_BY"] == ["PEER"]


def test_texts_are_kept_and_characters_illegal_in_xml_are_replaced(
    database_settings: DatabaseSettings, tmp_path: Path
) -> None:
    store_awkward_texts(database_settings)
    folder = export(database_settings, "graphml", tmp_path / "out")
    graph = nx.read_graphml(folder / "graph.graphml")
    for slug, text in AWKWARD_TEXTS.items():
        assert graph.nodes[f"Institution:{slug}"]["nameEs"] == text
    assert graph.nodes["Institution:illegal"]["nameEs"] == "a\ufffdb\ufffdc\ufffd"


def test_every_key_is_declared_once(own_catalogue: DatabaseSettings, tmp_path: Path) -> None:
    text = (export(own_catalogue, "graphml", tmp_path / "out") / "graph.graphml").read_text()
    declared = re.findall(r'<key id="([^"]+)"', text)
    assert len(declared) == len(set(declared))
    assert set(re.findall(r'<data key="([^"]+)"', text)) <= set(declared)


def test_a_property_name_has_one_column_type() -> None:
    """Otherwise a GraphML key would have two types."""
    held = [p for by_name in PROPERTIES.values() for p in by_name.values()]
    for props in (held, [p for e in EDGE_TYPES.values() for p in e.properties]):
        columns = [column for prop in props for column in columns_of(prop)]
        kinds = {(column.name, column.type) for column in columns}
        assert len(kinds) == len({column.name for column in columns})
        assert not {"type", "label"} & {column.name for column in columns}
