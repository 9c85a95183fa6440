"""The cache store: bounded, the least recently used response is evicted first."""

import gc
import tracemalloc

import pytest

from graph_service.api.cache import DIGESTS, CacheStore
from graph_service.api.parameters import Key, Parameters
from graph_service.api.responses import ANY_STATE, Result

STATE = frozenset({"FB:one"})
NEXT = frozenset({"FB:two"})


def key(name: object) -> Key:
    return Parameters(f"{{ {name} }}", None, None).key or pytest.fail("no key")


def result(size: int = 100, state: frozenset[str] | None = STATE) -> Result:
    return Result(status=200, content=bytes(size), state=state)


def test_keys() -> None:
    def variables(value: object) -> object:
        return Parameters("{x}", {"a": 1, "v": value}, None).key  # type: ignore[dict-item]

    different = [1, 1.0, True, "1", [1], None, {"b": 1}, {"b": "1"}]
    assert len({variables(value) for value in different}) == len(different)
    assert Parameters("{x}", {"v": 1, "a": 1}, None).key == variables(1)
    assert Parameters("{x}", {}, None).key == Parameters("{x}", None, None).key
    operations = [("{x}", None, None), ("{x}", None, "x"), ("{y}", None, None)]
    keys = {Parameters(*operation, cost).key for operation in operations for cost in (True, False)}
    assert len(keys) == 2 * len(operations)
    assert Parameters("{x}", {"v": object()}, None).key is None  # type: ignore[dict-item]


def test_the_least_recently_used_is_evicted_first() -> None:
    store = CacheStore(10_000)
    for name in "abcd":
        store.add(key(name), result(1500))
    assert store.evictions == 0
    assert store.get(key("a")) is not None
    store.add(key("e"), result(1500))
    assert [name for name in "abcde" if store.get(key(name))] == ["a", "c", "d", "e"]
    assert store.evictions == 1


def test_the_size_stays_within_the_bound_and_clears_to_zero() -> None:
    store = CacheStore(100_000)
    for number in range(2000):
        store.add(key(number % 700), result(number))
        assert store.bytes <= 100_000
    assert store.evictions > 1000
    store.clear()
    assert (store.bytes, len(store)) == (0, 0)


def test_a_replaced_response_counts_once() -> None:
    store = CacheStore(100_000)
    store.add(key("a"), result())
    size = store.bytes
    store.add(key("a"), result())
    assert (store.bytes, len(store), store.evictions) == (size, 1, 0)


def test_a_response_may_take_a_quarter_of_the_bound() -> None:
    store = CacheStore(100_000)
    store.add(key("a"), result(100))
    store.add(key("large"), result(24_900))
    assert (len(store), store.evictions) == (1, 0)
    store.add(key("large"), result(24_000))
    assert len(store) == 2


def test_only_one_state_is_stored() -> None:
    store = CacheStore(100_000)
    store.add(key("always"), result(state=ANY_STATE))
    store.add(key("a"), result())
    store.add(key("b"), result(state=None))
    assert [name for name in ("always", "a", "b") if store.get(key(name))] == ["always", "a"]
    store.add(key("c"), result(state=NEXT))
    assert [name for name in ("always", "a", "c") if store.get(key(name))] == ["c"]


def test_no_more_memory_is_used_than_is_counted() -> None:
    store = CacheStore(1 << 30)
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(20_000):
            store.add(key(number), result(10, frozenset({"FB:one"})))
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(store) == 20_000
    assert taken <= store.bytes


def test_digests_outlive_responses_and_are_bounded() -> None:
    one, other = frozenset({"FB:one"}), frozenset({"FB:other"})
    store = CacheStore(1)
    for number in range(DIGESTS + 10):
        store.note(key(number), result(10, one))
    assert len(store) == 0
    assert store.digest(key(9)) is None
    assert store.digest(key(10)) == store.digest(key(DIGESTS + 9)) == result(10, one).digest
    assert store.note(key(0), result(11, other)) == result(11, other).digest
    assert store.digest(key(10)) is None
    store.note(key(1), result(10, ANY_STATE))
    assert store.digest(key(1)) is None
