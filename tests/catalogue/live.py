"""A real database for tests."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

from click.testing import CliRunner, Result
from neo4j import Driver, GraphDatabase

from graph_service.cli import app_for
from graph_service.settings import DatabaseSettings


def command(settings: DatabaseSettings, *arguments: str | Path, **environ: str) -> Result:
    """Run `graph-service …` on a database, in this process."""
    return offline(*arguments, **settings.environ(), **environ)


def offline(*arguments: str | Path, **environ: str) -> Result:
    """Run `graph-service …` without a database, in this process."""
    env = {"LC_ALL": "C", **environ}
    done = CliRunner().invoke(app_for(), [*map(str, arguments)], env=env)
    if isinstance(done.exception, Exception):
        raise done.exception
    return done


@dataclass(frozen=True)
class Live:
    """A database, accessed by a driver of the test's own."""

    settings: DatabaseSettings
    driver: Driver

    @classmethod
    @contextmanager
    def open(cls, settings: DatabaseSettings) -> Iterator["Live"]:
        auth = (settings.user, settings.password)
        with GraphDatabase.driver(
            settings.uri, auth=auth, notifications_min_severity="OFF"
        ) as driver:
            yield cls(settings, driver)

    def rows(self, cypher: LiteralString, **parameters: object) -> list[tuple[Any, ...]]:
        with self.driver.session(database=self.settings.database) as session:
            return [tuple(record.values()) for record in session.run(cypher, dict(parameters))]

    def value(self, cypher: LiteralString, **parameters: object) -> Any:
        ((value,),) = self.rows(cypher, **parameters)
        return value

    def clear(self) -> None:
        self.rows("MATCH (n) DETACH DELETE n")

    def everything(self) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        """All nodes and edges, releases included."""
        nodes = self.rows(
            "MATCH (n) RETURN elementId(n), labels(n), properties(n) ORDER BY elementId(n)"
        )
        edges = self.rows(
            "MATCH (a)-[r]->(b) RETURN elementId(r), type(r), elementId(a), elementId(b),"
            " properties(r) ORDER BY elementId(r)"
        )
        return nodes, edges

    def contents(self) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        """All nodes and edges, without what loads record or sort by, and element ids."""
        nodes = self.rows(
            "MATCH (n) WHERE NOT n:Release|Change|LoadedGraph"
            " RETURN n.id, n {.*, addedIn: null, updatedIn: null, updatedAt: null, z_linked: null}"
            " ORDER BY n.id"
        )
        edges = self.rows(
            "MATCH (a)-[r]->(b)"
            " RETURN type(r) AS t, a.id AS a, b.id AS b, r {.*, z_listKeyEs: null}"
            " ORDER BY t, a, b"
        )
        return nodes, edges

    def invoke(self, *arguments: str | Path, **environ: str) -> Result:
        """Run `graph-service seeds …` on this database, in this process."""
        return command(self.settings, "seeds", *arguments, **environ)

    def run(self, *arguments: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run `graph-service seeds …` on this database, in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "graph_service", "seeds", *map(str, arguments)],
            env={**os.environ, **self.settings.environ(), **environ},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
