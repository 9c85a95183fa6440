"""Asks a service by POST, or an engine."""

from collections.abc import Mapping
from typing import Any

import httpx

from graph_service.api.engine import Engine
from graph_service.model.json import Json


def asked(pages: httpx.Client, query: str, variables: dict[str, Any]) -> dict[str, Any]:
    """Return the data of an answer without errors."""
    response = pages.post("/graphql", json={"query": query, "variables": variables})
    assert response.status_code == 200, response.text
    data: dict[str, Any] = response.json()["data"]
    return data


def nodes_of(listed: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the nodes of a connection, whether it has them directly or in edges."""
    return listed.get("nodes") or [edge["node"] for edge in listed.get("edges", ())]


async def data_of(engine: Engine, query: str, variables: Mapping[str, Json] | None = None) -> Any:
    """Return the data of an engine's answer without errors."""
    body: Any = (await engine.answer(query, variables)).body
    assert "errors" not in body, body["errors"]
    return body["data"]
