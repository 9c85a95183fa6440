"""Practices that share topics, those that share most first.

Operations use no cursors of these lists, as each practice has another list in the same order:
tests/api/test_related.py pages through them.
"""

from collections.abc import Mapping
from typing import Any

from graph_service.model.graph import RELATIONS
from graph_service.model.types import GOOD_PRACTICE
from tests.difference.graph import Graph, Node

from .connections import Connection, World
from .order import Order
from .pages import page_of
from .where import fits


def shared_order(practice: Node) -> Order:
    """Return the order of the list of one practice, whose cursors only it has."""
    return (("sharedCount", "DESC", practice.id),)


def sharing(graph: Graph, practice: Node) -> dict[Node, list[Node]]:
    """Return the related practices, sorted, with the topics that each shares, sorted by id."""
    own = _topics(graph, practice)
    shared = {
        other: sorted(own & _topics(graph, other), key=lambda topic: topic.id)
        for other in graph.of_types([GOOD_PRACTICE])
        if other is not practice
    }
    found = [(other, topics) for other, topics in shared.items() if topics]
    return dict(sorted(found, key=lambda pair: (-len(pair[1]), pair[0].id)))


def _topics(graph: Graph, practice: Node) -> set[Node]:
    return {end for _, end in graph.related(practice, RELATIONS[GOOD_PRACTICE.name]["topics"])}


def related_practices(world: World, practice: Node, arguments: Mapping[str, Any]) -> Connection:
    """Resolve GoodPractice.relatedPractices."""
    shared, where = sharing(world.graph, practice), arguments.get("where")
    order = shared_order(practice)
    page = page_of(
        [node for node in shared if fits(world.graph, node, where)],
        [*shared],
        arguments.get("first"),
        arguments.get("last"),
        None,
        None,
    )
    return Connection(world, [GOOD_PRACTICE], shared, where, order, page)
