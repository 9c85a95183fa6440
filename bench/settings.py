"""The bench's settings, read from environment variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.operations import OPERATIONS, Operation
from bench.sizes import SIZES, Size
from graph_service.errors import SettingsInvalid
from graph_service.settings import DatabaseSettings, read_database_settings


@dataclass(frozen=True, kw_only=True)
class BenchSettings:
    """What a run needs.

    Attributes:
        size: of the graph and the windows.
        operations: what is measured; ratios need all of them.
        cache: where jars, npm packages and the generated graphs lie.
        results: the file that is written.
        database: a Neo4j of the user's own, in place of a managed one.
        tenth: another one, for growth.
    """

    size: Size
    operations: Sequence[Operation]
    cache: Path
    heap: str
    results: Path
    database: DatabaseSettings | None
    tenth: DatabaseSettings | None


def read_bench_settings(environ: Mapping[str, str]) -> BenchSettings:
    """Read the settings, or raise SettingsInvalid naming what is wrong."""
    name = environ.get("SIZE") or "full"
    if name not in SIZES:
        raise SettingsInvalid(f"SIZE is {name!r}: allowed is {', '.join(SIZES)}")
    size = SIZES[name]
    if window := environ.get("WINDOW"):
        size = _scaled(size, window)
    return BenchSettings(
        size=size,
        operations=_operations(environ.get("ONLY") or ""),
        cache=Path(environ.get("CACHE") or ".cache").absolute(),
        heap=environ.get("HEAP") or "1g",
        results=Path(environ.get("RESULTS") or "bench/results.json"),
        database=_database(environ, "BENCH_NEO4J"),
        tenth=_database(environ, "BENCH_TENTH_NEO4J"),
    )


def _scaled(size: Size, window: str) -> Size:
    """Let the window of slow operations be so many seconds, and the others in proportion."""
    try:
        factor = float(window) / size.windows.slow
        if not 0 < factor < 100:
            raise ValueError
    except ValueError:
        raise SettingsInvalid(f"WINDOW is {window!r}: allowed are seconds, such as 10") from None
    windows = size.windows
    scaled = {n: getattr(windows, n) * factor for n in ("fast", "slow", "alone", "warm", "first")}
    return replace(size, windows=replace(windows, **scaled))


def _operations(names: str) -> Sequence[Operation]:
    by_name = {operation.name: operation for operation in OPERATIONS}
    wanted = [name for name in names.split(",") if name] or list(by_name)
    if unknown := [name for name in wanted if name not in by_name]:
        raise SettingsInvalid(f"ONLY has {', '.join(unknown)}: allowed are {', '.join(by_name)}")
    return [by_name[name] for name in wanted]


def _database(environ: Mapping[str, str], prefix: str) -> DatabaseSettings | None:
    if not environ.get(f"{prefix}_URI"):
        return None
    names = ("URI", "USER", "PASSWORD", "DATABASE")
    given = {f"NEO4J_{n}": environ.get(f"{prefix}_{n}") or "" for n in names}
    return read_database_settings(given)
