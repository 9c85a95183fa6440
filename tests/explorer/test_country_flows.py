"""Who learned from whom: the matrix and the map; no database."""

import math
import re
import subprocess
from itertools import combinations
from pathlib import Path

import pytest

import graph_service
from bench import npm
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.atlas import (
    RADIUS,
    Marker,
    arc,
    arcs_of,
    atlas,
    markers,
    stops_of,
)
from graph_service.explorer.parts.country_flows import (
    Flow,
    flows_of,
    learning_of,
    matrix_of,
)
from graph_service.explorer.parts.facts import Node, nodes_of, object_in
from graph_service.guide.style import contrast
from graph_service.model.json import Json

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


def test_an_arc_passes_no_other_marker_if_it_can() -> None:
    start, end, between = (Marker(x, y, x, y, False) for x, y in ((0, 9), (100, 9), (50, 20)))
    assert " 50.0 25.0 " in arc(start, end).replace("Q", " ")
    assert " 50.0 -15.0 " in arc(start, end, [between]).replace("Q", " ")


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
    return {"paired": {"facets": [{"values": values}], "nodes": nodes}}


def test_what_was_only_shown_or_stayed_within_a_country_is_not_learned() -> None:
    transfers = Address("en", ("knowledge-transfers",))
    data = paired(
        ("EXPLORATION", [PERU], [ECUADOR]),
        ("PREPARATION", [PERU], [ECUADOR]),
        ("SUSTAINMENT", [PERU, ECUADOR], [PERU]),
        ("IMPLEMENTATION", [PERU], [PERU]),
        ("IMPLEMENTATION", [PERU, ECUADOR], [ECUADOR, PERU]),
        ("ENDED", [PERU], [ECUADOR]),
    )
    found = learning_of(data, transfers)
    assert (found.learned, found.used, found.within) == (3, 2, 1)
    assert (found.joint, found.years) == (2, (2020, 2020))
    ends = "with=originCountries&with=targetCountries"
    listed = f"/en/knowledge-transfers?{ends}&phase=implementation&phase=sustainment"
    assert str(found.used_list) == listed
    explored = learning_of(data, transfers.with_values("phase", ["exploration"]))
    assert (explored.learned, explored.used) == (0, 0)


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
    used = set(re.findall(r"var\(--(accent|warn|faint|muted)\)", "".join(lines)))
    assert used == {"accent", "warn", "faint", "muted"}
    faded = float(re.findall(r"opacity: ([\d.]+)", "".join(lines))[0])
    for ground in (_long(colours["paper"]), colours["panel"]):
        for name in used:
            assert contrast(colours[name], ground) >= 3
        assert contrast(_mixed(colours["accent"], ground, faded), ground) >= 3


def _long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def _mixed(colour: str, ground: str, part: float) -> str:
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(part * a + (1 - part) * b):02x}" for a, b in pairs)
