"""A flow: the nodes that connect a pair of ends, with their number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from graph_service.compiler.fields import names
from graph_service.compiler.fields.connections import CONNECTIONS, plan_connection
from graph_service.compiler.fields.flows.ends import ENDS, FLOW_END, FlowEnd, FlowKey
from graph_service.compiler.fields.paging import POSITION, EdgeRow, order_argument
from graph_service.compiler.fields.planner import Sets, cell
from graph_service.compiler.fields.type_system import Field, ObjectType, Plan
from graph_service.compiler.ir.columns import Columns, End
from graph_service.compiler.ir.origins import Constant, Items, Origin
from graph_service.compiler.ir.sources import Among
from graph_service.compiler.ir.values import Part, ScopedId, Value
from graph_service.compiler.language.arguments import ArgumentTree, Leaf
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import NodeType


@dataclass(frozen=True, eq=False)
class Pair(EdgeRow):
    """The row of a pair.

    Attributes:
        of: the type of its object.
        by: the unit at each end.
        conditions: the given `where`, flattened.
    """

    of: ObjectType[Pair]
    by: FlowKey
    conditions: Items

    def item(self, sets: Sets) -> Value:
        """Plan the flow."""
        return self.object(self.of, sets)


def _plan_id(pair: Pair, _: Selected) -> Value:
    scope = f"{pair.of.name}:{pair.by.name}"
    return ScopedId(scope, pair.conditions, pair.columns.expr("{v}.id"))


def flattened(tree: ArgumentTree | None, path: str = "") -> Iterator[Origin]:
    """Yield the paths of an argument, each of a leaf with its value; nulls count as not given.

    >>> given = {"slug": {"eq": Leaf(Constant("a"), "a"), "in": Leaf(Constant(None), None)}}
    >>> [origin.value for origin in flattened(given)]
    ['.slug', '.slug.eq', 'a']
    """
    if path and not isinstance(tree, Leaf):
        yield Constant(path)  # `some: {}` is a condition, too
    match tree:
        case Leaf(origin, value):
            if value is not None:
                yield Constant(path)
                yield origin
        case Mapping():
            for key in sorted(tree):
                yield from flattened(tree[key], f"{path}.{key}")
        case Sequence():
            for index, item in enumerate(tree):
                yield from flattened(item, f"{path}.{index}")


def _end(side: Literal["a", "b"]) -> Plan[Pair]:
    def plan(pair: Pair, selected: Selected) -> Value:
        types = () if pair.by is FlowKey.SUBREGION else ENDS[pair.by]
        end = FlowEnd(pair.planner, Columns(), types)
        value = end.object(FLOW_END, selected.selections)
        return Part(pair.columns.add(End(side, end.key, end.columns)), end.columns, value)

    return plan


def pair_type(
    name: str, description: str, nodes: str, node_type: NodeType, ends: tuple[str, str]
) -> ObjectType[Pair]:
    """Return the object type of a flow.

    Args:
        name: of the type.
        description: for clients.
        nodes: the name of the field of the counted nodes.
        node_type: their type.
        ends: the descriptions of `from` and `to`.
    """
    of = CONNECTIONS[names.connection(node_type.name)]
    return ObjectType(
        name,
        description,
        (
            Field(
                "id",
                "ID!",
                (
                    "The id of the flow, for caches: it depends on `by` and `where`, as `count`"
                    " does. `node` doesn't find it."
                ),
                _plan_id,
            ),
            Field("from", "FlowEnd!", ends[0], _end("a")),
            Field("to", "FlowEnd!", ends[1], _end("b")),
            Field(
                "count",
                "Int!",
                f"The number of {node_type.plural} between the two ends.",
                cell("{k}"),
            ),
            Field("self", "Boolean!", "Whether both ends are the same.", cell("{a} = {b}")),
            Field(
                nodes,
                f"{of.name}!",
                f"The {node_type.plural} that were counted.",
                partial(plan_connection, of, Among(), (node_type,)),
                arguments=(order_argument(node_type.name), *POSITION),
            ),
        ),
    )
