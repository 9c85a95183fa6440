"""What is around an entry: its neighbours, in the list and in the drawing; no database."""

import math
from itertools import combinations

import pytest

from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.around import SIZE, SPOT, AroundPage, groups_of, spot
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node, Section, Statement
from graph_service.explorer.site import Site
from graph_service.model.graph import RELATIONS
from graph_service.model.types import GOOD_PRACTICE

HERE = Address("en", ("good-practices", "gp-a", "around"))


def section(relation: str, *ids: str, total: int = 0) -> Section:
    nodes: list[Node] = [{"id": node_id, "name": node_id} for node_id in ids]
    statements = tuple(Statement(node, (), (), {}) for node in nodes)
    declared = RELATIONS[GOOD_PRACTICE.name][relation]
    return Section(declared, declared.label.en, "", statements, total or len(ids))


def test_every_type_has_the_page() -> None:
    found = [page for page in PAGES if isinstance(page, AroundPage)]
    assert len(found) == 10
    page = Site().find(HERE)
    assert isinstance(page, AroundPage)
    assert page.variables(HERE) == {"slug": "gp-a"}


@pytest.mark.parametrize("segments", [("topics", "x", "y"), ("topics", "x", "y", "around")])
def test_longer_addresses_have_no_page(segments: tuple[str, ...]) -> None:
    assert Site().find(Address("en", segments)) is None


def test_neighbours_are_numbered_through_all_relations() -> None:
    groups = groups_of(
        [section("countries", "Country:cri"), section("topics", "Topic:a", "Topic:b", total=9)],
        HERE,
    )
    assert [[one.number for one in group.neighbours] for group in groups] == [[1], [2, 3]]
    assert str(groups[1].neighbours[0].address) == "/en/topics/a/around"


@pytest.mark.parametrize("total", [1, 2, 12, 13, 32, 33, 56])
def test_every_neighbour_can_be_touched(total: int) -> None:
    """Targets of 24 px by WCAG 2.2, within the drawing and off its middle."""
    found = [spot(place, total) for place in range(total)]
    points = [(x, y) for x, y in found if x is not None and y is not None]
    assert len(points) == total
    for one, other in combinations(points, 2):
        assert math.dist(one, other) >= 2 * SPOT
    for x, y in points:
        assert SPOT <= x <= SIZE - SPOT
        assert SPOT <= y <= SIZE - SPOT


def test_neighbours_without_room_are_only_in_the_list() -> None:
    assert spot(56, 57) == (None, None)


def test_a_former_slug_redirects() -> None:
    page = Site().find(HERE)
    assert page is not None
    data: Node = {"goodPractice": {"id": "GoodPractice:gp-b", "slug": "gp-b", "name": "B"}}
    rendered = Site().render(page, HERE, data)
    assert rendered is not None
    assert (rendered.status, str(rendered.moved_to)) == (308, "/en/good-practices/gp-b/around")
    assert Site().render(page, HERE, {"goodPractice": None}) is None


def test_steps_of_a_transfer_are_not_around_it() -> None:
    address = Address("en", ("knowledge-transfers", "kt-a", "around"))
    page = Site().find(address)
    assert page is not None
    country: Node = {"id": "Country:per", "slug": "per", "name": "Peru"}
    step: Node = {"id": "StageEvent:kt-a-1", "stage": "VISITED"}
    transfer: Node = {
        "id": "KnowledgeTransfer:kt-a",
        "slug": "kt-a",
        "name": "A",
        "originCountries": {"totalCount": 1, "edges": [{"node": country}]},
        "events": {"totalCount": 1, "nodes": [step]},
    }
    rows = page.table(address, {"knowledgeTransfer": transfer}).rows
    assert [row[0] for row in rows] == ["originCountries"]
