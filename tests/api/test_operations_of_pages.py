"""A page takes one operation; one that doesn't exist takes another, to search for its words."""

from typing import Any

import httpx
import pytest

from graph_service.api.app import create_app
from graph_service.api.engine import Engine
from graph_service.settings import DatabaseSettings, ServeSettings, ServiceSettings, Times
from tests.explorer.views import PROBLEMS, VIEWS

HTML = {"Accept": "text/html"}


async def test_a_page_takes_one_operation(
    catalogue: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[str] = []
    original = Engine.answer_unless_known

    async def counted(self: Engine, parameters: Any, *arguments: Any) -> Any:
        answered.append(parameters.query)
        return await original(self, parameters, *arguments)

    monkeypatch.setattr(Engine, "answer_unless_known", counted)
    service = ServiceSettings(times=Times(operation=60, database=60))
    app = create_app(ServeSettings(database=catalogue, service=service))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://x", headers=HTML) as client,
    ):
        taken: dict[str, int] = {}
        for name, path in {**VIEWS, **PROBLEMS}.items():
            response = await client.get(f"/es{path}")
            assert response.status_code == {"not-found": 404, "invalid": 400}.get(name, 200)
            taken[name] = len(answered)
            answered.clear()
    assert {name: count for name, count in taken.items() if count != 1} == {
        "not-found": 2, "invalid": 0
    }  # fmt: skip
