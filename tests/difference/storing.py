"""Stores a graph of Python objects in Neo4j, with the model's own mapping."""

from collections import defaultdict

from neo4j import GraphDatabase

from graph_service.model.edge_properties import EDGE_PROPERTIES
from graph_service.model.storage import CURRENT_ID, StoredValue, stored, stored_node
from graph_service.settings import DatabaseSettings
from tests.graphs import derive

from .graph import Graph, Link, Node

Row = dict[str, StoredValue]


def store(graph: Graph, settings: DatabaseSettings) -> None:
    """Replace the contents of a database, which has its constraints and indexes, by this graph."""
    nodes: dict[str, list[Row]] = defaultdict(list)
    for node in graph.nodes:
        nodes[node.type.name].append(node_row(node))
    links: dict[tuple[str, str, str], list[dict[str, object]]] = defaultdict(list)
    for link in graph.links:
        kind = (link.source.type.name, link.edge.name, link.target.type.name)
        ends = {"source": link.source.id, "target": link.target.id}
        links[kind].append({**ends, "values": link_row(link)})
    with (
        GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver,
        driver.session(database=settings.database) as session,
    ):
        with session.begin_transaction() as write:
            write.run("MATCH (n) DETACH DELETE n")
            for label, rows in nodes.items():
                write.run(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows=rows)
            for (source, edge, target), found in links.items():
                write.run(
                    f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}})"
                    f" MATCH (b:{target} {{id: row.target}})"
                    f" CREATE (a)-[r:{edge}]->(b) SET r = row.values",
                    rows=found,
                )
            write.commit()
        derive(settings)
        session.run("CALL db.awaitIndexes(60)").consume()


def node_row(node: Node) -> Row:
    row = stored_node(node.type, node.slug, node.values)
    if node.current_id is not None:
        row[CURRENT_ID] = node.current_id
    return row


def link_row(link: Link) -> Row:
    row: Row = {}
    own = link.edge.facts.properties if link.edge.facts else ()
    for prop in (*EDGE_PROPERTIES, *own):
        if prop.name in link.values:
            row |= stored(prop, link.values[prop.name])
    if link.edge.name != "CITES":
        row["sources"] = list(link.sources)
    return row
