"""Settings of the benchmark."""

from pathlib import Path

import pytest

from bench.operations import ALL_OPERATIONS, FLOWS, PRACTICE
from bench.settings import read_bench_settings
from graph_service.errors import SettingsInvalid


def test_defaults() -> None:
    settings = read_bench_settings({})
    assert settings.size.graph.practices == 100_000
    assert tuple(settings.operations) == ALL_OPERATIONS
    assert settings.is_whole
    assert settings.results == Path("bench/results.json")
    assert settings.database is None


@pytest.mark.parametrize("environ", [{"SIZE": "small"}, {"SIZE": "million"}, {"ONLY": "flows"}])
def test_the_committed_results_are_those_of_a_whole_run(environ: dict[str, str]) -> None:
    settings = read_bench_settings({**environ, "CACHE": "cache"})
    assert settings.results == Path("cache/bench/results.json").absolute()


def test_a_million_practices_are_compared_with_a_tenth() -> None:
    size = read_bench_settings({"SIZE": "million"}).size
    assert (size.graph.practices, size.tenth.practices) == (1_000_000, 100_000)


def test_a_window_scales_all_windows() -> None:
    windows = read_bench_settings({"WINDOW": "5"}).size.windows
    assert (windows.slow, windows.fast, windows.one_client) == (5, 2.5, 1.5)


def test_operations_and_databases_can_be_named() -> None:
    settings = read_bench_settings(
        {
            "SIZE": "small",
            "ONLY": "flows,practice",
            "BENCH_NEO4J_URI": "bolt://127.0.0.1:7687",
            "BENCH_NEO4J_PASSWORD": "x",
        }
    )
    assert list(settings.operations) == [FLOWS, PRACTICE]
    assert settings.database is not None
    assert settings.database.user == "neo4j"


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"SIZE": "huge"}, "SIZE is 'huge'; allowed: full, million, small"),
        ({"WINDOW": "long"}, "WINDOW is 'long'"),
        ({"WINDOW": "0"}, "WINDOW is '0'"),
        ({"ONLY": "practice,nothing"}, "ONLY has nothing"),
        ({"BENCH_NEO4J_URI": "bolt://127.0.0.1:1"}, "PASSWORD"),
    ],
)
def test_invalid_settings_are_rejected(environ: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsInvalid, match=message):
        read_bench_settings(environ)
