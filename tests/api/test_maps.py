"""The maps as they are served: what a line seems to say is what its row says."""

import html
import json
import math
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

import graph_service

SEEDS = Path(__file__).parents[2] / "seeds"
ATLAS = json.loads(
    (Path(graph_service.__file__).parent / "explorer" / "map" / "countries.json").read_text()
)
NARROWEST = 288
"""The width of a map on a phone of 320 px, in pixels: no page shows a smaller one."""
POINTS = 200
"""So many points of a line are looked at, less than 3 units apart."""
EDGE = 8
"""Countries beyond the frame stand this near to its edge, at most."""

Point = tuple[float, ...]


class Dot(NamedTuple):
    """The dot of a country, by its ISO 3166 code."""

    code: str
    place: Point
    radius: float


class Map(NamedTuple):
    """What a page draws.

    Attributes:
        dots: by the name of their countries.
        lines: by the names of the countries that they seem to connect.
        left_out: the rows that are named as not drawn.
        head: the length of an arrow's head.
    """

    dots: dict[str, Dot]
    lines: dict[str, list[Point]]
    left_out: set[str]
    head: float


def numbers(text: str) -> list[Point]:
    found = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]
    return list(zip(found[::2], found[1::2], strict=True))


def text_of(part: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", part)).strip()


def rows_of(page: str) -> set[str]:
    """Return the rows of the table beside the map, as lines and what is left out are named."""
    _, _, table = page.partition('<table class="pairs')
    rows = re.findall('<th scope="row">(.*?)</th><td.*?>(.*?)</td>', table.partition("</table>")[0])
    named = [f"{text_of(start)} → {text_of(end)}" for start, end in rows]
    return {re.sub("→ (within the country)$", r"(\1)", name) for name in named}


def map_in(page: str, codes: dict[str, str]) -> Map | None:
    """Return the map of a page, if it has one."""
    drawn = re.search(r'<svg class="map" viewBox=.*?</svg>', page, re.DOTALL)
    if drawn is None:
        return None
    dots, lines = {}, {}
    for label, x, y, radius in re.findall(
        r'aria-label="([^"]*): from it .*?class="dot" cx="(.*?)" cy="(.*?)" r="(.*?)"',
        drawn[0],
        re.DOTALL,
    ):
        name = html.unescape(label)
        dots[name] = Dot(codes[name], (float(x), float(y)), float(radius))
    for path, title in re.findall(r'<path role="img".*? d="(.*?)".*?<title>(.*?): ', drawn[0]):
        lines[html.unescape(title)] = numbers(path)
    head = re.search('markerWidth="(.*?)"', drawn[0])
    assert head
    left_out = re.search(r"Without a line: (.*?)</p>", page)
    return Map(
        dots,
        lines,
        set(text_of(left_out[1]).split(", ")) if left_out else set(),
        float(head[1]),
    )


def curve(corners: list[Point]) -> Iterator[Point]:
    """Yield points of a Bézier curve, by de Casteljau."""
    for part in range(POINTS + 1):
        t, points = part / POINTS, corners
        while len(points) > 1:
            points = [
                tuple(a * (1 - t) + b * t for a, b in zip(p, q, strict=True))
                for p, q in pairwise(points)
            ]
        yield points[0]


def rings(code: str) -> list[list[Point]]:
    """Return the outlines of a country's parts; none if it is too small or beyond the frame."""
    return [numbers(ring) for ring in ATLAS["shapes"].get(code, "").split("M") if ring]


def is_in(place: Point, ring: list[Point]) -> bool:
    x, y = place
    sides = zip(ring, ring[1:] + ring[:1], strict=True)
    right = [a + (y - b) / (d - b) * (c - a) > x for (a, b), (c, d) in sides if (b > y) != (d > y)]
    return sum(right) % 2 == 1


def holders(place: Point) -> set[str]:
    """Return the country whose outline has a place, or, at sea, that with the nearest corner."""
    inside = {code for code in ATLAS["shapes"] for ring in rings(code) if is_in(place, ring)}
    return inside or {
        min(
            ATLAS["shapes"],
            key=lambda code: min(math.dist(place, p) for ring in rings(code) for p in ring),
        )
    }


def is_at_home(dot: Dot) -> bool:
    """Whether a dot is on its country; those of countries beyond the frame are at its edge."""
    x, y = ATLAS["places"][dot.code]
    width, height = ATLAS["width"], ATLAS["height"]
    if not (EDGE < x < width - EDGE and EDGE < y < height - EDGE):
        a, b = dot.place
        return bool(min(a, b, width - a, height - b) <= EDGE)
    return dot.code in holders(dot.place) or (not rings(dot.code) and dot.place == (x, y))


def check(found: Map) -> None:
    """Check that each line can only be read as what its title says."""
    gap = 3 * ATLAS["width"] / NARROWEST
    assert [name for name, dot in found.dots.items() if not is_at_home(dot)] == []
    for title, corners in found.lines.items():
        points = list(curve(corners))
        length = sum(math.dist(a, b) for a, b in pairwise(points))
        assert length >= found.head, title
        start, end = (found.dots[name] for name in title.split(" → "))
        assert abs(math.dist(points[0], start.place) - start.radius) < 0.2, title
        assert abs(math.dist(points[-1], end.place) - end.radius - found.head) < 0.2, title
        for name, other in found.dots.items():
            if other not in (start, end):
                nearest = min(math.dist(point, other.place) for point in points)
                assert nearest >= other.radius + gap, f"{title} passes {name}"


@pytest.fixture(scope="module")
def codes(pages: httpx.Client) -> dict[str, str]:
    """The countries that can be chosen: their ISO 3166 codes by their names."""
    options = re.findall(
        r'<option value="(\w{3})".*?>(.*?)</option>', pages.get("/en/exchanges").text
    )
    return {html.unescape(name): slug.upper() for slug, name in options}


def test_no_line_of_all_countries_or_of_a_programme_can_be_misread(
    pages: httpx.Client, codes: dict[str, str]
) -> None:
    always = ["", "exchanges", "embed/exchanges?show=map", "stories/prog-pasantias-piloto"]
    stories = {f"stories/{path.stem}" for path in (SEEDS / "programmes").glob("*.yaml")}
    for path in (*always, *sorted(stories)):
        found = map_in(pages.get(f"/en/{path}".rstrip("/")).text, codes)
        assert found or path not in always, path
        if found:
            check(found)


def test_what_was_drawn_under_a_foreign_marker_or_not_at_all_is_a_line(
    pages: httpx.Client, codes: dict[str, str]
) -> None:
    found = map_in(pages.get("/en/exchanges").text, codes)
    assert found
    assert {"Mexico → Ecuador", "Argentina → Guatemala", "Costa Rica → Panama"} <= {*found.lines}


@pytest.mark.parametrize("path", ["exchanges", "exchanges/visits"])
def test_each_row_is_a_line_or_named_as_left_out(
    pages: httpx.Client, codes: dict[str, str], path: str
) -> None:
    for name, code in {"": "", **codes}.items():
        page = pages.get(f"/en/{path}", params={"country": code.lower()} if code else {}).text
        found = map_in(page, codes)
        if found:
            check(found)
            assert {*found.lines} | found.left_out == rows_of(page), name
            assert not {*found.lines} & found.left_out, name
        elif code:
            assert not any("→" in row for row in rows_of(page)), name
