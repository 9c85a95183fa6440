"""The release as files: GET /export/ lists them, GET /export/{release}/{format}.zip gives one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from graph_service.api.archives import Archive, Archives, ReleaseKey
from graph_service.api.error_responses import public_message
from graph_service.error_codes import Code
from graph_service.errors import GraphServiceError
from graph_service.export.formats import FORMATS
from graph_service.model.json import Json
from graph_service.store.read import Reader
from graph_service.store.schema import NEWEST_RELEASE

PATIENCE = 20.0
"""How many seconds a client waits for an archive that is being made."""
_RETRY_SECONDS = 15
_DEFECT = "The export failed by a defect of the service."
_SUFFIX = ".zip"
_RELEASE = (
    f"OPTIONAL {NEWEST_RELEASE} RETURN [release.id, release.slug, release.checksum,"
    " toString(release.loadedAt), release.name, release.licence] AS row"
)
_SHOWN = ("loadedAt", "name", "licence")
Endpoint = Callable[[Request], Awaitable[Response]]


def export_routes() -> list[Route]:
    """Give the routes; they take the reader and the archives from the application's state."""
    return [
        Route("/export/", _answering(_index)),
        Route("/export/{release}/{file}", _answering(_archive)),
    ]


def _answering(endpoint: Endpoint) -> Endpoint:
    """Answer errors of ours, without anything internal, as something to try again later."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except TimeoutError:
            return _later(Code.EXPORT_UNDER_WAY, "The archive is being made: ask again soon.")
        except GraphServiceError as error:
            message = public_message(error)
            if message is not None:
                return _later(error.code, message)
            content = {"code": error.code, "message": _DEFECT}
            return JSONResponse(content, 500)

    return answer


async def _index(request: Request) -> Response:
    release, shown = await _release(request)
    if release is None:
        return _no_release()
    formats = [
        {"name": each.name, "title": each.title, "address": _address(release, each.name)}
        for each in FORMATS.values()
    ]
    return JSONResponse({"release": {"id": release.id, **shown}, "formats": formats})


async def _archive(request: Request) -> Response:
    asked, file = request.path_params["release"], request.path_params["file"]
    release, _ = await _release(request)
    if release is None:
        return _no_release()
    addresses = [_address(release, name) for name in FORMATS]
    if asked != release.id:
        return _not_found(f"The graph stands at {release.id}.", addresses)
    if file.removesuffix(_SUFFIX) not in FORMATS or not file.endswith(_SUFFIX):
        return _not_found(f"{release.id} comes in other formats.", addresses)
    archives: Archives = request.app.state.archives
    archive = await archives.get(release, file.removesuffix(_SUFFIX), seconds=PATIENCE)
    return _sent(archive, request.headers.get("if-none-match", ""))


def _sent(archive: Archive, known: str) -> Response:
    tag = f'"{archive.sha256}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    if known == "*" or tag in (part.strip().removeprefix("W/") for part in known.split(",")):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        archive.path, media_type="application/zip", filename=archive.name, headers=headers
    )


async def _release(request: Request) -> tuple[ReleaseKey | None, Mapping[str, Json]]:
    """Read the newest release, None where there is none, and what is shown of it."""
    reader: Reader = request.app.state.reader
    identity, slug, checksum, loaded_at, *shown = (await reader.read(_RELEASE, {})).row
    if identity is None:
        return None, {}
    key = ReleaseKey(str(identity), str(slug), str(checksum), str(loaded_at))
    return key, dict(zip(_SHOWN, (loaded_at, *shown), strict=True))


def _address(release: ReleaseKey, format_name: str) -> str:
    return f"/export/{release.id}/{format_name}{_SUFFIX}"


def _no_release() -> Response:
    return _later(Code.NO_RELEASE, "No release is loaded.")


def _not_found(message: str, addresses: list[str]) -> Response:
    content = {"code": Code.NOT_FOUND, "message": message, "addresses": addresses}
    return JSONResponse(content, 404)


def _later(code: Code, message: str) -> Response:
    headers = {"retry-after": str(_RETRY_SECONDS)}
    return JSONResponse({"code": code, "message": message}, 503, headers)
