"""Which of them does a page have?

Cursors are opaque: a cursor stands for a node under an order, and nobody but the service can write
one. So the reference asks a book of cursors, which knows what the service wrote for each node; thus
both answers hold the same texts.
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
        """Give the cursor of a node in a list of these types in this order."""

    def read(self, types: Sequence[NodeType], order: Order, cursor: str) -> Node | None:
        """Give the node of a cursor of this order; None where it is none."""


@dataclass(frozen=True)
class Page:
    """A part of a list, whether something lies on either side of it, and whether some is lost."""

    nodes: Sequence[Node]
    earlier: bool
    later: bool
    truncated: bool = False


def page_of(
    nodes: Sequence[Node],
    everything: Sequence[Node],
    first: int | None,
    last: int | None,
    after: Node | None,
    before: Node | None,
) -> Page:
    """Cut a page out of nodes in order; `everything` has all nodes that may be, in that order."""
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
