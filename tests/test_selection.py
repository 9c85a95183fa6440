"""Which modules run: equal bins of slow ones, by measured seconds."""

from itertools import chain

from tests.selection import ONE_IN, SLOW, TESTS, UNKNOWN, equal_bins, read_durations

NEVER_DRAWN = {"api/test_nginx.py", "containers/test_compose.py", "containers/test_database.py"}
"""Modules that `make durations` leaves out."""


def test_bins_are_equal() -> None:
    seconds = {"a": 60, "b": 30, "c": 20, "d": 10, "e": 55}
    assert equal_bins(seconds, 3) == [["a"], ["e"], ["b", "c", "d"]]
    assert equal_bins(seconds, 1) == [["a", "e", "b", "c", "d"]]
    assert equal_bins({}, 2) == [[], []]


def test_the_slow_modules_of_the_project_are_equally_drawn() -> None:
    """Each is in one bin; no bin is longer than another by more than its shortest module."""
    slow = {module: taken for module, taken in read_durations().items() if taken > SLOW}
    bins = equal_bins(slow, ONE_IN or 6)
    assert sorted(chain(*bins)) == sorted(slow)
    sums = [sum(slow[module] for module in names) for names in bins]
    assert max(sums) - min(sums) <= max(min(slow[m] for m in names) for names in bins)


def test_every_module_has_a_figure() -> None:
    """If this fails: make durations ARGS=tests/<the module>. Until then, it counts as slow."""
    assert UNKNOWN > SLOW
    modules = {path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py")}
    modules = {module for module in modules if not module.startswith(("data/", "cases/"))}
    assert modules - NEVER_DRAWN == set(read_durations())
