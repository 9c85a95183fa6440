"""Logs: one line per event, none can be forged, and none contains a secret or a variable."""

import io
import json
import logging
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph_service.api.engine import Engine
from graph_service.api.middleware import log_access
from graph_service.api.responses import Result, refusal
from graph_service.errors import GraphServiceError
from graph_service.logs import configure_logs
from graph_service.settings import DatabaseSettings, LogSettings, ServeSettings, ServiceSettings
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from graph_service.telemetry import RequestRecord, Wait
from tests.api.serving import NO_DATABASE, cold_app, served, service_process

PASSWORD = "S3cret-of-ours"
VARIABLE = "V4riable-of-a-client"
HOSTILE = f"{VARIABLE}\n2026-01-01 WARNING forged\r\x1b[31m\x85\u2028\u202e\ud800"
HOME = "query Home($t: String!) { search(text: $t) { pageInfo { hasNextPage } } }"
Log = Callable[[str], io.StringIO]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """Configure logs in a format; return the stream."""
    root = logging.getLogger()
    before = root.handlers[:], root.level

    def begin(form: str) -> io.StringIO:
        written = io.StringIO()
        monkeypatch.setattr(sys, "stderr", written)
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        monkeypatch.setattr(logging.getLogger("httpx"), "disabled", True)  # the client's own lines
        configure_logs(LogSettings(form=form, level="info"))
        return written

    yield begin
    logging.captureWarnings(capture=False)
    root.handlers[:], root.level = before


async def ask(
    settings: DatabaseSettings, *requests: httpx.Request, slow: float = 600
) -> list[httpx.Response]:
    service = ServiceSettings(logs=LogSettings(slow=slow))
    app = cold_app(ServeSettings(database=settings, service=service))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport) as client,
    ):
        return [await client.send(request) for request in requests]


def search(text: str, request_id: str = "r1") -> httpx.Request:
    body = {"query": HOME, "variables": {"t": text}}
    headers = {"x-request-id": request_id}
    return httpx.Request("POST", "http://x/graphql", json=body, headers=headers)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


MEASURED = ("time", "seconds", "databaseSeconds", "planningSeconds")


async def test_one_line_per_request(log: Log, catalogue: DatabaseSettings) -> None:
    written = log("json")
    answer, _ = await ask(
        catalogue, search("peru"), httpx.Request("GET", f"http://x/{'y' * 300}?secret=1")
    )
    first, second = (line for line in lines(written) if line["logger"] == "graph_service.access")
    measured = {name: first.pop(name) for name in MEASURED}
    assert first == {
        "level": "INFO",
        "logger": "graph_service.access",
        "message": "request",
        "requestId": "r1",
        "method": "POST",
        "path": "/graphql",
        "operation": "Home",
        "kind": "query",
        "status": 200,
        "outcome": "ok",
        "cache": "miss",
        "bytes": len(answer.content),
    }
    assert 0 < measured["databaseSeconds"] <= measured["seconds"]
    assert 0 <= measured["planningSeconds"] <= measured["databaseSeconds"] + 0.001
    assert (second["status"], second["outcome"]) == (404, "NOT_FOUND")
    assert second["path"] == "/" + "y" * 199


async def test_a_slow_request_is_a_warning_with_its_parts(
    log: Log, catalogue: DatabaseSettings
) -> None:
    written = log("json")
    await ask(catalogue, search("peru"), slow=0.001)
    (line,) = (line for line in lines(written) if line["logger"] == "graph_service.access")
    assert (line["level"], line["message"], line["status"]) == ("WARNING", "slow request", 200)
    assert 0 <= line["queueSeconds"] <= line["databaseSeconds"] <= line["seconds"]
    assert 0 <= line["planningSeconds"] <= line["databaseSeconds"] + 0.001
    assert 0 < line["shapingSeconds"] < line["seconds"] - line["databaseSeconds"]


def test_a_slow_client_makes_no_slow_request(log: Log) -> None:
    written = log("json")
    record = RequestRecord(id="r1", path="/export/json")
    record.status, record.answer_seconds, record.seconds = 200, 0.9, 30
    record.waits = (Wait("turn", 1.0, 1.5), Wait("read", 1.5, 1.6), Wait("turn", 2.0, 2.25))
    for slow in (1.0, 0.9):
        log_access(slow, record)
    first, second = lines(written)
    assert (first["level"], first["message"], first["seconds"]) == ("INFO", "request", 30)
    assert not {"queueSeconds", "shapingSeconds"} & first.keys()
    assert (second["level"], second["message"], second["queueSeconds"]) == (
        "WARNING",
        "slow request",
        0.75,
    )


def test_bad_requests_are_counted_after_ten_in_a_minute(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_service.logs._MINUTE", 0.2)
    written = log("json")
    for _ in range(25):
        logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
        logging.getLogger("any").warning("Another.")
    assert [line["message"] for line in lines(written)].count("Another.") == 25
    time.sleep(0.6)
    logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
    messages = [line["message"] for line in lines(written) if line["message"] != "Another."]
    bad = "Invalid HTTP request received."
    assert messages == [*[bad] * 10, "Bad requests: 15 more in the last minute", bad]
    time.sleep(0.4)  # its minute ends with nothing to say
    assert len(lines(written)) == 37


async def test_the_text_format(log: Log) -> None:
    written = log("text")
    await ask(NO_DATABASE, search("x"))
    line = written.getvalue().splitlines()[-1]
    assert " WARNING graph_service.access request requestId=r1 method=POST " in line
    assert " outcome=DATABASE_UNAVAILABLE reason=The database at bolt://127.0.0.1:1 can't" in line


@pytest.mark.parametrize("form", ["text", "json"])
async def test_no_line_can_be_forged(log: Log, form: str) -> None:
    written = log(form)
    logging.getLogger("any").warning("%s", HOSTILE, extra={"more": HOSTILE})
    forged = "http://x/a%0a2026-01-01%20WARNING%20forged%0d%1b%5b31m%c2%85%e2%80%a8"
    await ask(NO_DATABASE, httpx.Request("GET", forged))
    logged = [line for line in written.getvalue().split("\n") if line]
    assert [("forged" in line, line.startswith("2026-01-01")) for line in logged] == [
        (True, False)
    ] * 2
    assert not set(written.getvalue()) & set("\r\x1b\x85\u2028\u202e\ud800")


async def test_unexpected_errors_are_logged_with_their_location(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> Result:
        try:
            raise KeyError(VARIABLE)
        except KeyError as error:
            raise RuntimeError(PASSWORD) from error

    monkeypatch.setattr(Engine, "answer_request", fail)
    for form in ("json", "text"):
        written = log(form)
        await ask(NO_DATABASE, search(VARIABLE))
        logged = written.getvalue()
        assert "builtins.KeyError" in logged
        assert "which led to:" in logged
        assert "builtins.RuntimeError" in logged
        assert f"{__file__}:" in logged
        assert logged.count("r1") == 2
        assert VARIABLE not in logged
        assert PASSWORD not in logged


async def test_no_secret_and_no_variable_is_logged(
    log: Log, catalogue: DatabaseSettings, catalogue_database: Database
) -> None:
    written = log("json")
    away = DatabaseSettings(uri="bolt://127.0.0.1:1", user="neo4j", password=PASSWORD)
    routed = DatabaseSettings(uri="neo4j://127.0.0.1:1", user="neo4j", password=PASSWORD)
    # Another user: after three failed logins, Neo4j locks a user out for a while.
    refused = DatabaseSettings(uri=catalogue.uri, user="nobody", password=PASSWORD)
    elsewhere = DatabaseSettings(
        uri=catalogue.uri, user="neo4j", password=catalogue.password, database="nowhere"
    )
    for settings in (away, routed, refused, elsewhere):
        (response,) = await ask(settings, search(VARIABLE))
        assert response.status_code == 503
    wrong = {"query": f'{{ country(by: {{iso3: "{VARIABLE}", id: "{VARIABLE}"}}) {{ id }} }}'}
    post = httpx.Request("POST", "http://x/graphql", json=wrong)
    get = httpx.Request("GET", "http://x/graphql", params={"query": VARIABLE, "variables": "{"})
    await ask(catalogue, search(VARIABLE), post, get)
    try:
        await Reader(catalogue_database, deadline=10).read(
            "RETURN [date($x)] AS row", {"x": VARIABLE}
        )
    except GraphServiceError as error:
        refusal(error)  # a statement that the database rejects is a bug, which is logged
    logged = written.getvalue()
    assert "rejects the user 'nobody'" in logged
    assert "neo4j.exceptions" in logged
    for hidden in (PASSWORD, catalogue.password, VARIABLE, "search(", "RETURN"):
        assert hidden not in logged


@pytest.mark.parametrize(
    "uri",
    [
        f"bolt://me:{PASSWORD}@x",
        f"bolt://me:{PASSWORD}/@x",
        f"me:{PASSWORD}@x",
        f"neo4j:{PASSWORD}@",
    ],
)
def test_a_failed_start_shows_no_secret(uri: str) -> None:
    environ = {"NEO4J_URI": uri, "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://{PASSWORD}@x", "PORT": "x"}
    command = [sys.executable, "-m", "graph_service", "serve"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    logged = done.stdout + done.stderr
    assert PASSWORD not in logged
    for name in ("NEO4J_URI", "NEO4J_PASSWORD", "OTEL_EXPORTER_OTLP_ENDPOINT", "PORT"):
        assert f"{name} is " in logged


@pytest.mark.parametrize("workers", ["1", "2"])
def test_all_lines_have_the_format(tmp_path: Path, workers: str) -> None:
    file = tmp_path / "log"
    settings = {"LOG_FORMAT": "json", "LOG_LEVEL": "info", "ACCESS_LOG": "off", "WORKERS": workers}
    with served(NO_DATABASE, log=file, **settings) as client:
        client.get("/healthz")
    logged = [json.loads(line) for line in file.read_text().splitlines()]
    assert {line["logger"] for line in logged} >= {"uvicorn.error", "graph_service.messages"}
    messages = [line["message"] for line in logged]
    assert "Application startup complete." in messages
    assert f"GraphQL  {client.base_url}/graphql".replace("//graphql", "/graphql") in messages


@pytest.mark.parametrize(
    ("arguments", "message"), [((), "PORT is 'x': allowed is"), (("--nothing",), "No such option")]
)
def test_a_failed_start_has_the_format(arguments: tuple[str, ...], message: str) -> None:
    """Before settings are read: no mistake in them is printed otherwise."""
    environ = {"LOG_FORMAT": "json", "LOG_LEVEL": "x", "PORT": "x", "LANG": "en"}
    command = [sys.executable, "-m", "graph_service", "serve", *arguments]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    *_, last = [json.loads(line) for line in done.stderr.splitlines()]
    assert (done.returncode > 0, done.stdout) == (True, "")
    assert message in last["message"]


async def test_what_is_printed_is_logged_as_json(log: Log) -> None:
    written = log("json")
    print("Ready.\nGo.", file=sys.stderr)  # noqa: T201
    print(file=sys.stderr)  # noqa: T201
    try:
        raise KeyError(PASSWORD)
    except KeyError as error:
        print("It failed", file=sys.stderr)  # noqa: T201
        sys.excepthook(KeyError, error, error.__traceback__)
    first, second, third = lines(written)
    assert (first["level"], first["message"]) == ("INFO", "Ready.\nGo.")
    assert (second["level"], second["message"]) == ("ERROR", "It failed")
    assert third["level"] == "CRITICAL"
    assert "builtins.KeyError" in third["exception"]
    assert PASSWORD not in written.getvalue()


def test_a_worker_that_dies_is_logged(tmp_path: Path) -> None:
    file = tmp_path / "log"
    with service_process(NO_DATABASE, log=file, WORKERS="2") as (process, _):
        children = subprocess.check_output(["pgrep", "--parent", f"{process.pid}"], text=True)
        worker = int(children.split()[-1])
        os.kill(worker, signal.SIGKILL)
        for _ in range(300):
            if "died" in file.read_text():
                break
            time.sleep(0.1)
        process.terminate()
        process.wait(20)
    (line,) = [line for line in file.read_text().splitlines() if "died" in line]
    assert re.search(rf"WARNING .* process {worker} died, process \d+ replaces it", line)


def test_only_failures_are_logged_by_default(tmp_path: Path) -> None:
    file = tmp_path / "log"
    with served(NO_DATABASE, log=file) as client:
        client.get("/healthz")
        client.post("/graphql", json={"query": "{ nothing }"})
        client.post("/graphql", json={"query": "{ catalogue { licence } }"})
    _, *logged = file.read_text().splitlines()
    assert ["status=503" in line for line in logged] == [True]
