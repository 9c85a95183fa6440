"""Pages that take too long say so, in the reader's language, and are there at a later visit."""

import json
import time
from pathlib import Path

from graph_service.settings import DatabaseSettings
from tests.api.serving import HTML, served
from tests.api.test_pages import words
from tests.graphs import cached_plans

TITLES = {
    "es": "Esta página está tardando demasiado en este momento",
    "en": "This page takes too long at the moment",
    "pt": "Esta página está demorando demais neste momento",
}


def test_a_page_that_takes_too_long_says_so(catalogue: DatabaseSettings) -> None:
    with served(catalogue, OPERATION_TIMEOUT="0.1") as client:
        for language, title in TITLES.items():
            cached_plans(catalogue)  # to plan the page's statements again takes longer than 0.1 s
            response = client.get(f"/{language}/countries/hnd", headers=HTML)
            assert response.status_code == 503
            assert title in words(response)
            assert response.headers["retry-after"] == "1"


def test_a_later_visit_finds_the_page(catalogue: DatabaseSettings, tmp_path: Path) -> None:
    """The log says how long each waited for the plan."""
    log = tmp_path / "log"
    with served(
        catalogue, log, OPERATION_TIMEOUT="0.1", SLOW_REQUEST="0.05", LOG_FORMAT="json"
    ) as client:
        cached_plans(catalogue)
        assert client.get("/es/institutions/usaid", headers=HTML).status_code == 503
        deadline = time.monotonic() + 60
        while client.get("/es/institutions/usaid", headers=HTML).status_code == 503:
            assert time.monotonic() < deadline
            time.sleep(1)
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    visits = [line for line in lines if line.get("path") == "/es/institutions/usaid"]
    failed = [line for line in visits if line["status"] == 503]
    assert failed
    for line in failed:
        assert line["message"] == "slow request"
        assert 0 <= line["queueSeconds"] <= line["databaseSeconds"]
        assert 0.05 < line["planningSeconds"] <= line["seconds"]
