"""A mistake in a declaration ends the program at once: its rule would never apply."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph_service.model.declare import Edge, Facts
from graph_service.model.edges import EDGES, check_opposite
from graph_service.model.kinds import Kind
from graph_service.model.types import AGREEMENT


def _edge(name: str) -> Edge:
    return next(edge for edge in EDGES if edge.name == name)


@pytest.mark.parametrize(
    ("declare", "message"),
    [
        (
            lambda: replace(AGREEMENT, ordered=(("signed", "expire"),)),
            "Agreement: ordered has expire; its dates are",
        ),
        (
            lambda: replace(AGREEMENT, ordered=(("name", "signed"),)),
            "Agreement: ordered has name; its dates are",
        ),
        (
            lambda: replace(AGREEMENT, weight=17.3),
            "Agreement: weight is 17.3, but needs to be in eighths",
        ),
        (
            lambda: Facts(name="Stay", properties=(), ordered=(("since", "until"),)),
            "Stay: ordered has since",
        ),
        (
            lambda: replace(AGREEMENT.property_of("signed"), years=(1900, 2035)),
            "signed: years are the first one, and how many may lie ahead",
        ),
        (
            lambda: check_opposite(replace(_edge("HOSTED_BY"), opposite="HOSTED")),
            "HOSTED_BY: opposite is HOSTED; allowed are",
        ),
    ],
)
def test_a_mistake_is_reported(declare: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        declare()


def test_what_is_right_is_accepted() -> None:
    day = replace(AGREEMENT.property_of("signed"), years=(1500, 100))
    assert day.kind is Kind.DATE
    assert Facts(name="Stay", properties=(day,), ordered=(("signed", "signed"),)).ordered
    for edge in EDGES:
        check_opposite(edge)
