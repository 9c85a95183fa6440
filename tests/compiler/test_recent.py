"""What is kept of texts and plans."""

from graph_service.compiler.recent import Recent


def test_within_its_bound() -> None:
    recent = Recent[int, str](100)
    for n in range(50):
        recent.add(n, str(n), 10)
    assert (len(recent), recent.bytes) == (10, 100)
    assert recent.get(49) == "49"
    assert recent.get(0) is None
    recent.add(100, "large", 13)  # more than an eighth
    assert recent.get(100) is None


def test_what_is_used_again_stays_though_much_comes_once() -> None:
    recent = Recent[str, int](100)
    recent.add("used", 1, 10)
    assert recent.get("used") == 1
    for n in range(1_000):
        recent.add(f"once {n}", n, 10)
    assert recent.get("used") == 1
    assert recent.bytes == 100


def test_what_was_used_again_long_ago_goes() -> None:
    """What is new has its share, however much was used again."""
    recent = Recent[int, int](100)
    for n in range(100):
        recent.add(n, n, 10)
        assert recent.get(n) == n
    assert recent.bytes == 100
    assert [recent.get(n) for n in range(90)] == [None] * 90
    assert recent.get(99) == 99
