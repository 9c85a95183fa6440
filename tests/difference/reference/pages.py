"""Cutting a page out of a sorted list.

Cursors are opaque, and only the service can create them. So the reference looks them up in a table
of the service's own cursors; both answers then contain the same cursors.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from graph_service.model.declare import NodeType
from tests.difference.graph import Node

from .order import Order

T = TypeVar("T")
DEFAULT_SIZE = 20
LARGEST_SIZE = 100


@dataclass(frozen=True)
class FlowList:
    """What a list of flows depends on.

    Attributes:
        field: of Query.
        by: the unit at the ends.
        where: the condition.
        order: the sort order.
    """

    field: str
    by: str
    where: Mapping[str, Any] | None
    order: Order


class Cursors(Protocol):
    """Translates between nodes and cursors."""

    def write(self, types: Sequence[NodeType], order: Order, node: Node) -> str:
        """Return the cursor of a node in a list of these types in this order."""

    def read(self, types: Sequence[NodeType], order: Order, cursor: str) -> Node | None:
        """Return the node of a cursor; None if the cursor doesn't belong to this order."""

    def flows(self, flow_list: FlowList) -> Mapping[str, tuple[str, str]]:
        """Return the id and the cursor of each flow in a list, by the keys of its ends."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """A page, whether there are items before and after it, and how the list was made."""

    nodes: Sequence[T]
    earlier: bool
    later: bool
    truncated: bool = False


def page_of(
    nodes: Sequence[T],
    everything: Sequence[T],
    first: int | None,
    last: int | None,
    after: T | None,
    before: T | None,
    default: int = DEFAULT_SIZE,
) -> Page[T]:
    """Cut a page out of sorted items; `everything` has all items that a cursor may name, sorted."""
    place = {node: index for index, node in enumerate(everything)}
    at_or_before = [n for n in nodes if after and place[n] <= place[after]]
    at_or_behind = [n for n in nodes if before and place[n] >= place[before]]
    between = [n for n in nodes if n not in at_or_before and n not in at_or_behind]
    if last is not None:
        cut = max(len(between) - last, 0)
        return Page(between[cut:], bool(at_or_before or cut), bool(at_or_behind))
    size = default if first is None else first
    rest = between[size:]
    return Page(between[:size], bool(at_or_before), bool(at_or_behind or rest))
