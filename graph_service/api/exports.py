"""Downloads of releases: /export/ lists them; /export/{version}/{format}.zip is one.

Its SHA-256 is in the list, and at /export/{version}/{format}.zip.sha256.
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
from graph_service.errors import GraphServiceError, NoCatalogue, ReleaseLost
from graph_service.export.formats import FORMATS
from graph_service.model import publication
from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.json import Json
from graph_service.model.storage import IS_RECORDED
from graph_service.store.read import Reader
from graph_service.telemetry import CURRENT_REQUEST

LIST_WAIT = 10.0
"""How many seconds the list waits for the SHA-256 of the newest archives; it leaves out others."""
MAX_WAIT = 50.0
"""How many seconds a client waits for an archive that is being created: less than the 60 after
which proxies usually give up. All formats of 1,000 entries take 4 s, and 25 on a busy machine."""
_RETRY = {"retry-after": "15"}
_DEFECT = "Internal error: the export failed."
_VARY = {"Vary": "Accept, Accept-Language"}
_RELEASES = f"""OPTIONAL MATCH (release:Release) WHERE release.{RELEASE_ORDER} IS NOT NULL
WITH release ORDER BY release.{RELEASE_ORDER} DESC
RETURN collect(CASE WHEN release IS NOT NULL THEN release {{
  .id, .checksum, .name, .licence, loadedAt: toString(release.loadedAt),
  isLogged: {IS_RECORDED}
}} END) AS row"""
Endpoint = Callable[[Request], Awaitable[Response]]


def export_routes(pages: Pages | None) -> list[Route]:
    """Return the routes; they use the reader and the archives in the application's state.

    Args:
        pages: the explorer, which has a page of the releases; None if it is off.
    """
    return [
        Route(publication.ARCHIVES, _with_errors(partial(_index, pages))),
        Route(publication.ARCHIVES + "{release}/{file}", _with_errors(_archive)),
    ]


def _with_errors(endpoint: Endpoint) -> Endpoint:
    """Wrap an endpoint: errors become 503 with Retry-After, without internal details."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except TimeoutError:
            message = "The archive is being created: try again soon."
            return _error(Code.EXPORT_UNDER_WAY, message, 503)
        except GraphServiceError as error:
            if (public := public_message(error)) is not None:
                return _error(error.code, public, 503)
            return _error(error.code, _DEFECT, 500)

    return answer


async def _index(pages: Pages | None, request: Request) -> Response:
    if pages is not None and prefers_html(request.headers.get("accept", "").encode()):
        page = pages.preferred(request).to("releases")
        return RedirectResponse(str(page), 303, _VARY)
    releases = await _releases(request)
    newest, row = releases[0], releases[0].row
    by_version = {release.version: release for release in reversed(releases)}  # the newest of each
    archives: Archives = request.app.state.archives
    await archives.make_known(newest, FORMATS, seconds=LIST_WAIT)
    content = {
        "release": {
            **_shown(newest),
            "licence": row["licence"],
            "citation": publication.citation(newest.version, str(row["loadedAt"])[:10]),
        },
        "formats": _formats(newest, archives),
        "releases": [
            {**_shown(release), "formats": _formats(release, archives)}
            for release in releases
            if release is by_version[release.version] and release.can_be_rebuilt
        ],
    }
    return await generated_response(request, orjson.dumps(content), "application/json", _VARY)


async def _archive(request: Request) -> Response:
    requested, name = request.path_params["release"], request.path_params["file"]
    file = name.removesuffix(publication.DIGEST_SUFFIX)
    releases = await _releases(request)
    found = next(
        (r for r in releases if requested in (r.id, r.version)),
        None,
    )
    release = found or releases[0]
    format_name = file.removesuffix(publication.ARCHIVE_SUFFIX)
    if found is None or format_name not in FORMATS or not file.endswith(publication.ARCHIVE_SUFFIX):
        message = (
            f"{release.version} is available in other formats."
            if found
            else f"The newest release is {release.version}."
        )
        addresses = [publication.archive_path(release.version, each) for each in FORMATS]
        return _error(Code.NOT_FOUND, message, 404, {"addresses": addresses})
    if requested != release.version:
        return RedirectResponse(f"{publication.ARCHIVES}{release.version}/{name}", 308)
    archives: Archives = request.app.state.archives
    if not release.can_be_rebuilt and not archives.has(release, format_name):
        return _gone(release)
    try:
        archive = await archives.get(release, format_name, seconds=MAX_WAIT)
    except ReleaseLost:
        return _gone(release)
    if name != file:  # as `sha256sum --check` reads it
        return Response(f"{archive.sha256}  {archive.path.name}\n", media_type="text/plain")
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
        releases.append(
            ArchivedRelease(
                id=str(row["id"]),
                checksum=str(row["checksum"]),
                row=row,
                can_be_rebuilt=is_recorded,
            )
        )
        is_recorded = is_recorded and row["isLogged"] is True
    if not releases:
        raise NoCatalogue("No release is loaded.")
    return releases


def _shown(release: ArchivedRelease) -> Mapping[str, Json]:
    row = {key: release.row[key] for key in ("id", "checksum", "loadedAt", "name")}
    return {**row, "version": release.version}


def _formats(release: ArchivedRelease, archives: Archives) -> list[dict[str, Json]]:
    found = {name: archives.known(release, name) for name in FORMATS}
    return [
        {
            "name": name,
            "title": FORMATS[name].title,
            "address": publication.archive_path(release.version, name),
            "bytes": archive.size if archive else None,
            "sha256": archive.sha256 if archive else None,
        }
        for name, archive in found.items()
    ]


def _gone(release: ArchivedRelease) -> Response:
    message = (
        f"The archives of {release.version} were not kept, and can't be created again: a change"
        " since is not recorded, or a value was forgotten. Load the seeds of then into an empty"
        f" database and export them, or restore a copy with checksum {release.checksum}."
    )
    return _error(Code.NOT_FOUND, message, 410)


def _error(
    code: Code, message: str, status: int, more: Mapping[str, Json] | None = None
) -> Response:
    CURRENT_REQUEST.get().code = code  # otherwise the log would say that all went well
    headers = _RETRY if status == 503 else None
    return JSONResponse({"code": code, "message": message, **(more or {})}, status, headers)
