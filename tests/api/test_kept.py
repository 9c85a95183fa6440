"""What the cache keeps: within its bound, the least recently used goes first."""

import gc
import tracemalloc

from graph_service.api.kept import DIGESTS, Kept, Key
from graph_service.api.outcome import EVERY_STATE, Outcome

STATE = frozenset({"FB:one"})
NEXT = frozenset({"FB:two"})


def key(name: object) -> Key:
    return Key(f"{{ {name} }}", None, b"")


def outcome(size: int = 100, state: frozenset[str] | None = STATE) -> Outcome:
    return Outcome(status=200, content=bytes(size), state=state)


def test_the_least_recently_used_goes_first() -> None:
    kept = Kept(10_000)
    for name in "abcd":
        kept.add(key(name), outcome(1500))
    assert kept.evictions == 0
    assert kept.get(key("a")) is not None
    kept.add(key("e"), outcome(1500))
    assert [name for name in "abcde" if kept.get(key(name))] == ["a", "c", "d", "e"]
    assert kept.evictions == 1


def test_the_bound_holds_and_every_byte_is_given_back() -> None:
    kept = Kept(100_000)
    for number in range(2000):
        kept.add(key(number % 700), outcome(number))
        assert kept.bytes <= 100_000
    assert kept.evictions > 1000
    kept.forget()
    assert (kept.bytes, len(kept)) == (0, 0)


def test_a_response_that_is_replaced_counts_once() -> None:
    kept = Kept(100_000)
    kept.add(key("a"), outcome())
    size = kept.bytes
    kept.add(key("a"), outcome())
    assert (kept.bytes, len(kept), kept.evictions) == (size, 1, 0)


def test_one_response_takes_no_more_than_a_quarter() -> None:
    kept = Kept(100_000)
    kept.add(key("a"), outcome(100))
    kept.add(key("large"), outcome(24_900))
    kept.add(Key("x" * 25_000, None, b""), outcome())
    kept.add(Key("{ y }", None, bytes(25_000)), outcome())
    assert (len(kept), kept.evictions) == (1, 0)
    kept.add(key("large"), outcome(24_000))
    assert len(kept) == 2


def test_only_one_state_is_kept() -> None:
    kept = Kept(100_000)
    kept.add(key("always"), outcome(state=EVERY_STATE))
    kept.add(key("a"), outcome())
    kept.add(key("b"), outcome(state=None))
    assert [name for name in ("always", "a", "b") if kept.get(key(name))] == ["always", "a"]
    kept.add(key("c"), outcome(state=NEXT))
    assert [name for name in ("always", "a", "c") if kept.get(key(name))] == ["c"]


def test_no_more_memory_is_taken_than_is_counted() -> None:
    kept = Kept(1 << 30)
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(20_000):
            kept.add(key(number), outcome(10, frozenset({"FB:one"})))
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(kept) == 20_000
    assert taken <= kept.bytes


def test_digests_outlive_what_is_kept_and_are_bounded_too() -> None:
    one, other = frozenset({"FB:one"}), frozenset({"FB:other"})
    kept = Kept(1)
    for number in range(DIGESTS + 10):
        kept.note(key(number), outcome(10, one))
    assert len(kept) == 0
    assert kept.digest(key(9)) is None
    assert kept.digest(key(10)) == kept.digest(key(DIGESTS + 9)) == outcome(10, one).digest
    assert kept.note(key(0), outcome(11, other)) == outcome(11, other).digest
    assert kept.digest(key(10)) is None
    kept.note(key(1), outcome(10, EVERY_STATE))
    assert kept.digest(key(1)) is None
