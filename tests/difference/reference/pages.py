"""Cutting a page out of a sorted list.

Cursors are opaque, and only the service can create them. So the reference looks them up in a table
of the service's own cursors; both answers then contain the same cursors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from graph_service.model.declare import NodeType
from tests.difference.graph import Node

from .order import Order

DEFAULT_SIZE = 20
LARGEST_SIZE = 100


class Cursors(Protocol):
    """Translates between nodes and cursors."""

    def write(self, types: Sequence[NodeType], order: Order, node: Node) -> str:
        """Return the cursor of a node in a list of these types in this order."""

    def read(self, types: Sequence[NodeType], order: Order, cursor: str) -> Node | None:
        """Return the node of a cursor; None if the cursor doesn't belong to this order."""


@dataclass(frozen=True)
class Page:
    """A page, whether there are nodes before and after it, and how the list was made."""

    nodes: Sequence[Node]
    earlier: bool
    later: bool
    truncated: bool = False
    relaxed: bool = False


def page_of(
    nodes: Sequence[Node],
    everything: Sequence[Node],
    first: int | None,
    last: int | None,
    after: Node | None,
    before: Node | None,
) -> Page:
    """Cut a page out of sorted nodes; `everything` has all nodes that a cursor may name, sorted."""
    place = {node: index for index, node in enumerate(everything)}
    at_or_before = [n for n in nodes if after and place[n] <= place[after]]
    at_or_behind = [n for n in nodes if before and place[n] >= place[before]]
    between = [n for n in nodes if n not in at_or_before and n not in at_or_behind]
    if last is not None:
        cut = max(len(between) - last, 0)
        return Page(between[cut:], bool(at_or_before or cut), bool(at_or_behind))
    size = DEFAULT_SIZE if first is None else first
    rest = between[size:]
    return Page(between[:size], bool(at_or_before), bool(at_or_behind or rest))
