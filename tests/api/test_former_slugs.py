"""Pages, their data and identifiers under a former slug redirect to the present one for good."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from graph_service.api.engine import Engine
from graph_service.settings import DatabaseSettings
from tests.api.serving import PATIENT, served
from tests.graphs import run


@pytest.fixture(scope="module")
def pages(own_catalogue: DatabaseSettings) -> Iterator[httpx.Client]:
    """The topic `shelter` was formerly called `shelters`."""
    statement = "MATCH (t:Topic {slug: 'shelter'}) SET t.formerSlugs = ['shelters']"
    run(own_catalogue, statement, "CALL db.awaitIndexes(30)")
    with served(own_catalogue, **PATIENT) as client:
        yield client


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("/en/topics/shelters", "/en/topics/shelter"),
        ("/en/topics/shelters?x=1", "/en/topics/shelter?x=1"),
        ("/es/topics/shelters/history", "/es/topics/shelter"),
        ("/es/topics/shelters.csv", "/es/topics/shelter.csv"),
        ("/es/topics/shelters.json", "/es/topics/shelter.json"),
        ("/id/Topic/shelters", "/id/Topic/shelter"),
        ("/id/Topic/Shelter", "/id/Topic/shelter"),
        ("/id/Topic/shelters.jsonld", "/id/Topic/shelter.jsonld"),
    ],
)
def test_a_former_slug_redirects(pages: httpx.Client, former: str, present: str) -> None:
    response = pages.get(former, headers={"Accept": "text/html"})
    assert (response.status_code, response.headers["location"]) == (308, present)
    assert pages.get(present).status_code in (200, 303)


@pytest.mark.usefixtures("pages")
async def test_lookups_that_share_a_statement_find_former_slugs(engine: Engine) -> None:
    text = "query ($slug: String!) { topic(by: {slug: $slug}) { slug } }"
    requests = [{"slug": "shelters"}, {"slug": "shelter"}] * 5
    results = await asyncio.gather(*(engine.answer(text, given) for given in requests))
    bodies: list[Any] = [result.body for result in results]
    assert [body["data"]["topic"] for body in bodies] == [{"slug": "shelter"}] * 10
