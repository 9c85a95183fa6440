"""The ring of who learned from whom; no database."""

import math
import re
from itertools import pairwise

import pytest

from graph_service.explorer.parts.country_flows import Chords, chords_of
from tests.explorer.test_flows import BARBADOS, ECUADOR, PERU, flows

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


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
