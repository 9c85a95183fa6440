"""When a database counts as warm, and what mixed traffic consists of."""

from collections import Counter

import orjson
import pytest

from bench.measure import has_settled
from bench.mixed import REQUESTS, mixed_requests
from bench.operations import OPERATIONS, PRACTICE, variables_of
from bench.sizes import SIZES

FULL = SIZES["full"].graph


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        ([100, 100, 100], False),  # like the one before only twice
        ([100, 100, 100, 100], True),
        ([50, 98, 100, 102, 99], True),
        ([98, 100, 110, 109], False),
        ([100, 100, 100, 100, 90], False),
    ],
)
def test_a_database_is_warm_when_three_windows_were_like_the_one_before(
    rates: list[float], expected: bool
) -> None:
    assert has_settled(rates) is expected


def test_mixed_traffic_has_all_operations_and_is_the_same_in_each_run() -> None:
    requests = list(mixed_requests(FULL))
    assert requests == list(mixed_requests(FULL))
    counts = Counter(operation.name for operation, _ in requests)
    assert counts.keys() == {operation.name for operation in OPERATIONS}
    assert min(counts.values()) > 0.8 * REQUESTS / len(OPERATIONS)


def test_few_entries_get_most_of_the_mixed_traffic() -> None:
    sent = [
        orjson.dumps(given) for operation, given in mixed_requests(FULL) if operation is PRACTICE
    ]
    counts = Counter(sent)
    first, second, *_ = map(orjson.dumps, variables_of(PRACTICE, FULL))
    # 1/(1 + 1/2 + … + 1/200) of 170 requests are 29.
    assert 20 < counts[first] < 40
    assert 8 < counts[second] < 22
    assert len(counts) > 50
