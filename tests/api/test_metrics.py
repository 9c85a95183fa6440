"""/metrics, read by Prometheus' own parser after known requests."""

from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from graph_service.api.app import App
from graph_service.api.metrics import MAX_OPERATIONS, Metrics, OperationNames
from graph_service.settings import (
    DatabaseSettings,
    MetricsSettings,
    ServeSettings,
    ServiceSettings,
)
from graph_service.telemetry import Operation, RequestRecord
from tests.api.serving import NO_DATABASE, cold_app, served

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]
TOPICS = {"query": "query Topics { topics(first: 1) { totalCount } }"}


def samples(text: str) -> Samples:
    return {
        (sample.name.removeprefix("graph_service_"), frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def value(found: Samples, name: str, **labels: str) -> float | None:
    return found.get((name, frozenset(labels.items())))


def requests(found: Samples) -> dict[tuple[str, str, str], float]:
    return {
        (labels["operation"], labels["outcome"], labels["cache"]): number
        for (name, pairs), number in found.items()
        if name == "requests_total" and (labels := dict(pairs))
    }


@pytest.fixture
async def app(catalogue: DatabaseSettings) -> AsyncIterator[App]:
    app = cold_app(ServeSettings(database=catalogue))
    async with app.router.lifespan_context(app):
        yield app


async def test_requests_are_counted(app: App) -> None:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        for _ in range(3):
            await client.post("/graphql", json=TOPICS)
        await client.post("/graphql", json={"query": "{ __typename }"})
        for _ in range(2):
            await client.post("/graphql", json={"query": "query Wrong { nothing }"})
        await client.post("/graphql", content=b"x")
        await client.get("/healthz")
        await client.get("/nowhere")
        await client.get("/metrics")
        response = await client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    found = samples(response.text)
    assert requests(found) == {
        ("Topics", "ok", "miss"): 1,
        ("Topics", "ok", "hit"): 2,
        ("(anonymous)", "ok", "miss"): 1,
        ("(none)", "GRAPHQL_VALIDATION_FAILED", "miss"): 2,
        ("(none)", "UNSUPPORTED_MEDIA_TYPE", "none"): 1,
    }
    for name in ("request_seconds", "database_seconds"):
        assert value(found, f"{name}_count", operation="Topics") == 3
        assert 0 < (value(found, f"{name}_sum", operation="Topics") or 0) < 30
        assert value(found, f"{name}_bucket", operation="Topics", le="+Inf") == 3
    assert value(found, "database_seconds_sum", operation="(anonymous)") == 0
    assert value(found, "planning_seconds_count", reader="client") == 1  # the only one that read
    assert value(found, "other_responses_total", status="200") == 2  # healthz, and metrics before
    assert value(found, "other_responses_total", status="404") == 1
    cache = app.graphql.engine.cache
    assert cache is not None
    assert value(found, "cache_entries") == len(cache.store) == 2
    assert value(found, "cache_bytes") == cache.store.bytes > 1000
    assert value(found, "cache_evictions_total") == value(found, "unsettled_reads_total") == 0
    assert value(found, "requests_in_flight") == 1  # this one
    assert value(found, "reads_in_flight") == 0
    assert (value(found, "database_up"), value(found, "release_number")) == (1, 1)
    assert (value(found, "release_loaded_timestamp_seconds") or 0) > 1_700_000_000
    assert (value(found, "process_resident_memory_bytes") or 0) > 10_000_000


def test_metrics_without_a_database() -> None:
    with served(NO_DATABASE) as client:
        client.post("/graphql", json=TOPICS)
        response = client.get("/metrics")
        assert response.elapsed.total_seconds() < 5
    found = samples(response.text)
    assert requests(found) == {("Topics", "DATABASE_UNAVAILABLE", "miss"): 1}
    assert value(found, "database_up") == 0


async def test_metrics_can_be_turned_off() -> None:
    off = ServiceSettings(metrics=MetricsSettings(on=False))
    app = cold_app(ServeSettings(database=NO_DATABASE, service=off))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        assert (await client.get("/metrics")).status_code == 404


def test_the_number_of_names_is_bounded() -> None:
    names = OperationNames(None)
    labels = [names.label_of(Operation(f"Flood{number}", "query")) for number in range(1000)]
    assert labels == [f"Flood{n}" for n in range(MAX_OPERATIONS)] + ["(other)"] * (
        1000 - MAX_OPERATIONS
    )
    assert names.label_of(Operation("Flood3", "query")) == "Flood3"
    assert names.label_of(Operation("", "query")) == "(anonymous)"
    assert OperationNames(None).label_of(Operation("x" * 101, "query")) == "(other)"


def test_names_can_be_configured() -> None:
    names = OperationNames(("Home", "Country"))
    assert [
        names.label_of(Operation(name, "query")) for name in ("Home", "Country", "Flood", "")
    ] == [
        "Home",
        "Country",
        "(other)",
        "(anonymous)",
    ]


def test_a_flood_creates_a_bounded_number_of_series() -> None:
    metrics = Metrics(None)
    for number in range(5000):
        record = RequestRecord(id="x", path="/graphql")
        record.status, record.operation = 200, Operation(f"Flood{number}", "query")
        metrics.observe(record)
    assert len(metrics.text().splitlines()) < 60 * (MAX_OPERATIONS + 1)


def test_processes_that_share_a_folder_are_counted_together(
    catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    shared = {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    with ExitStack() as stack:
        first = stack.enter_context(served(catalogue, **shared))
        with served(catalogue, **shared) as second:
            for _ in range(2):
                first.post("/graphql", json=TOPICS)
            for _ in range(3):
                second.post("/graphql", json=TOPICS)
            second.get("/metrics")
            found = samples(first.get("/metrics").text)
            assert value(found, "cache_entries") == 2
        assert requests(found) == {("Topics", "ok", "miss"): 2, ("Topics", "ok", "hit"): 3}
        assert value(found, "request_seconds_count", operation="Topics") == 5
        assert (value(found, "database_up"), value(found, "release_number")) == (1, 1)
        # A process that has ended has no cache any more, but its counts remain.
        found = samples(first.get("/metrics").text)
        assert value(found, "cache_entries") == 1
        assert requests(found) == {("Topics", "ok", "miss"): 2, ("Topics", "ok", "hit"): 3}


def test_workers_are_counted_together(catalogue: DatabaseSettings) -> None:
    with served(catalogue, WORKERS="2") as client:
        close = {"connection": "close"}  # so that either process may answer the next request
        for _ in range(20):
            client.post("/graphql", json=TOPICS, headers=close)
        counts = [requests(samples(client.get("/metrics").text)) for _ in range(2)]
    assert [sum(count.values()) for count in counts] == [20, 20]
