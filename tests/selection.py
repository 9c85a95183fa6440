"""Which modules run, and in which order; tests/README.md tells it from outside.

`durations.csv` has the seconds that each module took when `make durations` last measured it. Slow
ones have an eighth of the tests and take three quarters of the time. So a run that names no tests
takes one of ONE_IN bins of them, equal in seconds, which PART chooses (tests/sizes.py); `make test`
takes none. `make proof` takes all, and only them.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from tests.sizes import IS_WHOLE, part_of, size

TESTS = Path(__file__).parent
DURATIONS = TESTS / "durations.csv"
ONE_IN = size("SLOW_ONE_IN", small=6, whole=1)
"""The number of bins of slow modules, for each command; none of them runs if it is 0."""
SLOW = 15
"""Seconds above which a module is slow, and so is one without a figure."""
UNKNOWN = 2 * SLOW
COMMANDS = frozenset({"browser", "http", "r"})
"""Marks of tests that a command of their own runs; each runs a bin of its slow modules."""
UNMEASURED = frozenset({"containers", "nginx"})
"""Marks of tests whose commands run them all."""
SHARED = ("session", "catalogue_address")
"""The scope and the fixture whose set-up serves other modules, too: it is no module's own time."""
NAMED = "TESTS_ARE_NAMED"
_shared_seconds = [0.0]


def pytest_configure(config: pytest.Config) -> None:
    """Record whether tests are named, also for workers: xdist gives them other arguments."""
    if not hasattr(config, "workerinput"):
        is_named = config.args_source is config.ArgsSource.ARGS or config.option.keyword
        os.environ[NAMED] = "1" if is_named or config.option.lf else ""


def read_durations() -> dict[str, int]:
    """Return the seconds of each measured module, by its path below tests/."""
    with DURATIONS.open(encoding="utf-8", newline="") as file:
        return {module: int(seconds) for module, seconds in csv.reader(file)}


def equal_bins(seconds: Mapping[str, int], count: int) -> list[list[str]]:
    """Return the modules in bins of about equal seconds: each goes to the bin with the fewest.

    >>> equal_bins({"a": 60, "b": 30, "c": 20, "d": 10}, 2)
    [['a'], ['b', 'c', 'd']]
    """
    bins: list[list[str]] = [[] for _ in range(count)]
    for module in sorted(seconds, key=lambda name: (-seconds[name], name)):
        min(bins, key=lambda names: sum(seconds[name] for name in names)).append(module)
    return bins


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave modules out, and sort the others; tests of one module keep their order."""
    known = read_durations()
    needs: dict[str, set[str]] = defaultdict(set)
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        needs[_module(item)] |= {*getattr(item, "fixturenames", ()), *marks}
        if "browser" in marks and not _module(item).startswith("browser/"):
            message = f"make test-browser only runs tests/browser: move {item.nodeid}"
            raise pytest.UsageError(message)
    seconds = {module: known.get(module, UNKNOWN) for module in needs}
    left_out = set() if os.environ[NAMED] else _left_out(needs, seconds)
    config.hook.pytest_deselected(items=[item for item in items if _module(item) in left_out])
    items[:] = [item for item in items if _module(item) not in left_out]
    items.sort(key=lambda item: _turn(_module(item), needs, seconds))


def _module(item: pytest.Item) -> str:
    return item.path.relative_to(TESTS).as_posix()


def _left_out(needs: Mapping[str, set[str]], seconds: Mapping[str, int]) -> Iterable[str]:
    slow = [m for m in sorted(needs) if seconds[m] > SLOW and not UNMEASURED & needs[m]]
    if IS_WHOLE:
        return {m for m in needs if seconds[m] <= SLOW and "proof" not in needs[m]}
    groups: dict[frozenset[str], dict[str, int]] = defaultdict(dict)
    for module in slow:
        groups[COMMANDS & needs[module]][module] = seconds[module]
    drawn = {
        module
        for group in groups.values()
        if (count := min(ONE_IN, len(group)))
        for names in part_of(equal_bins(group, count), count)
        for module in names
    }
    return {*slow} - drawn


def _turn(
    module: str, needs: Mapping[str, set[str]], seconds: Mapping[str, int]
) -> tuple[int, int, str]:
    """Return when a module runs: the least is first.

    Slow modules are first, so that two workers end at about the same time, and modules without a
    database last, to fill what is left. Modules that read the catalogue follow one another, so that
    it is loaded once; those that change it come next, as some of them don't.
    """
    rank = (-seconds[module], module)
    is_long = seconds[module] > SLOW or "proof" in needs[module]
    if "catalogue" in needs[module]:
        return (1 if is_long else 2, *rank)
    if is_long:
        return (0, *rank)
    for turn, fixture in enumerate(("own_catalogue", "database_settings"), start=3):
        if fixture in needs[module]:
            return (turn, *rank)
    return (5, *rank)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
    """Add up what fixtures take that modules share."""
    begun = perf_counter()
    try:
        return (yield)
    finally:
        if {fixturedef.scope, fixturedef.argname} & {*SHARED}:
            _shared_seconds[0] += perf_counter() - begun


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Take what is shared from the duration of the test that happened to be the first."""
    report = yield
    report.duration -= _shared_seconds[0]
    _shared_seconds[0] = 0
    return report


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: pytest.ExitCode
) -> None:
    """Write the seconds of modules, if they are measured; else name those that became slow."""
    if exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return  # modules have not run to their end
    seconds: defaultdict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                path = Path(report.nodeid.partition("::")[0])
                seconds[path.relative_to(TESTS.name).as_posix()] += report.duration
    known = read_durations()
    if os.environ.get("MEASURE_DURATIONS"):
        _write({**known, **{module: round(taken) for module, taken in seconds.items()}})
    elif not IS_WHOLE:
        for module, taken in seconds.items():
            if known.get(module, UNKNOWN) <= SLOW and taken > UNKNOWN:
                terminalreporter.write_line(f"{module} took {taken:.0f} s: make durations")


def _write(seconds: Mapping[str, int]) -> None:
    with DURATIONS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows(row for row in sorted(seconds.items()) if (TESTS / row[0]).exists())
