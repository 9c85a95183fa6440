"""What a new operation costs: parse, validate and plan, over graphql-core's parse and validate."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from graphql import GraphQLSchema, parse, validate

from bench.operations import Operation, Variables
from graph_service.api.types import build_schema
from graph_service.api.types.schema import core_schema
from graph_service.compiler.compiler import Compiler


@dataclass(frozen=True, kw_only=True)
class NewOperation:
    """Medians in milliseconds, and the one over the other."""

    ours: float
    core: float

    @property
    def ratio(self) -> float:
        return self.ours / self.core


def measure_new_operations(
    operations: Mapping[Operation, Variables], repeats: int
) -> Mapping[str, NewOperation]:
    """Time operations whose texts were never seen, in turn with graphql-core alone.

    Statements that are new to Neo4j cost it more on top of this; equal shapes share one statement.
    """
    schema = core_schema(build_schema())
    compiler = Compiler(schema)
    ours: dict[str, list[float]] = {operation.name: [] for operation in operations}
    core: dict[str, list[float]] = {operation.name: [] for operation in operations}
    for number in range(-3, repeats):
        for operation, variables in operations.items():
            first, second = (_renamed(operation.text, f"{number + 3}{side}") for side in "ab")
            mine = _time(partial(compiler.execution, first, variables))
            plain = _time(partial(_parse_and_validate, schema, second))
            if number >= 0:
                ours[operation.name].append(mine)
                core[operation.name].append(plain)
    return {name: NewOperation(ours=_median(ours[name]), core=_median(core[name])) for name in ours}


def _parse_and_validate(schema: GraphQLSchema, text: str) -> None:
    if errors := validate(schema, parse(text)):
        raise errors[0]


def _renamed(text: str, unique: str) -> str:
    """Give the text another name and another alias, so that no cache knows it."""
    kind, space, rest = text.partition(" ")
    field = rest.index("{\n") + 2
    return f"{kind}{space}N{unique}{rest[:field]}  a{unique}: __typename\n{rest[field:]}"


def _time(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)
