"""Every field and order of the schema, and filters, on the catalogue, checked by invariants.

- A condition and its negation partition all entries; with null, both count as not given.
- An order neither loses nor adds entries.
- A connection's nodes are its edges' nodes, as many as it counts.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    get_named_type,
    is_leaf_type,
)

from graph_service.api.engine import Engine
from graph_service.model.declare import NodeType
from graph_service.model.types import NODE_TYPES
from graph_service.settings import Times
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.api.asking import data_of
from tests.api_schema import api_schema
from tests.limits import WIDE
from tests.sizes import part_of

SCHEMA = api_schema()
ROOTED = [t for t in NODE_TYPES if t.root]
VALUES: dict[str, list[str] | list[list[str]]] = {
    "contains": ["a", "ó", ""], "startsWith": ["c"], "eq": ["2018", "cri"], "in": [["2018", "x"]],
    "has": ["2015"], "hasAny": [["2015", "ñ"]], "possiblyIn": ["2018"], "within": ["2018/2024"],
    "before": ["2019"], "after": ["2019-06"],
}  # fmt: skip


@pytest.fixture
def engine(catalogue_database: Database) -> Engine:
    """An engine with wider limits than clients have."""
    return Engine(SCHEMA, Reader(catalogue_database, deadline=Times.operation), limits=WIDE)


def _object(name: str) -> GraphQLObjectType:
    found = SCHEMA.type_map[name]
    assert isinstance(found, GraphQLObjectType)
    return found


def _input(name: str) -> GraphQLInputObjectType:
    found = SCHEMA.type_map[name]
    assert isinstance(found, GraphQLInputObjectType)
    return found


def _selection(type_name: str, depth: int) -> str:
    """Select every field, relations to a depth."""
    parts = []
    for name, field in _object(type_name).fields.items():
        named = get_named_type(field.type)
        if is_leaf_type(named):
            parts.append(name)
        elif named.name.endswith("Connection") and depth:
            edge = get_named_type(_object(named.name).fields["edges"].type).name
            own = [
                n for n, f in _object(edge).fields.items() if is_leaf_type(get_named_type(f.type))
            ]
            has_sources = "sources" in _object(edge).fields
            parts.append(
                f"{name} {{ totalCount nodes {{ id }} pageInfo {{ hasNextPage endCursor }}"
                f" edges {{ {' '.join(own)} node {{ id }}"
                f" {'sources { id }' if has_sources else ''} }} }}"
            )
        elif not named.name.endswith("Connection") and (
            depth or named.name in ("PartialDate", "EdgeFacts")
        ):
            parts.append(f"{name} {{ {_selection(named.name, 0)} }}")
    return " ".join(parts)


def _connections(answer: Any) -> Iterator[dict[str, Any]]:
    if isinstance(answer, dict):
        if "totalCount" in answer and "edges" in answer:
            yield answer
        for value in answer.values():
            yield from _connections(value)
    elif isinstance(answer, list):
        for item in answer:
            yield from _connections(item)


@pytest.mark.parametrize("node_type", ROOTED, ids=lambda t: t.name)
async def test_every_field(node_type: NodeType, engine: Engine) -> None:
    assert node_type.root
    many = node_type.root[1]
    query = f"{{ {many}(first: 100) {{ totalCount nodes {{ {_selection(node_type.name, 1)} }} }} }}"
    data = await data_of(engine, query)
    listed = data[many]
    assert len(listed["nodes"]) == min(listed["totalCount"], 100) > 0
    for connection in _connections(listed["nodes"]):
        nodes = [node["id"] for node in connection["nodes"]]
        assert nodes == [edge["node"]["id"] for edge in connection["edges"]]
        assert len(nodes) == min(connection["totalCount"], 20)
        assert connection["pageInfo"]["hasNextPage"] is (connection["totalCount"] > 20)
        assert all(edge.get("basis", "STATED") is not None for edge in connection["edges"])


def _literals(name: str, filter_type: GraphQLInputObjectType) -> Iterator[str]:
    """Yield literals for an operator of a filter."""
    field_type = filter_type.fields[name].type
    named = get_named_type(field_type)
    bare = field_type.of_type if isinstance(field_type, GraphQLNonNull) else field_type
    if isinstance(named, GraphQLEnumType):
        values = list(named.values)[:3]
        yield from (
            [f"[{v}, {values[0]}]" for v in values] if isinstance(bare, GraphQLList) else values
        )
    elif isinstance(named, GraphQLScalarType) and named.name == "Boolean":
        yield from ("true", "false")
    elif isinstance(named, GraphQLScalarType) and named.name == "Int":
        number = "2018" if name in ("year", "inOrBy") else "2"
        yield f"[{number}, 1]" if isinstance(bare, GraphQLList) else number
    elif isinstance(named, GraphQLScalarType) and named.name == "DateTime":
        yield '"2026-11-24T15:30:00Z"'
    else:
        for value in VALUES[name]:
            items = value if isinstance(value, list) else [value]
            texts = [f'"{item}"' for item in items]
            yield f"[{', '.join(texts)}]" if isinstance(bare, GraphQLList) else texts[0]
    yield "null"


def _conditions(node_type: NodeType) -> Iterator[str]:
    """Yield a condition for each operator of each property, and for each quantifier."""
    for name, field in _input(f"{node_type.name}Where").fields.items():
        named = get_named_type(field.type)
        if name in ("and", "or", "not") or not isinstance(named, GraphQLInputObjectType):
            continue
        if named.name.endswith("Filter"):
            for operator in named.fields:
                if operator != "lang":
                    for literal in _literals(operator, named):
                        yield f"{{{name}: {{{operator}: {literal}}}}}"
        elif named.name.endswith("Relation"):
            for quantifier in named.fields:
                yield f"{{{name}: {{{quantifier}: {{}}}}}}"
                condition = '{not: {slug: {contains: "a"}}, edge: {basis: {eq: STATED}}}'
                yield f"{{{name}: {{{quantifier}: {condition}}}}}"
        elif name != "edge":
            yield f'{{{name}: {{slug: {{contains: "e"}}, edge: {{basis: {{eq: STATED}}}}}}}}'


@pytest.mark.proof  # Neo4j takes 0.1 s to plan the two conditions of an operator
@pytest.mark.parametrize("node_type", ROOTED, ids=lambda t: t.name)
async def test_a_condition_and_its_negation_partition_all_entries(
    node_type: NodeType, engine: Engine
) -> None:
    assert node_type.root
    many = node_type.root[1]
    conditions = part_of(list(_conditions(node_type)), 16)
    for start in range(0, len(conditions), 12):
        some = conditions[start : start + 12]
        parts = [
            f"y{i}: {many}(where: {c}) {{ totalCount }}"
            f" n{i}: {many}(where: {{not: {c}}}) {{ totalCount }}"
            for i, c in enumerate(some)
        ]
        query = f"{{ all: {many} {{ totalCount }} {' '.join(parts)} }}"
        data = await data_of(engine, query)
        counts = {key: value["totalCount"] for key, value in data.items()}
        for i, condition in enumerate(some):
            found, others = counts[f"y{i}"], counts[f"n{i}"]
            if "null" in condition:
                assert found == others == counts["all"], condition
            else:
                assert found + others == counts["all"], condition


@pytest.mark.proof
@pytest.mark.parametrize("node_type", ROOTED, ids=lambda t: t.name)
async def test_an_order_keeps_all_entries(node_type: NodeType, engine: Engine) -> None:
    assert node_type.root
    many = node_type.root[1]
    keys = [key for key in _input(f"{node_type.name}Order").fields if key != "lang"]
    where = ', where: {text: "?"}' if "relevance" in keys else ""
    parts = [
        f"{key}{direction}: {many}(first: 100, orderBy: [{{{key}: {direction}}}]{where})"
        f" {{ nodes {{ id }} }}"
        for key in keys
        for direction in ("ASC", "DESC")
    ]
    query = f"{{ all: {many} {{ totalCount }} {' '.join(part_of(parts, 3))} }}"
    data = await data_of(engine, query)
    total = data.pop("all")["totalCount"]
    for order, page in data.items():
        ids = {node["id"] for node in page["nodes"]}
        assert len(ids) == len(page["nodes"]) == min(total, 100), order
