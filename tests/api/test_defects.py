"""Unexpected errors are answered like others: JSON, a code, and no internal details."""

import logging

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph_service.api.engine import Engine
from graph_service.settings import ServeSettings
from tests.api.serving import NO_DATABASE, cold_app

SECRET = "bolt://10.0.0.1 refused s3cret"


async def _fail(*_: object) -> Response:
    raise RuntimeError(SECRET)


async def test_an_unexpected_error_in_an_operation(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Engine, "answer_request", _fail)
    app = cold_app(ServeSettings(database=NO_DATABASE))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client,
    ):
        with caplog.at_level(logging.ERROR):
            response = await client.post("/graphql", json={"query": "{ __typename }"})
    assert (response.status_code, response.json()["data"]) == (200, None)
    assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert SECRET not in response.text
    assert SECRET in caplog.text


async def test_an_unexpected_error_at_another_path() -> None:
    async def fail(_: Request) -> Response:
        return await _fail()

    app = cold_app(ServeSettings(database=NO_DATABASE))
    app.router.routes.insert(0, Route("/fails", fail))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        response = await client.get("/fails")
    assert response.status_code == 500
    assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert SECRET not in response.text
