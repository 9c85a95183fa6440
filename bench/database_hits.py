"""Counts what Neo4j reads for an operation, which depends on neither the machine nor its load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from neo4j import GraphDatabase, Session

from bench.operations import Operation, Variables, variables_of
from bench.sizes import GraphSize
from graph_service.compiler.compiler import Compiler
from graph_service.settings import DatabaseSettings

_REQUESTS = 20


def database_hits(
    compiler: Compiler,
    operations: Sequence[Operation],
    size: GraphSize,
    settings: DatabaseSettings,
) -> Mapping[str, float]:
    """Return Neo4j's database hits per request of each operation, on average of 20 requests."""
    auth = (settings.user, settings.password)
    with (
        GraphDatabase.driver(settings.uri, auth=auth) as driver,
        driver.session(database=settings.database, default_access_mode="READ") as session,
    ):
        return {
            operation.name: sum(_hits(compiler, operation, given, session) for given in sets)
            / len(sets)
            for operation in operations
            for sets in (variables_of(operation, size)[:_REQUESTS],)
        }


def _hits(compiler: Compiler, operation: Operation, variables: Variables, session: Session) -> int:
    hits = 0
    steps = compiler.execution(operation.text, variables).steps()
    try:
        step = next(steps)
        while True:
            result = session.run(f"PROFILE {step.text}", {**step.parameters})
            record = result.single(strict=True)
            hits += _hits_of(result.consume().profile)
            step = steps.send(record["row"])
    except StopIteration:
        return hits


def _hits_of(profile: dict[str, Any] | None) -> int:
    """Return the hits of an operator of a profile and of those below it."""
    if profile is None:
        return 0
    return int(profile.get("dbHits", 0)) + sum(map(_hits_of, profile.get("children", ())))
