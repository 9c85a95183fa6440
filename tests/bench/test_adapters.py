"""Adapters bring the answers of all contenders into one form."""

import pytest

from bench.adapters import CEILING, NEO4J_GRAPHQL, SERVICE, Request, UnexpectedResponse
from bench.agreement import differences
from bench.operations import BY_IDS, FLOWS, OPERATIONS, PRACTICE, SEARCH, TOPIC_PAGE, variables_of
from bench.sizes import SIZES
from graph_service.model.json import Json


def test_a_connection_becomes_the_list_of_its_nodes() -> None:
    response: Json = {
        "data": {
            "topic": {
                "name": "Niñez",
                "practices": {"nodes": [{"slug": "a", "owners": {"nodes": []}}]},
            }
        }
    }
    plain: Json = {"name": "Niñez", "practices": [{"slug": "a", "owners": []}]}
    assert SERVICE.normalise(TOPIC_PAGE, {"topic": "t"}, response) == plain
    assert CEILING.normalise(TOPIC_PAGE, {"topic": "t"}, plain) == plain


def test_dates_and_root_lists_of_the_peer_are_normalised() -> None:
    practice = {
        "slug": "a",
        "started": "2018",
        "startedEarliest": "2018-01-01",
        "startedLatest": "2018-12-31",
        "startedQualifier": "AT",
        "statusAsOf": None,
    }
    found = NEO4J_GRAPHQL.normalise(
        PRACTICE, {"slug": "a"}, {"data": {"goodPractices": [practice]}}
    )
    assert found == {
        "slug": "a",
        "started": {
            "edtf": "2018",
            "earliest": "2018-01-01",
            "latest": "2018-12-31",
            "qualifier": "AT",
        },
        "statusAsOf": None,
    }
    assert NEO4J_GRAPHQL.normalise(PRACTICE, {"slug": "a"}, {"data": {"goodPractices": []}}) is None


def test_edges_of_the_peer_become_a_list_of_nodes() -> None:
    edges: Json = [{"node": {"slug": "a", "started": "2018", "owners": [{"name": "x"}]}}]
    response: Json = {"data": {"topics": [{"name": "Niñez", "practices": {"edges": edges}}]}}
    assert NEO4J_GRAPHQL.normalise(TOPIC_PAGE, {"topic": "t"}, response) == {
        "name": "Niñez",
        "practices": [{"slug": "a", "started": {"edtf": "2018"}, "owners": [{"name": "x"}]}],
    }


def test_entries_of_the_peer_are_put_in_the_order_of_the_ids() -> None:
    response = {"data": {"goodPractices": [{"id": "2", "started": "2018"}, {"id": "1"}]}}
    found = NEO4J_GRAPHQL.normalise(BY_IDS, {"ids": ["1", "2", "3"]}, response)
    assert found == [{"id": "1"}, {"id": "2", "started": {"edtf": "2018"}}, None]


def test_a_response_without_data_is_rejected() -> None:
    for adapter in (SERVICE, NEO4J_GRAPHQL):
        with pytest.raises(UnexpectedResponse):
            adapter.normalise(SEARCH, {"text": "x"}, {"errors": []})


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_adapter_builds_a_request_for_every_operation(operation: object) -> None:
    (wanted,) = (o for o in OPERATIONS if o is operation)
    variables = variables_of(wanted, SIZES["small"].graph)[0]
    for adapter in (SERVICE, CEILING, NEO4J_GRAPHQL):
        raw = adapter.request(wanted, variables).raw()
        head, _, body = raw.partition(b"\r\n\r\n")
        assert head.split(b" ")[0] == (b"POST" if body else b"GET")
        assert b"content-length: %d" % len(body) in head or not body


def test_the_ceiling_gets_variables_in_the_url() -> None:
    assert CEILING.request(SEARCH, {"text": "niñez y"}).path == "/search?text=ni%C3%B1ez%20y"
    assert CEILING.request(FLOWS, {"lang": "EN"}) == Request(path="/flows?lang=EN")


def test_differences_have_their_paths() -> None:
    inner: Json = [1, {"b": None}]
    left: Json = {"a": inner, "c": "x"}
    assert list(differences(left, {"c": "x", "a": [1, {"b": None}]})) == []
    assert list(differences(left, {"a": [1, {"b": 0}], "c": "x"})) == [("$.a[1].b", None, 0)]
    assert list(differences(left, {"a": [1], "c": "x"})) == [("$.a", inner, [1])]
    assert list(differences({"a": 1}, {"a": True})) == [("$.a", 1, True)]
    assert list(differences({"a": None}, {})) == [("$", {"a": None}, {})]
