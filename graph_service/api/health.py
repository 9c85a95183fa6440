"""Health checks: whether the process runs, and whether it can answer operations."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graph_service.api.warm_up import WarmUp
from graph_service.error_codes import Code
from graph_service.errors import GraphServiceError, NoCatalogue
from graph_service.model.json import Json
from graph_service.model.storage import STORAGE_VERSION
from graph_service.store.deadline import Deadline
from graph_service.store.read import Reader
from graph_service.store.schema import NEWEST_RELEASE

_TIMEOUT = 4.5
"""How many seconds /readyz waits for the database."""
_STATE = f"OPTIONAL {NEWEST_RELEASE} RETURN [release.name, release.storageVersion] AS row"


async def healthz(_: Request) -> Response:
    """Answer GET /healthz: always 200."""
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> Response:
    """Answer GET /readyz: 503 without the database, a release, or the right storage version.

    And until Neo4j has planned what pages read, or the first readers would wait for that.
    """
    reader: Reader = request.app.state.reader
    warm_up: WarmUp | None = request.app.state.warm_up
    try:
        answer = await reader.read(_STATE, {}, Deadline(_TIMEOUT))
    except NoCatalogue as error:
        return _not_ready("the catalogue is being loaded for the first time", error.code)
    except GraphServiceError as error:
        return _not_ready("the database doesn't answer", error.code)
    release, version = answer.row
    if release is None:
        return _not_ready("no release is loaded; load the seeds", Code.NO_RELEASE)
    if version != STORAGE_VERSION:
        return _not_ready(
            f"the graph has storage version {version}, this version needs {STORAGE_VERSION}",
            Code.STORAGE_VERSION,
        )
    if warm_up is None:
        return JSONResponse({"status": "ready", "release": release})
    progress: Mapping[str, Json] = {"warmUp": {"planned": warm_up.planned, "of": warm_up.total}}
    if not warm_up.is_ready:
        return _not_ready("the database plans what the pages read", Code.WARMING_UP, progress)
    return JSONResponse({"status": "ready", "release": release, **progress})


def _not_ready(reason: str, code: Code, more: Mapping[str, Json] | None = None) -> Response:
    return JSONResponse(
        {"status": "not ready", "reason": reason, "code": code, **(more or {})}, 503
    )
