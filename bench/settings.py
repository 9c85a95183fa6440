"""Settings of the benchmark, read from environment variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.operations import ALL_OPERATIONS, OPERATIONS, Operation
from bench.sizes import SIZES, Size
from graph_service.errors import SettingsInvalid
from graph_service.settings import DatabaseSettings, read_settings


@dataclass(frozen=True, kw_only=True)
class BenchSettings:
    """The settings of a run.

    Attributes:
        size: size of the graph, and length of the windows.
        operations: operations to measure; ratios need all of them.
        cache: folder for jars, npm packages and generated graphs.
        heap: heap of a managed Neo4j.
        results: file to write the results to.
        database: the user's own Neo4j; None for a managed one.
        tenth: the same for the graph with a tenth of the practices.
    """

    size: Size
    operations: Sequence[Operation]
    cache: Path
    heap: str
    results: Path
    database: DatabaseSettings | None
    tenth: DatabaseSettings | None

    @property
    def is_whole(self) -> bool:
        """Whether all contenders' operations are measured."""
        return {*OPERATIONS} <= {*self.operations}


def read_bench_settings(environ: Mapping[str, str]) -> BenchSettings:
    """Read the settings.

    Raises:
        SettingsInvalid: if one is wrong; the message names it.
    """
    name = environ.get("SIZE") or "full"
    if name not in SIZES:
        raise SettingsInvalid(f"SIZE is {name!r}; allowed: {', '.join(SIZES)}")
    size = SIZES[name]
    if window := environ.get("WINDOW"):
        size = _scaled(size, window)
    cache = Path(environ.get("CACHE") or ".cache").absolute()
    operations = _operations(environ.get("ONLY") or "")
    # The results of a whole run are committed; others may not replace them.
    is_kept = (size, operations) == (SIZES["full"], list(ALL_OPERATIONS))
    results = Path("bench") if is_kept else cache / "bench"
    return BenchSettings(
        size=size,
        operations=operations,
        cache=cache,
        heap=environ.get("HEAP") or "1g",
        results=Path(environ.get("RESULTS") or results / "results.json"),
        database=_database(environ, "BENCH_NEO4J"),
        tenth=_database(environ, "BENCH_TENTH_NEO4J"),
    )


def _scaled(size: Size, window: str) -> Size:
    """Scale all windows so that the one for slow operations takes this many seconds."""
    try:
        factor = float(window) / size.windows.slow
        if not 0 < factor < 100:
            raise ValueError
    except ValueError:
        raise SettingsInvalid(f"WINDOW is {window!r}; allowed: seconds, such as 10") from None
    windows = size.windows
    scaled = {
        n: getattr(windows, n) * factor for n in ("fast", "slow", "one_client", "warm", "first")
    }
    return replace(size, windows=replace(windows, **scaled))


def _operations(names: str) -> Sequence[Operation]:
    by_name = {operation.name: operation for operation in ALL_OPERATIONS}
    wanted = [name for name in names.split(",") if name] or list(by_name)
    if unknown := [name for name in wanted if name not in by_name]:
        raise SettingsInvalid(f"ONLY has {', '.join(unknown)}; allowed: {', '.join(by_name)}")
    return [by_name[name] for name in wanted]


def _database(environ: Mapping[str, str], prefix: str) -> DatabaseSettings | None:
    if not environ.get(f"{prefix}_URI"):
        return None
    names = ("URI", "USER", "PASSWORD", "DATABASE")
    given = {f"NEO4J_{n}": environ.get(f"{prefix}_{n}") or "" for n in names}
    return read_settings(DatabaseSettings, given)
