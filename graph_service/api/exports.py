"""Downloads of releases: /export/ lists them; /export/{version}/{format}.zip is one.

In a browser, the list is the explorer's page of releases.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

import orjson
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from graph_service.api.archives import Archive, ArchivedRelease, Archives
from graph_service.api.negotiation import prefers_html
from graph_service.api.pages import Pages
from graph_service.api.responses import public_message
from graph_service.api.static_files import generated_response
from graph_service.error_codes import Code
from graph_service.errors import GraphServiceError, NoCatalogue
from graph_service.export.formats import FORMATS
from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.json import Json
from graph_service.model.publication import ARCHIVE_SUFFIX, ARCHIVES, archive_path, citation
from graph_service.model.storage import IS_RECORDED
from graph_service.store.read import Reader
from graph_service.telemetry import CURRENT_REQUEST

MAX_WAIT = 50.0
"""How many seconds a client waits for an archive that is being created: less than the 60 after
which proxies usually give up. All formats of 1,000 entries take 4 s, and 25 on a busy machine."""
_RETRY_SECONDS = 15
_DEFECT = "Internal error: the export failed."
_VARY = {"Vary": "Accept, Accept-Language"}
_RELEASES = f"""OPTIONAL MATCH (release:Release) WHERE release.{RELEASE_ORDER} IS NOT NULL
WITH release ORDER BY release.{RELEASE_ORDER} DESC
RETURN collect(CASE WHEN release IS NOT NULL THEN release {{
  .id, .slug, .version, .checksum, .name, .licence, loadedAt: toString(release.loadedAt),
  isLogged: {IS_RECORDED}
}} END) AS row"""
Endpoint = Callable[[Request], Awaitable[Response]]


def export_routes(pages: Pages | None) -> list[Route]:
    """Return the routes; they use the reader and the archives in the application's state.

    Args:
        pages: the explorer, which has a page of the releases; None if it is off.
    """
    return [
        Route(ARCHIVES, _with_errors(partial(_index, pages))),
        Route(ARCHIVES + "{release}/{file}", _with_errors(_archive)),
    ]


def _with_errors(endpoint: Endpoint) -> Endpoint:
    """Wrap an endpoint: errors become 503 with Retry-After, without internal details."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except TimeoutError:
            message = "The archive is being created: try again soon."
            archives: Archives = request.app.state.archives
            seconds = archives.seconds_to_retry()
            return _error(Code.EXPORT_UNDER_WAY, message, 503, retry_after=seconds)
        except GraphServiceError as error:
            if (public := public_message(error)) is not None:
                return _error(error.code, public, 503, retry_after=_RETRY_SECONDS)
            return _error(error.code, _DEFECT, 500)

    return answer


async def _index(pages: Pages | None, request: Request) -> Response:
    if pages is not None and prefers_html(request.headers.get("accept", "").encode()):
        page = pages.preferred(request).to("releases")
        return RedirectResponse(str(page), 303, _VARY)
    releases = await _releases(request)
    newest, row = releases[0], releases[0].row
    version = str(row["version"]) if row["version"] else None
    content = {
        "release": {
            **_shown(newest),
            "licence": row["licence"],
            "citation": citation(newest.id, version, newest.checksum, str(row["loadedAt"])),
        },
        "formats": _formats(_address_of(newest, releases)),
        "releases": [
            {**_shown(release), "formats": _formats(release)}
            for release in releases
            if release is _address_of(release, releases) and release.can_be_rebuilt
        ],
    }
    return await generated_response(request, orjson.dumps(content), "application/json", _VARY)


async def _archive(request: Request) -> Response:
    requested, file = request.path_params["release"], request.path_params["file"]
    releases = await _releases(request)
    found = next((r for r in releases if requested in (r.name, r.id)), None)
    release = _address_of(found or releases[0], releases)
    format_name = file.removesuffix(ARCHIVE_SUFFIX)
    if found is None or format_name not in FORMATS or not file.endswith(ARCHIVE_SUFFIX):
        message = (
            f"{release.name} is available in other formats."
            if found
            else f"The newest release is {release.name}."
        )
        addresses = [each["address"] for each in _formats(release)]
        return _error(Code.NOT_FOUND, message, 404, {"addresses": addresses})
    if requested != release.name:
        return RedirectResponse(archive_path(release.name, format_name), 308)
    archives: Archives = request.app.state.archives
    if not release.can_be_rebuilt and not archives.has(release, format_name):
        return _gone(release)
    archive = await archives.get(release, format_name, seconds=MAX_WAIT)
    return _response(archive, request.headers.get("if-none-match", ""))


def _response(archive: Archive, if_none_match: str) -> Response:
    tag = f'"{archive.sha256}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    tags = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
    if tag in tags or tags == ["*"]:
        return Response(status_code=304, headers=headers)
    return FileResponse(
        archive.path, media_type="application/zip", filename=archive.path.name, headers=headers
    )


async def _releases(request: Request) -> Sequence[ArchivedRelease]:
    """Return all releases, the newest first.

    Raises:
        NoCatalogue: if there is none.
    """
    reader: Reader = request.app.state.reader
    releases: list[ArchivedRelease] = []
    is_recorded = True
    for row in (await reader.read(_RELEASES, {})).row:
        if not isinstance(row, Mapping):
            raise TypeError(f"not a release: {row!r}")
        checksum = str(row["checksum"])
        releases.append(
            ArchivedRelease(
                id=str(row["id"]),
                checksum=checksum,
                name=str(row["version"] or f"{row['slug']}-{checksum[:12]}"),
                row=row,
                can_be_rebuilt=is_recorded,
            )
        )
        is_recorded = is_recorded and row["isLogged"] is True
    if not releases:
        raise NoCatalogue("No release is loaded.")
    return releases


def _address_of(release: ArchivedRelease, releases: Sequence[ArchivedRelease]) -> ArchivedRelease:
    """Return the release whose archives an address has: the first with the same contents.

    So an archive stays the same if an undo brings its contents back.
    """
    return next(r for r in reversed(releases) if r.name == release.name)


def _shown(release: ArchivedRelease) -> Mapping[str, Json]:
    return {key: release.row[key] for key in ("id", "version", "checksum", "loadedAt", "name")}


def _formats(release: ArchivedRelease) -> list[dict[str, str]]:
    return [
        {"name": each.name, "title": each.title, "address": archive_path(release.name, each.name)}
        for each in FORMATS.values()
    ]


def _gone(release: ArchivedRelease) -> Response:
    message = (
        f"The archives of {release.name} were not kept, and can't be created again: the"
        " changes since are not recorded. Load the seeds of then into an empty database and export"
        f" them, or restore a copy with checksum {release.checksum}."
    )
    return _error(Code.NOT_FOUND, message, 410)


def _error(
    code: Code,
    message: str,
    status: int,
    more: Mapping[str, Json] | None = None,
    retry_after: int | None = None,
) -> Response:
    CURRENT_REQUEST.get().code = code  # otherwise the log would say that all went well
    headers = {} if retry_after is None else {"retry-after": str(retry_after)}
    return JSONResponse({"code": code, "message": message, **(more or {})}, status, headers)
