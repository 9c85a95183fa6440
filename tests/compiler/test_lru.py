"""The cache of documents and plans."""

from graph_service.compiler.lru import LRU


def test_it_stays_within_its_bound() -> None:
    lru = LRU[int, str](100)
    for n in range(50):
        lru.add(n, str(n), 10)
    assert (len(lru), lru.bytes) == (10, 100)
    assert lru.get(49) == "49"
    assert lru.get(0) is None
    lru.add(100, "large", 13)  # more than an eighth
    assert lru.get(100) is None


def test_entries_used_again_survive_a_flood_of_new_ones() -> None:
    lru = LRU[str, int](100)
    lru.add("used", 1, 10)
    assert lru.get("used") == 1
    for n in range(1_000):
        lru.add(f"once {n}", n, 10)
    assert lru.get("used") == 1
    assert lru.bytes == 100


def test_entries_used_again_long_ago_are_evicted() -> None:
    """New entries keep their share, however many were used again."""
    lru = LRU[int, int](100)
    for n in range(100):
        lru.add(n, n, 10)
        assert lru.get(n) == n
    assert lru.bytes == 100
    assert [lru.get(n) for n in range(90)] == [None] * 90
    assert lru.get(99) == 99
