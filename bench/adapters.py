"""Builds each contender's requests, and normalises its responses so that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import orjson

from bench.operations import Operation, Variables
from bench.search_query import search_query
from graph_service.model.json import Json

PEER = Path(__file__).parent / "contenders" / "peer"


@dataclass(frozen=True, kw_only=True)
class Request:
    """An HTTP request."""

    path: str
    body: Json = None

    def raw(self, accept_encoding: str = "") -> bytes:
        """Return the request as bytes for the wire; with codings that the client accepts."""
        head = f"{self.path} HTTP/1.1\r\nhost: localhost\r\naccept: application/json\r\n"
        if accept_encoding:
            head += f"accept-encoding: {accept_encoding}\r\n"
        if self.body is None:
            return f"GET {head}\r\n".encode()
        body = orjson.dumps(self.body)
        head += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n"
        return f"POST {head}\r\n".encode() + body


@dataclass(frozen=True, kw_only=True)
class Adapter:
    """Translates between operations and one contender's HTTP interface.

    Attributes:
        request: builds the request for an operation with variables.
        normalise: turns the parsed response into the ceiling's form, the plainest one.
    """

    request: Callable[[Operation, Variables], Request]
    normalise: Callable[[Operation, Variables, Json], Json]


class UnexpectedResponse(Exception):
    """A response without the data that the operation asks for."""


NULL_ROUTE = Request(path="/healthz")


def _graphql_request(operation: Operation, variables: Variables) -> Request:
    return Request(path="/graphql", body={"query": operation.text, "variables": variables})


def _normalise_graphql(_operation: Operation, _variables: Variables, response: Json) -> Json:
    (root,) = _data(response).values()
    return _without_connections(root)


def _data(response: Json) -> Mapping[str, Json]:
    if not isinstance(response, Mapping) or not isinstance(data := response.get("data"), Mapping):
        raise UnexpectedResponse(f"no data in {orjson.dumps(response)[:2000]!r}")
    return data


def _without_connections(value: Json) -> Json:
    """Replace each connection by the list of its nodes."""
    match value:
        case {"nodes": nodes, **rest} if not rest:
            return _without_connections(nodes)
        case {"edges": list(edges), **rest} if not rest:
            return [_without_connections(edge["node"]) for edge in edges]
        case Mapping():
            return {key: _without_connections(item) for key, item in value.items()}
        case list():
            return [_without_connections(item) for item in value]
    return value


def _ceiling_request(operation: Operation, variables: Variables) -> Request:
    match operation.name, variables:
        case "practice", {"slug": slug}:
            return Request(path=f"/practice/{slug}")
        case "topic_page", {"topic": topic}:
            return Request(path=f"/topics/{topic}/practices")
        case "three_levels", {"iso3": iso3}:
            return Request(path=f"/countries/{iso3}")
        case "search", {"text": text}:
            return Request(path=f"/search?text={quote(str(text))}")
        case "flows", {"lang": language}:
            return Request(path=f"/flows?lang={language}")
        case "by_ids", {"ids": ids}:
            return Request(path="/practices", body=ids)
    raise ValueError(operation.name)


def _normalise_ceiling(_operation: Operation, _variables: Variables, response: Json) -> Json:
    return response


def _read_peer_operations() -> dict[str, str]:
    text = (PEER / "operations.graphql").read_text()
    parts = re.split(r"^(?=query )", text, flags=re.MULTILINE)[1:]
    return {part.split("(")[0].removeprefix("query "): part.strip() for part in parts}


_PEER_OPERATIONS = _read_peer_operations()


def _peer_request(operation: Operation, variables: Variables) -> Request:
    # The peer passes the search text to Lucene as it is, so the client has to build the query.
    if operation.name == "search":
        variables = {"phrase": search_query(str(variables["text"]))}
    text = _PEER_OPERATIONS[operation.name]
    return Request(path="/graphql", body={"query": text, "variables": variables})


def _normalise_peer(operation: Operation, variables: Variables, response: Json) -> Json:
    found = _without_connections(*_data(response).values())
    if not isinstance(found, list):
        raise UnexpectedResponse(f"no list in {orjson.dumps(response)[:2000]!r}")
    match operation.name, variables:
        case "practice", _:
            return _peer_practice(found[0]) if found else None
        case "topic_page" | "three_levels", _:
            return _with_dates(found[0]) if found else None
        case "by_ids", {"ids": list(ids)}:
            # `in` doesn't keep the order of the ids.
            by_id = {item["id"]: item for item in found if isinstance(item, dict)}
            return [_with_dates(by_id.get(str(identity))) for identity in ids]
    return found


def _peer_practice(practice: Json) -> Json:
    if not isinstance(practice, dict):
        raise UnexpectedResponse(f"no practice: {practice!r}")
    dated = {part: practice.pop(f"started{part.capitalize()}") for part in _DATE_PARTS}
    if practice["started"] is not None:
        practice["started"] = {"edtf": practice["started"], **dated}
    practice["statusAsOf"] = _edtf(practice["statusAsOf"])
    return practice


_DATE_PARTS = ("earliest", "latest", "qualifier")
_DATES = ("started", "stageDate")


def _with_dates(value: Json) -> Json:
    """Wrap dates, which are plain strings in the peer's schema, as this service does."""
    match value:
        case Mapping():
            return {
                key: _edtf(item) if key in _DATES else _with_dates(item)
                for key, item in value.items()
            }
        case list():
            return [_with_dates(item) for item in value]
    return value


def _edtf(text: Json) -> Json:
    return None if text is None else {"edtf": text}


SERVICE = Adapter(request=_graphql_request, normalise=_normalise_graphql)
CEILING = Adapter(request=_ceiling_request, normalise=_normalise_ceiling)
NEO4J_GRAPHQL = Adapter(request=_peer_request, normalise=_normalise_peer)
