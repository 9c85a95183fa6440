"""One form for all answers: what the ceiling, GraphQL with connections, and the peer give."""

import pytest

from bench.agree import differences
from bench.asking import CEILING, NEO4J_GRAPHQL, SERVICE, NotUnderstood, Request
from bench.operations import BY_IDS, FLOWS, OPERATIONS, PRACTICE, SEARCH, TOPIC_PAGE, variables_of
from bench.sizes import SIZES
from graph_service.model.json import Json


def test_a_connection_is_the_list_of_its_nodes() -> None:
    response: Json = {
        "data": {
            "topic": {
                "name": "Niñez",
                "practices": {"nodes": [{"slug": "a", "owners": {"nodes": []}}]},
            }
        }
    }
    plain: Json = {"name": "Niñez", "practices": [{"slug": "a", "owners": []}]}
    assert SERVICE.answer(TOPIC_PAGE, {"topic": "t"}, response) == plain
    assert CEILING.answer(TOPIC_PAGE, {"topic": "t"}, plain) == plain


def test_the_peer_knows_dates_as_strings_and_roots_as_lists() -> None:
    practice = {
        "slug": "a",
        "started": "2018",
        "startedEarliest": "2018-01-01",
        "startedLatest": "2018-12-31",
        "startedQualifier": "AT",
        "statusAsOf": None,
    }
    found = NEO4J_GRAPHQL.answer(PRACTICE, {"slug": "a"}, {"data": {"goodPractices": [practice]}})
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
    assert NEO4J_GRAPHQL.answer(PRACTICE, {"slug": "a"}, {"data": {"goodPractices": []}}) is None


def test_the_peer_has_connections_of_edges() -> None:
    edges: Json = [{"node": {"slug": "a", "started": "2018", "owners": [{"name": "x"}]}}]
    response: Json = {"data": {"topics": [{"name": "Niñez", "practices": {"edges": edges}}]}}
    assert NEO4J_GRAPHQL.answer(TOPIC_PAGE, {"topic": "t"}, response) == {
        "name": "Niñez",
        "practices": [{"slug": "a", "started": {"edtf": "2018"}, "owners": [{"name": "x"}]}],
    }


def test_the_peer_gives_entries_in_an_order_of_its_own() -> None:
    response = {"data": {"goodPractices": [{"id": "2", "started": "2018"}, {"id": "1"}]}}
    found = NEO4J_GRAPHQL.answer(BY_IDS, {"ids": ["1", "2", "3"]}, response)
    assert found == [{"id": "1"}, {"id": "2", "started": {"edtf": "2018"}}, None]


def test_a_response_without_data_is_not_understood() -> None:
    for asking in (SERVICE, NEO4J_GRAPHQL):
        with pytest.raises(NotUnderstood):
            asking.answer(SEARCH, {"text": "x"}, {"errors": []})


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_contender_can_be_asked_for_every_operation(operation: object) -> None:
    (wanted,) = (o for o in OPERATIONS if o is operation)
    variables = variables_of(wanted, SIZES["small"].graph)[0]
    for asking in (SERVICE, CEILING, NEO4J_GRAPHQL):
        raw = asking.request(wanted, variables).raw()
        head, _, body = raw.partition(b"\r\n\r\n")
        assert head.split(b" ")[0] == (b"POST" if body else b"GET")
        assert b"content-length: %d" % len(body) in head or not body


def test_the_ceiling_takes_text_in_its_address() -> None:
    assert CEILING.request(SEARCH, {"text": "niñez y"}).path == "/search?text=ni%C3%B1ez%20y"
    assert CEILING.request(FLOWS, {"lang": "EN"}) == Request(path="/flows?lang=EN")


def test_differences_are_found_where_they_are() -> None:
    inner: Json = [1, {"b": None}]
    left: Json = {"a": inner, "c": "x"}
    assert list(differences(left, {"c": "x", "a": [1, {"b": None}]})) == []
    assert list(differences(left, {"a": [1, {"b": 0}], "c": "x"})) == [("$.a[1].b", None, 0)]
    assert list(differences(left, {"a": [1], "c": "x"})) == [("$.a", inner, [1])]
    assert list(differences({"a": 1}, {"a": True})) == [("$.a", 1, True)]
    assert list(differences({"a": None}, {})) == [("$", {"a": None}, {})]
