"""Who learned from whom: the matrix, the map and the ring; no database."""

import math
import re
import subprocess
from itertools import combinations, pairwise
from pathlib import Path

import pytest

import graph_service
from bench import npm
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.atlas import RADIUS, arc, arcs_of, atlas, markers, stops_of
from graph_service.explorer.parts.country_flows import (
    Chords,
    Flow,
    chords_of,
    flows_of,
    matrix_of,
)
from graph_service.explorer.parts.facts import Node

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
MAP = Path(graph_service.__file__).parent / "explorer" / "map"
LISTED = Address("en", ("exchange-visits",))
REGION = (
    "ARG BOL BRA CHL COL CRI CUB DOM ECU GTM HND HTI JAM MEX NIC PAN PER PRY SLV URY VEN GUY SUR"
    " BLZ TTO BRB ABW CUW ATG DMA GRD KNA LCA VCT BHS PRI USA CAN ESP ITA FRA PRT GBR AUT"
)
CODES = tuple(REGION.split())


def country(slug: str, name: str) -> Node:
    return {"id": f"Country:{slug}", "slug": slug, "name": name, "iso3": slug.upper()}


PERU, ECUADOR, BARBADOS = (
    country("per", "Peru"), country("ecu", "Ecuador"), country("brb", "Barbados")
)  # fmt: skip


def answer(*pairs: tuple[Node, Node, int], **more: list[tuple[Node, Node, int]]) -> Node:
    """Return an answer with flows."""

    def nodes(items: tuple[tuple[Node, Node, int], ...]) -> Node:
        return {
            "nodes": [
                {
                    "from": {"key": a["id"], "country": a},
                    "to": {"key": b["id"], "country": b},
                    "count": n,
                }
                for a, b, n in items
            ]
        }

    return {"flows": nodes(pairs), **{name: nodes(tuple(items)) for name, items in more.items()}}


def flows(*pairs: tuple[Node, Node, int], **more: list[tuple[Node, Node, int]]) -> list[Flow]:
    return flows_of(answer(*pairs, **more), lambda _a, _b: LISTED)


@pytest.mark.parametrize("codes", [CODES, CODES[:21]])
def test_every_marker_can_be_touched(codes: tuple[str, ...]) -> None:
    """Targets of 24 px by WCAG 2.2, also of islands that are smaller than a pixel."""
    found = markers(codes)
    assert set(found) == set(codes)
    for (a, one), (b, other) in combinations(found.items(), 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= 2 * RADIUS - 0.2, (a, b)
    for marker in found.values():
        assert RADIUS <= marker.x <= atlas().width - RADIUS
        assert RADIUS <= marker.y <= atlas().height - RADIUS


def test_countries_beyond_the_map_stand_at_its_edge() -> None:
    found = markers(("ESP", "CAN", "PER"))
    assert found["ESP"].x > atlas().width - 20
    assert found["CAN"].y < 20
    assert not found["PER"].is_apart
    assert markers(("XXX",)) == {}


def test_an_island_is_connected_with_its_marker() -> None:
    found = markers(CODES)["BRB"]
    assert found.is_apart
    assert (found.home_x, found.home_y) == atlas().places["BRB"]


def test_large_countries_have_shapes() -> None:
    assert {"BRA", "PER", "CRI", "TTO", "CUB"} <= set(atlas().shapes)


def test_an_arc_ends_at_the_edge_of_the_markers() -> None:
    found = markers(("PER", "BRA"))
    numbers = arc(found["PER"], found["BRA"]).replace("M", "").replace("Q", " ").split()
    x, y = map(float, numbers[:2])
    assert math.dist((x, y), (found["PER"].x, found["PER"].y)) == pytest.approx(RADIUS, abs=0.1)


def test_flows_tell_who_taught() -> None:
    (found,) = flows(
        (PERU, ECUADOR, 8), learning=[(PERU, ECUADOR, 2)], teaching=[(PERU, ECUADOR, 1)]
    )
    assert (found.learning, found.teaching, found.mutual) == (2, 1, 5)


def test_the_matrix_has_the_pairs_by_name() -> None:
    found = matrix_of(flows((PERU, ECUADOR, 8), (ECUADOR, PERU, 1), (PERU, PERU, 3)))
    assert [node["slug"] for node in found.origins] == ["ecu", "per"]
    assert [node["slug"] for node in found.targets] == ["ecu", "per"]
    shades = {pair: flow.shade for pair, flow in found.cells.items()}
    assert shades == {
        ("Country:per", "Country:ecu"): 4,
        ("Country:ecu", "Country:per"): 1,
        ("Country:per", "Country:per"): 2,
    }


def test_a_chosen_country_shows_its_part() -> None:
    found = flows((PERU, ECUADOR, 8), (ECUADOR, PERU, 1), (PERU, PERU, 3), (ECUADOR, BARBADOS, 1))
    stops = stops_of([PERU, ECUADOR, BARBADOS], found, "per")
    totals = {stop.code: (stop.gave, stop.received, stop.is_chosen) for stop in stops}
    assert totals == {"BRB": (0, 1, False), "ECU": (2, 8, False), "PER": (8, 1, True)}
    kinds = [(one.flow.count, one.kind) for one in arcs_of(found, stops, "per")]
    assert kinds == [(8, "gave"), (1, "received")]
    assert len(arcs_of(found, stops, None)) == 3


# The ring


def points(path: str) -> list[tuple[float, float]]:
    """Return the ends of the lines of a path, without the radii of its arcs."""
    numbers = [float(n) for n in NUMBER.findall(re.sub(r"A\S+ \S+ 0 0 1", " ", path))]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def angle(point: tuple[float, float]) -> float:
    return math.atan2(point[0], -point[1]) % (2 * math.pi)


def arcs(chords: Chords) -> dict[str, float]:
    """Return the angle that each country's arc spans."""
    found = {}
    for one in chords.arcs:
        start, end = points(one.path)
        found[str(one.country["slug"])] = (angle(end) - angle(start)) % (2 * math.pi)
    return found


def test_an_arc_is_as_long_as_the_number_of_exchanges() -> None:
    """Peru has 3 + 1 = 4, Ecuador 3, Barbados 1."""
    chords = chords_of(flows((PERU, ECUADOR, 3), (BARBADOS, PERU, 1)), None)
    spans = arcs(chords)
    assert spans["per"] == max(spans.values())
    assert spans["per"] / spans["brb"] == pytest.approx(4, rel=0.02)
    assert spans["ecu"] / spans["brb"] == pytest.approx(3, rel=0.02)
    assert sum(spans.values()) < 2 * math.pi


def test_a_ribbon_begins_at_the_origin_and_points_to_the_target() -> None:
    chords = chords_of(flows((PERU, ECUADOR, 3)), None)
    (ribbon,) = chords.ribbons
    places = {str(one.country["slug"]): (one.x, one.y) for one in chords.arcs}
    start, end, _, _, tip, *_ = points(ribbon.path)
    between = (angle(start) + angle(end)) / 2
    assert between == pytest.approx(angle(places["per"]), abs=0.02)
    assert angle(tip) == pytest.approx(angle(places["ecu"]), abs=0.02)


def test_codes_of_all_countries_have_the_same_distance() -> None:
    found = flows((PERU, ECUADOR, 90), (BARBADOS, PERU, 1), (ECUADOR, BARBADOS, 1))
    places = sorted(angle((one.x, one.y)) for one in chords_of(found, None).arcs)
    gaps = [b - a for a, b in pairwise(places)]
    assert all(gap == pytest.approx(2 * math.pi / 3, abs=0.02) for gap in gaps)


def test_what_stays_within_a_country_is_left_out() -> None:
    chords = chords_of(flows((PERU, PERU, 5), (PERU, ECUADOR, 1)), "per")
    assert [ribbon.kind for ribbon in chords.ribbons] == ["gave"]
    assert chords_of(flows((PERU, PERU, 5)), None) == Chords((), ())


@pytest.mark.http
def test_the_shapes_are_built_from_the_lock_file(cache: Path, tmp_path: Path) -> None:
    """`make map` builds them; they are never edited by hand."""
    folder = npm.install(MAP / "source", cache)
    subprocess.run(["node", "build.mjs", str(tmp_path / "map.json")], cwd=folder, check=True)
    assert (tmp_path / "map.json").read_bytes() == (MAP / "countries.json").read_bytes()
