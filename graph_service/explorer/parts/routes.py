"""Lines between the dots of a map that keep clear of other dots, and the names beside dots.

Places are complex numbers, x + yj, in units of the drawing. A line is a cubic curve, from the edge
of the dot where it starts to the head of its arrow, whose tip is at the edge of the other dot.

    >>> dots = {"MEX": 20 + 50j, "ECU": 120 + 50j}
    >>> routes_between(dots, [("MEX", "ECU")], frame=140 + 100j)["MEX", "ECU"].path
    'M24.5 50.0C53.3 50.0 86.7 50.0 110.5 50.0'
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

RADIUS = 4.5
"""The radius of a dot."""
HEAD = 5.0
"""The length of an arrow's head."""
MARGIN = 8
"""The least distance from the edge of the drawing to a line or the centre of a dot."""
_CLEAR = 6.0
"""The least distance from a line to the edge of a dot that isn't its own."""
_STEP = 5.0
"""About the distance between points of a line; also the size of the cells that lines share."""
_BENDS = sorted(
    ((near / 8, far / 8) for near, far in product(range(-8, 9), repeat=2)),
    key=lambda bends: (abs(bends[0]) + abs(bends[1]), bends),
)
"""How far the handles of a curve lie beside the straight line, as parts of its length."""
_ASIDE = 6
"""How far a handle moves aside to keep one more point of its line out of the cells of others."""
_CORNERS = [complex(x, y) for x in (-2, 2) for y in (-2, 2)]
"""The offsets from a point of a line to the cells that it takes."""
_LETTER = 6.5
"""The width of a letter of a name, about; a name is twice as high."""
_OUTSIDE, _HIDDEN = 1000, 100
"""What it costs if a name leaves the drawing, or hides a dot or a letter; a point of a line: 1."""
_SIDES: Sequence[tuple[str, complex]] = (("start", 1), ("end", -1), ("middle", -1j), ("middle", 1j))
"""Where a name may stand beside its dot: its anchor, and the direction."""


class Route(NamedTuple):
    """A line: its path, and points of it."""

    path: str
    points: Sequence[complex]


class Label(NamedTuple):
    """The place of a name, and its anchor as in SVG."""

    place: complex
    anchor: str


def routes_between(
    dots: Mapping[str, complex], pairs: Iterable[tuple[str, str]], frame: complex
) -> dict[tuple[str, str], Route]:
    """Return the lines of pairs, the shortest first; others bend to avoid these.

    A pair has none if one of its dots is missing, if both are too near to each other for an arrow,
    or if no curve is clear of other dots.

    Args:
        dots: their centres, by country.
        pairs: of countries, from which to which.
        frame: the lower right corner of the drawing.
    """
    routes: dict[tuple[str, str], Route] = {}
    crowd: set[tuple[int, int]] = set()
    known = {(abs(dots[b] - dots[a]), a, b) for a, b in pairs if a in dots and b in dots}
    for distance, a, b in sorted(known):
        if distance < 2 * (RADIUS + HEAD):
            continue
        others = [dot for code, dot in dots.items() if code not in (a, b)]
        least = math.inf
        for bends in _BENDS:
            cost = distance / _ASIDE * (abs(bends[0]) + abs(bends[1]))
            if cost >= least:
                break
            route = _curve(dots[a], dots[b], *bends)
            cost += sum(_cell(point) in crowd for point in route.points[1:-1])
            if cost < least and _is_clear(route.points, others, frame):
                least, routes[a, b] = cost, route
        if least < math.inf:
            points = routes[a, b].points
            crowd.update(_cell(point + corner) for point in points for corner in _CORNERS)
    return routes


def labels_beside(
    dots: Mapping[str, complex], names: Mapping[str, str], routes: Iterable[Route], frame: complex
) -> dict[str, Label]:
    """Return where names stand: on that side of their dots where they cover least."""
    # What a name would cover, and what that costs.
    covered = [(point, 1) for route in routes for point in route.points]
    covered += [(dot, _HIDDEN) for dot in dots.values()]
    labels = {}
    for code, dot in dots.items():
        half = complex(len(names[code]), 2) * _LETTER / 2
        near = [(p, weight) for p, weight in covered if abs((p - dot).imag) < 4 * _LETTER]
        choices = []
        for anchor, side in _SIDES:
            edge = dot + side * (RADIUS + 3)
            centre = edge + complex(side.real * half.real, side.imag * half.imag)
            cost = sum(weight for point, weight in near if _is_in(point - centre, half, RADIUS))
            if not _is_in(centre - frame / 2, frame / 2 - half):
                cost += _OUTSIDE
            place = complex(round(edge.real, 1), round(centre.imag, 1))
            choices.append((cost, Label(place, anchor), centre))
        _, labels[code], centre = min(choices, key=lambda choice: choice[0])
        first = centre - half.real + _LETTER / 2
        covered += [(first + n * _LETTER, _HIDDEN) for n in range(len(names[code]))]
    return labels


def is_inside(point: complex, frame: complex) -> bool:
    """Whether a point is within the drawing, and not at its edge."""
    return _is_in(point - frame / 2, frame / 2, -MARGIN)


def _is_in(offset: complex, half: complex, margin: float = 0) -> bool:
    """Whether a point is in a box, or nearer to it than a margin, by its offset from the centre."""
    return abs(offset.real) <= half.real + margin and abs(offset.imag) <= half.imag + margin


def _curve(start: complex, end: complex, near: float, far: float) -> Route:
    way = end - start
    one, two = start + way * (1 / 3 + near * 1j), end - way * (1 / 3 - far * 1j)
    a, b = _towards(start, one, RADIUS), _towards(end, two, RADIUS + HEAD)
    count = math.ceil((abs(one - a) + abs(two - one) + abs(b - two)) / _STEP)
    points = [i * a + j * one + k * two + m * b for i, j, k, m in _weights(count)]
    first, *rest = (f"{point.real:.1f} {point.imag:.1f}" for point in (a, one, two, b))
    return Route(f"M{first}C{' '.join(rest)}", points)


@cache
def _weights(count: int) -> list[tuple[float, ...]]:
    """Return the parts that ends and handles have in each point of a cubic curve."""
    parts = [(n / count, 1 - n / count) for n in range(count + 1)]
    return [(s**3, 3 * s * s * t, 3 * s * t * t, t**3) for t, s in parts]


def _towards(start: complex, end: complex, distance: float) -> complex:
    return start + (end - start) / abs(end - start) * distance


def _is_clear(points: Sequence[complex], others: Iterable[complex], frame: complex) -> bool:
    """Whether a line is within the frame and clear of other dots."""
    start, end, clear = points[0], points[-1], RADIUS + _CLEAR
    reach = len(points) * _STEP + 2 * clear
    near = [dot for dot in others if abs(dot - start) + abs(dot - end) < reach]
    return all(is_inside(point, frame) for point in points) and all(
        abs(point - dot) >= clear for dot in near for point in points
    )


def _cell(point: complex) -> tuple[int, int]:
    return int(point.real / _STEP), int(point.imag / _STEP)
