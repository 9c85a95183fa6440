"""The entries with the most neighbours, of each type."""

from neo4j import GraphDatabase

from graph_service.model.graph import ENTRY_TYPES
from graph_service.settings import DatabaseSettings


def largest_entries(settings: DatabaseSettings, count: int) -> dict[str, str]:
    """Return paths such as /countries/per by name, `count` of each type."""
    found: dict[str, str] = {}
    with GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver:
        for node_type in ENTRY_TYPES:
            records, _, _ = driver.execute_query(
                f"MATCH (n:{node_type.name}) RETURN n.slug AS slug, COUNT {{ (n)--() }} AS degree"
                " ORDER BY degree DESC, slug LIMIT $count",
                count=count,
                database_=settings.database,
            )
            for record in records:
                path = f"/{node_type.folder}/{record['slug']}"
                found[f"largest-{node_type.folder}-{record['slug']}"] = path
    return found
