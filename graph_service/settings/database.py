"""The database."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.settings.declare import required, setting
from graph_service.settings.kinds import NEO4J_URI, SECRET, TEXT


@dataclass(frozen=True, kw_only=True)
class DatabaseSettings:
    """How to connect to Neo4j."""

    uri: str = required(
        "NEO4J_URI",
        NEO4J_URI,
        "URL of Neo4j; `neo4j://` for clusters. Without it, commands other than `serve` use the"
        " Neo4j that `up` is running on DATA",
    )
    user: str = setting("NEO4J_USER", "neo4j", TEXT, "user name")
    password: str = required("NEO4J_PASSWORD", SECRET, "password", shown=False)
    database: str = setting("NEO4J_DATABASE", "neo4j", TEXT, "name of the database")

    def environ(self) -> dict[str, str]:
        """Return these settings as environment variables."""
        return {
            "NEO4J_URI": self.uri,
            "NEO4J_USER": self.user,
            "NEO4J_PASSWORD": self.password,
            "NEO4J_DATABASE": self.database,
        }
