"""Two replicas of the service on one Neo4j, the second with routing, as to a cluster."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import httpx
import pytest

from graph_service.settings import DatabaseSettings
from tests.api.serving import HTML, PATIENT, served
from tests.conftest import DATABASE
from tests.faults.clients import is_ready, seconds_until
from tests.graphs import run

PERU = {"query": '{ country(by: {iso3: "PER"}) { name } }'}
ADDRESSES: tuple[tuple[str, dict[str, str], dict[str, str]], ...] = (
    ("/graphql", PERU, {}),
    ("/graphql", {"query": "{ goodPractices(first: 5) { nodes { id } } }"}, {}),
    ("/en/topics", {}, HTML),
    ("/pt/releases", {}, HTML),
)


@pytest.fixture(scope="module")
def replicas(
    own_catalogue: DatabaseSettings, pytestconfig: pytest.Config
) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    # A container names the port inside it in its routing table.
    is_routed = "container" not in pytestconfig.stash[DATABASE].description
    scheme = "neo4j://" if is_routed else "bolt://"
    routed = replace(own_catalogue, uri=own_catalogue.uri.replace("bolt://", scheme))
    with served(own_catalogue, **PATIENT) as first, served(routed, **PATIENT) as second:
        first.timeout = second.timeout = httpx.Timeout(60)  # new pages are planned
        yield first, second


def rename(settings: DatabaseSettings, name: str) -> None:
    """Load another name of Peru, in a transaction as loads do."""
    run(settings, "MATCH (n:Country {iso3: 'PER'}) SET n.name = $n, n.nameEs = $n", n=name)


def test_both_are_ready(replicas: tuple[httpx.Client, httpx.Client]) -> None:
    for replica in replicas:
        seconds_until(partial(is_ready, replica), 20)


@pytest.mark.parametrize(("path", "parameters", "headers"), ADDRESSES)
def test_both_have_the_same_etags(
    replicas: tuple[httpx.Client, httpx.Client],
    path: str,
    parameters: dict[str, str],
    headers: dict[str, str],
) -> None:
    headers = {**headers, "Host": "graph.example.org"}  # which is in whole addresses
    first, second = (r.get(path, params=parameters, headers=headers) for r in replicas)
    assert first.status_code == 200
    assert first.headers["etag"] == second.headers["etag"]
    assert first.content == second.content
    known = {**headers, "If-None-Match": first.headers["etag"]}
    assert replicas[1].get(path, params=parameters, headers=known).status_code == 304


def test_both_see_a_load_at_once(
    replicas: tuple[httpx.Client, httpx.Client], own_catalogue: DatabaseSettings
) -> None:
    etags = []
    for name in ("Perú", "Piruw", "Perú"):
        rename(own_catalogue, name)
        answers = [replica.get("/graphql", params=PERU) for replica in replicas]
        assert [each.json()["data"]["country"]["name"] for each in answers] == [name] * 2
        assert answers[0].headers["etag"] == answers[1].headers["etag"]
        etags.append(answers[0].headers["etag"])
    assert etags[0] == etags[2] != etags[1]
