"""The map of who learned from whom in Latin America and the Caribbean.

`map/source` builds the shapes of countries from Natural Earth, stretched where countries are small.
Countries beyond the frame stand at its edge, in their direction. `routes` lays the lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from graph_service.explorer.parts.country_flows import Flow, FlowLine, kind_of, touches
from graph_service.explorer.parts.facts import Node
from graph_service.explorer.parts.routes import (
    MARGIN,
    Label,
    Route,
    is_inside,
    labels_beside,
    routes_between,
)

_APART = 22.0
"""The least distance between a dot at the edge and others, so that lines reach each."""
_MARGIN = 1.7
_LETTERS = 24
"""The most letters of a name on the map; the longest of a country has 20."""
_NARROWEST = 150
"""The width of a part of the map, in units of the drawing."""


@dataclass(frozen=True)
class Atlas:
    """What is drawn; its places are complex numbers, as in `routes`.

    Attributes:
        frame: the lower right corner of the drawing.
        shapes: the path of each country within the frame, by ISO 3166 code.
        places: the centre of each country of the world, also beyond the frame.
    """

    frame: complex
    shapes: Mapping[str, str]
    places: Mapping[str, complex]


@dataclass(frozen=True)
class Stop:
    """A country on the map.

    Attributes:
        country: the country.
        dot: where it is drawn.
        name: as shown, not longer than the map has room for.
        label: where it stands.
        gave: the total of its flows to other countries.
        received: the total of its flows from other countries.
        is_chosen: whether the page is about this country.
    """

    country: Node
    dot: complex
    name: str
    label: Label
    gave: int
    received: int
    is_chosen: bool


class Drawing(NamedTuple):
    """The map of flows.

    Attributes:
        stops: the countries at the ends of flows between two countries.
        lines: these flows.
        left_out: flows without a line: within a country, or without a place or a way on the map.
    """

    stops: list[Stop]
    lines: list[FlowLine]
    left_out: list[Flow]


class CloseUp(NamedTuple):
    """A part of the map around a few countries.

    Attributes:
        scale: pixels per unit of the atlas.
        left: of the part, in units of the atlas.
        top: likewise.
        dots: the countries, by ISO 3166 code.
        arrows: their paths.
    """

    scale: float
    left: float
    top: float
    dots: Mapping[str, complex]
    arrows: list[str]


@cache
def atlas() -> Atlas:
    """Return the shapes and places."""
    file = files("graph_service") / "explorer" / "map" / "countries.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    places = {code: complex(x, y) for code, (x, y) in found["places"].items()}
    return Atlas(complex(found["width"], found["height"]), found["shapes"], places)


def dots_of(codes: Iterable[str]) -> dict[str, complex]:
    """Return the dots of countries: at their places, or at free places of the edge.

    Those without a known place have none.
    """
    drawn = atlas()
    places = {code: drawn.places[code] for code in sorted(codes) if code in drawn.places}
    dots = {code: place for code, place in places.items() if is_inside(place, drawn.frame)}
    right, bottom = drawn.frame.real - MARGIN, drawn.frame.imag - MARGIN
    edge = [complex(x, y) for x in range(MARGIN, int(right), 4) for y in (MARGIN, bottom)]
    edge += [complex(x, y) for y in range(MARGIN, int(bottom), 4) for x in (MARGIN, right)]
    for code, place in places.items():
        if code not in dots:
            free = (
                spot for spot in edge if all(abs(spot - dot) >= _APART for dot in dots.values())
            )
            dots[code] = min(free, key=lambda spot: abs(spot - place))
    return dots


def drawing_of(countries: Iterable[Node], flows: Sequence[Flow], chosen: str | None) -> Drawing:
    """Return the map of flows; of those of the chosen country if there is one.

    Args:
        countries: with `iso3`.
        flows: all, also those that are not shown.
        chosen: the slug of a country.
    """
    nodes = {str(node["iso3"]): node for node in countries if node.get("iso3")}
    codes = {node["id"]: code for code, node in nodes.items()}
    shown = [flow for flow in flows if touches(flow, chosen)]
    ends = [(codes.get(flow.origin["id"], ""), codes.get(flow.target["id"], "")) for flow in shown]
    dots, routes = _layout(frozenset(ends))
    names = {code: _shortened(str(nodes[code]["name"])) for code in dots}
    labels = labels_beside(dots, names, routes.values(), atlas().frame)
    between = [flow for flow in flows if not flow.is_domestic]
    stops = [
        Stop(
            nodes[code],
            dot,
            names[code],
            labels[code],
            sum(flow.count for flow in between if flow.origin["id"] == nodes[code]["id"]),
            sum(flow.count for flow in between if flow.target["id"] == nodes[code]["id"]),
            nodes[code]["slug"] == chosen,
        )
        for code, dot in dots.items()
    ]
    laid = [(flow, routes.get(pair)) for flow, pair in zip(shown, ends, strict=True)]
    lines = [FlowLine(flow, route.path, kind_of(flow, chosen)) for flow, route in laid if route]
    return Drawing(stops, lines, [flow for flow, route in laid if not route])


def _shortened(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"


@lru_cache(maxsize=64)
def _layout(
    pairs: frozenset[tuple[str, str]],
) -> tuple[Mapping[str, complex], Mapping[tuple[str, str], Route]]:
    """Return the dots and the lines of pairs: those of a page, in all its languages and forms."""
    dots = dots_of({code for pair in pairs if pair[0] != pair[1] for code in pair})
    return dots, routes_between(dots, pairs, atlas().frame)


def close_up(codes: Iterable[str], arrows: Iterable[tuple[str, str]], pixels: float) -> CloseUp:
    """Return the part of the map that has these countries, or all of it if none has a place.

    Args:
        codes: ISO 3166 codes.
        arrows: from a country to another.
        pixels: the width of the drawing.
    """
    frame, dots = atlas().frame, dots_of({*codes})
    corners = [*dots.values()] or [0, frame]
    left, right = (edge(corner.real for corner in corners) for edge in (min, max))
    top, bottom = (edge(corner.imag for corner in corners) for edge in (min, max))
    ratio = frame.imag / frame.real
    width = max(right - left, (bottom - top) / ratio) * _MARGIN
    width = min(max(width, _NARROWEST), frame.real)
    left = min(max((left + right - width) / 2, 0), frame.real - width)
    top = min(max((top + bottom - width * ratio) / 2, 0), frame.imag - width * ratio)
    paths = [route.path for route in routes_between(dots, arrows, frame).values()]
    return CloseUp(pixels / width, left, top, dots, paths)
