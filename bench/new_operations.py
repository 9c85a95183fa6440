"""Measures how long it takes to parse, validate and plan an operation seen for the first time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from statistics import median

from graphql import GraphQLSchema, parse, validate

from bench.operations import Operation, Variables
from graph_service.api.schema import build_schema, core_schema
from graph_service.compiler.compiler import Compiler


@dataclass(frozen=True, kw_only=True)
class NewOperation:
    """Median milliseconds of this service and of graphql-core, and their ratio."""

    ours: float
    core: float

    @property
    def ratio(self) -> float:
        return self.ours / self.core


def measure_new_operations(
    operations: Mapping[Operation, Variables], repeats: int
) -> Mapping[str, NewOperation]:
    """Time operations whose texts are new, in turns with graphql-core's parse and validate.

    Neo4j's planning of a new statement comes on top; operations of equal shape share a statement.
    """
    schema = core_schema(build_schema())
    compiler = Compiler(schema)
    ours: dict[str, list[float]] = {operation.name: [] for operation in operations}
    core: dict[str, list[float]] = {operation.name: [] for operation in operations}
    for number in range(-3, repeats):  # three rounds to warm up
        for operation, variables in operations.items():
            first, second = (_renamed(operation.text, f"{number + 3}{side}") for side in "ab")
            own = _time(partial(compiler.execution, first, variables))
            plain = _time(partial(_parse_and_validate, schema, second))
            if number >= 0:
                ours[operation.name].append(own)
                core[operation.name].append(plain)
    return {name: NewOperation(ours=median(ours[name]), core=median(core[name])) for name in ours}


def _parse_and_validate(schema: GraphQLSchema, text: str) -> None:
    if errors := validate(schema, parse(text)):
        raise errors[0]


def _renamed(text: str, unique: str) -> str:
    """Return the operation under a new name and with a new alias, so that no cache has it."""
    kind, space, rest = text.partition(" ")
    field = rest.index("{\n") + 2
    return f"{kind}{space}N{unique}{rest[:field]}  a{unique}: __typename\n{rest[field:]}"


def _time(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
