"""The first minute: its addresses, on the catalogue, and its figures."""

from collections import Counter

import pytest

from bench.first_minute import Minute, Visit, kinds_of, visit
from graph_service.settings import DatabaseSettings
from tests.api.serving import PATIENT, served


def _minute(seconds: list[float], status: int = 200) -> Minute:
    visits = [Visit(ended=number, seconds=s, status=200) for number, s in enumerate(seconds)]
    failed = Visit(ended=3, seconds=0.001, status=status)
    return Minute(start="first", ready=31.25, clients=8, visits=[*visits, failed])


def test_a_row_has_the_figures() -> None:
    """Of 1 to 99 ms and one of 1 ms, half are below 49.5 ms, and five above 94."""
    minute = _minute([number / 1000 for number in range(1, 100)])
    assert minute.in_words() == ("| first | 31.2 s | 8 | 50 ms | 95 ms | 0.10 s | 0 of 100 | – |")


def test_failures_and_slow_visits_are_counted() -> None:
    minute = _minute([0.5, 1.5, 1.2, 0.2], 503)
    assert minute.errors == 1
    assert minute.in_words().endswith("| 1.50 s | 1 of 5 | 2 s |")


def test_all_kinds_are_visited_equally_often(catalogue: DatabaseSettings) -> None:
    """In each language 22 pages, the entries of 10 types, pairs of countries, and searches."""
    with served(catalogue, **PATIENT) as client:
        port = client.base_url.port
        assert port is not None
        kinds = kinds_of(port)
        visits = visit(port, [["/healthz"], ["/none"]], clients=2, number=10)
    assert Counter(kind[0][1:3] for kind in kinds) == {"es": 34, "en": 34, "pt": 34}
    assert sorted(len(kind) for kind in kinds if len(kind) > 1)[-3:] == [487, 487, 487]
    assert Counter(found.status for found in visits) == {200: 5, 404: 5}


@pytest.mark.parametrize("path", ["/none"])
def test_a_service_that_is_not_there_fails_a_visit(path: str) -> None:
    (found,) = visit(1, [[path]], clients=1, number=1)
    assert found.status == 0
