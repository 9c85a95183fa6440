"""Which modules run, and in which order.

The modules marked `slow` have an eighth of the tests and take three quarters of the time. So a run
that names no tests leaves out most of them, and PART chooses which (tests/sizes.py); `make test`
leaves out all. `make proof` runs them all, as does SLOW_ONE_IN=1 make test, which leaves the proofs
small.
"""

import os
from collections import defaultdict
from pathlib import Path

import pytest

from tests.sizes import IS_WHOLE, part_of, size

ONE_IN = size("SLOW_ONE_IN", small=6, whole=1)
"""Of so many slow modules of a command, one runs; none if it is 0."""
LONG = 20
"""Seconds above which a module is named at the end: twice 10, as machines differ."""
COMMANDS = frozenset({"browser", "containers", "http", "nginx", "r"})
"""Marks of tests that a command of their own runs; each runs a part of its slow modules."""
BROWSER = Path(__file__).parent / "browser"
NAMED = "TESTS_ARE_NAMED"


def note_what_was_asked_for(config: pytest.Config) -> None:
    """Record whether tests are named, also for workers: xdist gives them other arguments."""
    if not hasattr(config, "workerinput"):
        is_named = config.args_source is config.ArgsSource.ARGS or config.option.keyword
        os.environ[NAMED] = "1" if is_named or config.option.lf else ""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out slow modules, and sort the others; tests of one module keep their order."""
    needs: dict[Path, set[str]] = defaultdict(set)
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        needs[item.path] |= {*getattr(item, "fixturenames", ()), *marks}
        if "browser" in marks and BROWSER not in item.path.parents:
            raise pytest.UsageError(f"make test-browser only runs {BROWSER}: move {item.nodeid}")
    left_out = set() if os.environ[NAMED] else _left_out(needs)
    config.hook.pytest_deselected(items=[item for item in items if item.path in left_out])
    items[:] = [item for item in items if item.path not in left_out]
    items.sort(key=lambda item: _turn(needs[item.path]))


def _left_out(needs: dict[Path, set[str]]) -> set[Path]:
    slow: dict[frozenset[str], list[Path]] = defaultdict(list)
    for path in sorted(needs):
        if "slow" in needs[path]:
            slow[COMMANDS & needs[path]].append(path)
    if not ONE_IN:
        return {path for group in slow.values() for path in group}
    # Of a small group, such as those in a browser, one runs.
    return {p for g in slow.values() for p in {*g} - {*part_of(g, min(ONE_IN, len(g)))}}


def _turn(needs: set[str]) -> int:
    """Return when a module runs: 0 is first.

    Long modules are first, so that two workers end at about the same time, and modules without a
    database last, to fill what is left. Modules that read the catalogue follow one another, the
    long ones before the others, so that it is loaded once; those that change it come next, as some
    of them don't.
    """
    is_long = bool(needs & {"proof", "slow"})
    if "catalogue" in needs:
        return 1 if is_long else 2
    if is_long:
        return 0
    for turn, fixture in enumerate(("own_catalogue", "database_settings"), start=3):
        if fixture in needs:
            return turn
    return 5


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the modules that should be marked `slow`; what their fixtures start may be shared."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            is_call = isinstance(report, pytest.TestReport) and report.when == "call"
            if is_call and "slow" not in report.keywords:
                seconds[report.nodeid.partition("::")[0]] += report.duration
    for module, taken in seconds.items():
        if taken > LONG and not IS_WHOLE:
            terminalreporter.write_line(f"{module} took {taken:.0f} s: shorten it, or mark it slow")
