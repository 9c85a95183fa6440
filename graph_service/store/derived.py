"""What loads derive in the graph: flow edges, and the concepts by which searches find an entry.

Flow edges are the pairs that transfers and visits connect, each with their number and slugs.
"""

from __future__ import annotations

from graph_service.model.derived_edges import COUNT, FLOW_EDGES, FlowEdge, edges_to
from graph_service.model.enums import Basis
from graph_service.model.search_meaning import End
from graph_service.model.search_text import CONCEPTS, LINKED, concept_key
from graph_service.model.types import COUNTRY


def _pairs(flow: FlowEdge) -> str:
    """Return the clauses that bind each pair, a and b, and the slugs that connect it, sorted."""
    ends = flow.ends.name
    return (
        # The condition lets Neo4j read the slugs in the order of their index.
        f"MATCH (n:{flow.counted.name}) WHERE n.slug > ''"
        f" MATCH (n)-[:{flow.origin}]->(a:{ends}) MATCH (n)-[:{flow.target}]->(b:{ends})"
        " WITH a, b, n.slug AS slug ORDER BY slug"
        " WITH a, b, collect(slug) AS slugs"
    )


def refresh_statements() -> tuple[str, ...]:
    """Return the statements that replace all flow edges; each returns one row."""
    names = "|".join(flow.name for flow in FLOW_EDGES)
    statements = [f"MATCH ()-[r:{names}]->() DELETE r RETURN count(*)"]
    for flow in FLOW_EDGES:
        values = f"basis: '{Basis.DERIVED.name}', {COUNT}: size(slugs), {flow.slugs}: slugs"
        statements.append(
            f"{_pairs(flow)} CREATE (a)-[:{flow.name} {{{values}}}]->(b) RETURN count(*)"
        )
    return tuple(statements)


def wrong_flows_statement(flow: FlowEdge) -> str:
    """Return the statement whose rows are the ids of pairs with another edge than loads write."""
    stored = f"COLLECT {{ MATCH (a)-[r:{flow.name}]->(b) RETURN [r.{COUNT}, r.{flow.slugs}] }}"
    return (
        f"CALL () {{ {_pairs(flow)} WITH a, b, slugs WHERE {stored} <> [[size(slugs), slugs]]"
        f" RETURN a, b UNION MATCH (a)-[:{flow.name}]->(b)"
        f" WHERE NOT EXISTS {{ (a:{flow.ends.name})<-[:{flow.origin}]-(:{flow.counted.name})"
        f"-[:{flow.target}]->(b:{flow.ends.name}) }} RETURN a, b }}"
        " RETURN a.id AS source, b.id AS target ORDER BY source, target"
    )


_END = " ".join(f"WHEN type(r) IN {[*end.value]} THEN '{end.prefix}'" for end in End)
LINKS = edges_to(*CONCEPTS)
"""The relationship types that link entries to concepts."""
LINKING = (
    f"SET n.{LINKED} = reduce(found = 'type_' + toLower(labels(n)[0]), key IN COLLECT {{"
    f" MATCH (n)-[r:{LINKS}]->(m:{'|'.join(t.name for t in CONCEPTS)})"
    f" WITH m, ['', CASE WHEN NOT m:{COUNTRY.name} THEN NULL {_END} END] AS ends"
    f" UNWIND ends AS end WITH DISTINCT m, end WHERE end IS NOT NULL ORDER BY end, m.id"
    f" RETURN end + {concept_key('m')} }} | found + ' ' + key)"
)
"""Updates a node `n`."""
