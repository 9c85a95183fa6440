"""What is around an entry in two steps: the drawing, and the addresses; no database."""

import math
from itertools import combinations

import pytest

from graph_service.explorer.pages.around import RINGS, SIZE, SPOT, rings_of, spots_of
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node
from graph_service.explorer.site import Site
from graph_service.model.graph import ENTRY_TYPES

HERE = Address("en", ("good-practices", "gp-a", "around"))
CENTER = "GoodPractice:gp-a"


def country(slug: str, *practices: str) -> Node:
    nodes = [{"id": f"GoodPractice:{other}", "name": other} for other in practices]
    return {"id": f"Country:{slug}", "name": slug, "next": {"nodes": nodes}}


def test_countries_and_practices_have_the_page_and_others_lead_to_the_entry() -> None:
    site, shown = Site(), set()
    for node_type in ENTRY_TYPES:
        assert node_type.root is not None
        address = Address("es", (str(node_type.folder), "x", "around"))
        page = site.find(address)
        assert page is not None
        assert page.variables(address)["slug"] == "x"
        if not page.is_former:
            shown.add(node_type.name)
            continue
        entry = {node_type.root[0]: {"id": f"{node_type.name}:y"}}
        assert str(page.place(address, entry)) == f"/es/{node_type.folder}/y"
    assert shown == {"Country", "GoodPractice"}


@pytest.mark.parametrize("segments", [("topics", "x", "y"), ("topics", "x", "y", "around")])
def test_longer_addresses_have_no_page(segments: tuple[str, ...]) -> None:
    assert Site().find(Address("en", segments)) is None


def test_the_second_ring_has_what_the_first_does_not() -> None:
    firsts = [country("a", "gp-a", "x", "y"), country("b", "y", "z"), country("a", "x", "y")]
    inner, outer = rings_of(firsts, CENTER)
    assert [node["name"] for node in inner] == ["a", "b"]
    # Between the two first ones is what both lead to.
    assert [node["name"] for node in outer] == ["x", "y", "z"]


def test_only_those_with_most_ties_are_drawn() -> None:
    firsts = [country(str(i), f"x{i}", f"y{i}", "of-all") for i in range(20)]
    inner, outer = rings_of(firsts, CENTER)
    assert (len(inner), len(outer)) == (14, 24)
    assert "of-all" in {node["name"] for node in outer}


def test_every_neighbour_can_be_touched() -> None:
    """Targets of 24 px by WCAG 2.2, within the drawing and off its middle."""
    full = [[country(f"{ring}-{i}") for i in range(room)] for ring, (_, room) in enumerate(RINGS)]
    points = [*spots_of(full).values()]
    assert len(points) == 14 + 24
    for one, other in combinations([*points, (SIZE / 2, SIZE / 2)], 2):
        assert math.dist(one, other) >= 2 * SPOT
    assert all(SPOT <= number <= SIZE - SPOT for point in points for number in point)


def test_a_former_slug_redirects() -> None:
    page = Site().find(HERE)
    assert page is not None
    data: Node = {"goodPractice": {"id": "GoodPractice:gp-b", "slug": "gp-b", "name": "B"}}
    rendered = Site().render(page, HERE, data)
    assert rendered is not None
    assert (rendered.status, str(rendered.moved_to)) == (308, "/en/good-practices/gp-b/around")
    assert Site().render(page, HERE, {"goodPractice": None}) is None
