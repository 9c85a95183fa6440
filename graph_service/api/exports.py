"""Downloads of the release: /export/ lists the formats; /export/{release}/{format}.zip is one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import orjson
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from graph_service.api.archives import Archive, Archives, ReleaseKey
from graph_service.api.error_responses import public_message
from graph_service.api.static_files import file_response
from graph_service.error_codes import Code
from graph_service.errors import GraphServiceError
from graph_service.export.formats import FORMATS
from graph_service.model.json import Json
from graph_service.store.read import Reader
from graph_service.store.schema import NEWEST_RELEASE

MAX_WAIT = 20.0
"""How many seconds a client waits for an archive that is being created."""
_RETRY_SECONDS = 15
_DEFECT = "Internal error: the export failed."
_SUFFIX = ".zip"
_RELEASE = (
    f"OPTIONAL {NEWEST_RELEASE} RETURN [release.id, release.slug, release.checksum,"
    " toString(release.loadedAt), release.name, release.licence] AS row"
)
_SHOWN = ("loadedAt", "name", "licence")
Endpoint = Callable[[Request], Awaitable[Response]]


def export_routes() -> list[Route]:
    """Return the routes; they use the reader and the archives in the application's state."""
    return [
        Route("/export/", _with_errors(_index)),
        Route("/export/{release}/{file}", _with_errors(_archive)),
    ]


def _with_errors(endpoint: Endpoint) -> Endpoint:
    """Wrap an endpoint: errors become 503 with Retry-After, without internal details."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except TimeoutError:
            message = "The archive is being created: try again soon."
            return _unavailable(Code.EXPORT_UNDER_WAY, message)
        except GraphServiceError as error:
            if (public := public_message(error)) is not None:
                return _unavailable(error.code, public)
            content = {"code": error.code, "message": _DEFECT}
            return JSONResponse(content, 500)

    return answer


async def _index(request: Request) -> Response:
    release, shown = await _release(request)
    if release is None:
        return _no_release()
    formats = [
        {
            "name": export_format.name,
            "title": export_format.title,
            "address": _path(release, export_format.name),
        }
        for export_format in FORMATS.values()
    ]
    content = orjson.dumps({"release": {"id": release.id, **shown}, "formats": formats})
    return file_response(request, content, "application/json")


async def _archive(request: Request) -> Response:
    requested, file = request.path_params["release"], request.path_params["file"]
    release, _ = await _release(request)
    if release is None:
        return _no_release()
    paths = [_path(release, name) for name in FORMATS]
    if requested != release.id:
        return _not_found(f"The current release is {release.id}.", paths)
    if file.removesuffix(_SUFFIX) not in FORMATS or not file.endswith(_SUFFIX):
        return _not_found(f"{release.id} is available in other formats.", paths)
    archives: Archives = request.app.state.archives
    archive = await archives.get(release, file.removesuffix(_SUFFIX), seconds=MAX_WAIT)
    return _response(archive, request.headers.get("if-none-match", ""))


def _response(archive: Archive, if_none_match: str) -> Response:
    tag = f'"{archive.sha256}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    tags = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
    if tag in tags or tags == ["*"]:
        return Response(status_code=304, headers=headers)
    return FileResponse(
        archive.path, media_type="application/zip", filename=archive.name, headers=headers
    )


async def _release(request: Request) -> tuple[ReleaseKey | None, Mapping[str, Json]]:
    """Return the newest release, or None, and what clients see of it."""
    reader: Reader = request.app.state.reader
    release_id, slug, checksum, loaded_at, *shown = (await reader.read(_RELEASE, {})).row
    if release_id is None:
        return None, {}
    key = ReleaseKey(str(release_id), str(slug), str(checksum), str(loaded_at))
    return key, dict(zip(_SHOWN, (loaded_at, *shown), strict=True))


def _path(release: ReleaseKey, format_name: str) -> str:
    return f"/export/{release.id}/{format_name}{_SUFFIX}"


def _no_release() -> Response:
    return _unavailable(Code.NO_RELEASE, "No release is loaded.")


def _not_found(message: str, paths: list[str]) -> Response:
    content = {"code": Code.NOT_FOUND, "message": message, "addresses": paths}
    return JSONResponse(content, 404)


def _unavailable(code: Code, message: str) -> Response:
    headers = {"retry-after": str(_RETRY_SECONDS)}
    return JSONResponse({"code": code, "message": message}, 503, headers)
