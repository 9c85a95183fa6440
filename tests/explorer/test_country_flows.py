"""Who learned from whom: the matrix and the map; no database."""

import re
import subprocess
from itertools import permutations
from pathlib import Path

import pytest

import graph_service
from bench import npm
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.atlas import atlas, dots_of, drawing_of
from graph_service.explorer.parts.country_flows import (
    Flow,
    cases_of,
    flows_of,
    matrix_of,
)
from graph_service.explorer.parts.facts import Node, nodes_of, object_in
from graph_service.explorer.parts.routes import RADIUS, Label, labels_beside, routes_between
from graph_service.guide.style import contrast
from graph_service.model.json import Json

MAP = Path(graph_service.__file__).parent / "explorer" / "map"
LISTED = Address("en", ("exchange-visits",))
COUNTRIES = (
    "ARG ABW AUT BLZ BOL BRA CAN CHL COL CRI CUW DOM ECU SLV FRA GTM GUY HND ITA MEX NIC PAN PRY"
    " PER PRT ESP SUR CHE TTO GBR USA URY VEN"
)
"""Those of the catalogue, by ISO 3166 code."""


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


def test_every_pair_of_countries_has_a_line_when_all_are_drawn() -> None:
    dots = dots_of(COUNTRIES.split())
    pairs = [*permutations(dots, 2)]
    assert len(pairs) == 33 * 32
    assert [pair for pair in pairs if not routes_between(dots, [pair], atlas().frame)] == []


def test_a_line_keeps_clear_of_a_dot_in_its_way() -> None:
    dots = {"MEX": 20 + 50j, "GTM": 70 + 52j, "ECU": 120 + 50j}
    (line,) = routes_between(dots, [("MEX", "ECU")], 140 + 100j).values()
    assert min(abs(point - dots["GTM"]) for point in line.points) >= RADIUS + 6


def test_a_line_that_has_no_way_is_left_out() -> None:
    """Beside the dot between them, the frame has room for less than its radius and 6 units."""
    dots = {"MEX": 20 + 12j, "GTM": 70 + 14j, "ECU": 120 + 12j}
    assert routes_between(dots, [("MEX", "ECU")], 140 + 32j) == {}


def test_lines_of_both_directions_do_not_coincide() -> None:
    dots = {"ECU": 20 + 50j, "PER": 60 + 50j}
    one, other = routes_between(dots, [("ECU", "PER"), ("PER", "ECU")], 100 + 100j).values()
    middles = [route.points[len(route.points) // 2] for route in (one, other)]
    assert abs(middles[0] - middles[1]) > 4


def test_a_name_stands_where_it_covers_nothing() -> None:
    dots = {"ECU": 90 + 50j, "PER": 115 + 50j}
    names = {"ECU": "Ecuador", "PER": "Peru"}
    labels = labels_beside(dots, names, [], 200 + 100j)
    assert labels == {"ECU": Label(82.5 + 50j, "end"), "PER": Label(122.5 + 50j, "start")}


def test_countries_beyond_the_map_stand_at_its_edge() -> None:
    dots = dots_of(["ESP", "PRT", "CAN", "PER", "XXX"])
    assert dots.keys() == {"ESP", "PRT", "CAN", "PER"}
    assert (dots["ESP"].real, dots["ESP"].imag) == (atlas().frame.real - 8, 8)
    assert dots["PRT"].real == dots["ESP"].real
    assert dots["CAN"].imag == 8
    assert dots["PER"] == atlas().places["PER"]


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
    drawing = drawing_of([PERU, ECUADOR, BARBADOS], found, "per")
    totals = {
        stop.country["slug"]: (stop.gave, stop.received, stop.is_chosen) for stop in drawing.stops
    }
    assert totals == {"ecu": (2, 8, False), "per": (8, 1, True)}
    assert [(one.flow.count, one.kind) for one in drawing.lines] == [(8, "gave"), (1, "received")]
    assert len(drawing_of([PERU, ECUADOR, BARBADOS], found, None).lines) == 3


def test_flows_without_a_line_are_named() -> None:
    """Within a country, between islands nearer than an arrow, or without a place on the map."""
    lucia, vincent, nowhere = (country(c, c) for c in ("lca", "vct", "xxx"))
    found = flows((PERU, PERU, 1), (lucia, vincent, 2), (PERU, nowhere, 3), (PERU, ECUADOR, 4))
    drawing = drawing_of([PERU, ECUADOR, lucia, vincent, nowhere], found, None)
    assert [flow.count for flow in drawing.left_out] == [1, 2, 3]
    assert [line.flow.count for line in drawing.lines] == [4]


# How far transfers came


def transfer(phase: str, edtf: str | None) -> Node:
    return {"phase": phase, "lastKnown": {"edtf": edtf, "qualifier": "AT"} if edtf else None}


def pair(origin: Node, target: Node, phase: str, *transfers: Node) -> Node:
    (made,) = nodes_of(answer((origin, target, len(transfers)))["flows"])
    reached = {"phase": phase, "phaseLabel": phase.capitalize()}
    return {**made, **reached, "transfers": {"nodes": list(transfers)}}


def test_pairs_that_came_furthest_are_first_with_the_last_fact_of_those() -> None:
    """Ecuador planned a second transfer in 2025; the one in use was last known of in 2024."""
    known = transfer("PREPARATION", "2025"), transfer("IMPLEMENTATION", "2024")
    pairs = [
        pair(PERU, BARBADOS, "ENDED", transfer("ENDED", None)),
        pair(BARBADOS, PERU, "EXPLORATION", transfer("EXPLORATION", "2018")),
        pair(ECUADOR, PERU, "PREPARATION", transfer("PREPARATION", None)),
        pair(PERU, ECUADOR, "IMPLEMENTATION", *known),
        pair(ECUADOR, BARBADOS, "SUSTAINMENT", transfer("SUSTAINMENT", "2020")),
    ]
    found = flows_of({"flows": {"nodes": pairs}}, lambda _a, _b: LISTED)
    shown = [(flow.progress, object_in(flow.phase["lastKnown"]).get("edtf")) for flow in found]
    assert shown == [
        ("used", "2024"), ("used", "2020"), ("prepared", None), ("seen", "2018"), ("ended", None)
    ]  # fmt: skip


def paired(*transfers: tuple[str, list[Node], list[Node]]) -> Node:
    """Return an answer of transfers, each with its phase and the countries at both ends."""
    phases = [phase for phase, _, _ in transfers]
    values: Json = [{"value": name, "count": phases.count(name)} for name in sorted({*phases})]
    nodes: Json = [
        {
            "phase": phase,
            "lastKnown": {"edtf": "2018/2020", "qualifier": "AT"},
            "originCountries": {"nodes": origins},
            "targetCountries": {"nodes": to},
        }
        for phase, origins, to in transfers
    ]
    return {"paired": {"totalCount": len(phases), "facets": [{"values": values}], "nodes": nodes}}


def test_cases_are_transfers_from_one_government_to_another() -> None:
    transfers = Address("en", ("knowledge-transfers",))
    data = paired(
        ("EXPLORATION", [PERU], [ECUADOR]),
        ("PREPARATION", [PERU], [ECUADOR]),
        ("SUSTAINMENT", [PERU], [PERU, ECUADOR]),
        ("SUSTAINMENT", [PERU, ECUADOR], [PERU]),
        ("IMPLEMENTATION", [PERU], [PERU]),
        ("ENDED", [PERU], [ECUADOR]),
    )
    found = cases_of(data, transfers)
    assert (found.known, found.used, found.within) == (4, 1, 2)
    assert found.years == (2020, 2020)
    ends = "with=originCountries&with=targetCountries"
    assert str(found.known_list) == f"/en/knowledge-transfers?{ends}"
    listed = f"/en/knowledge-transfers?{ends}&phase=implementation&phase=sustainment"
    assert str(found.used_list) == listed
    explored = cases_of(data, transfers.with_values("phase", ["exploration"]))
    assert explored.used == 0


@pytest.mark.http
def test_the_shapes_are_built_from_the_lock_file(cache: Path, tmp_path: Path) -> None:
    """`make map` builds them; they are never edited by hand."""
    folder = npm.install(MAP / "source", cache)
    subprocess.run(["node", "build.mjs", str(tmp_path / "map.json")], cwd=folder, check=True)
    assert (tmp_path / "map.json").read_bytes() == (MAP / "countries.json").read_bytes()


@pytest.mark.parametrize("is_dark", [False, True])
def test_lines_stand_out_from_land_and_water(is_dark: bool) -> None:
    css = (MAP.parent / "static" / "site.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#\w+);", f"{light}{dark if is_dark else ''}"))
    lines = re.findall(r"^\.(?:arcs|tip)\b.*$", css, re.MULTILINE)
    used = set(re.findall(r"var\(--(accent|warn|muted)\)", "".join(lines)))
    assert used == {"accent", "warn", "muted"}
    for ground in (_long(colours["paper"]), colours["panel"]):
        assert all(contrast(colours[name], ground) >= 3 for name in used)


def _long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
