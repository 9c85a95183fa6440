"""Archives over HTTP: created once, always the same bytes, and errors in JSON."""

import asyncio
import hashlib
import io
import json
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import yaml
from starlette.applications import Starlette

from graph_service.api import archives, exports
from graph_service.catalogue.files.base_file import read_bases
from graph_service.errors import ExportRefused
from graph_service.export.formats import FORMATS
from graph_service.settings import DatabaseSettings, ServeSettings, ServiceSettings
from tests.api.serving import cold_app
from tests.export.helpers import export

PUBLISHED = read_bases(Path(__file__).parents[2] / "seeds")[0]
VERSION = PUBLISHED.checksum[:16]
CSV = f"/export/{VERSION}/csv.zip"
JSONL = f"/export/{VERSION}/jsonl.zip"


@asynccontextmanager
async def served(
    settings: DatabaseSettings, space: int = 64, folder: Path | None = None
) -> AsyncIterator[tuple[httpx.AsyncClient, Starlette]]:
    service = ServiceSettings(export_space_mib=space, export_folder=folder)
    app = cold_app(ServeSettings(database=settings, service=service))
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://test", timeout=60) as client,
    ):
        yield client, app


async def test_all_listed_archives_exist(
    own_catalogue: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "LIST_WAIT", 60)
    async with served(own_catalogue) as (client, app):
        listed = (await client.get("/export/")).json()
        assert listed["release"]["id"] == "Release:release-1"
        assert listed["release"]["licence"] == "CC BY 4.0"
        assert [listed_format["name"] for listed_format in listed["formats"]] == list(FORMATS)
        for listed_format in listed["formats"]:
            response = await client.get(listed_format["address"])
            assert response.status_code == 200
            assert response.headers["content-type"] == "application/zip"
            digest = hashlib.sha256(response.content).hexdigest()
            assert response.headers["etag"] == f'"{digest}"'
            assert (listed_format["sha256"], listed_format["bytes"]) == (
                digest,
                len(response.content),
            )
            name = f"{VERSION}-{listed_format['name']}"
            alone = await client.get(f"{listed_format['address']}.sha256")
            assert alone.text == f"{digest}  {name}.zip\n"
            assert response.headers["content-disposition"] == f'attachment; filename="{name}.zip"'
            with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
                assert packed.testzip() is None
                manifest = json.loads(packed.read(f"{name}/manifest.json"))
            assert manifest["format"] == listed_format["name"]
            day = listed["release"]["loadedAt"][:10]
            # The day is that of this database: archives of the same entries don't have it.
            cited = listed["release"]["citation"].replace(f", {day}.", ".")
            assert manifest["citation"] == cited.replace(f" ({day[:4]})", "")
        query = {"query": "{ catalogue { release { citation } } }"}
        answer = (await client.post("/graphql", json=query)).json()
        assert answer["data"]["catalogue"]["release"] == {"citation": listed["release"]["citation"]}
        assert app.state.archives.exports_started == 1  # of all formats, by the list
        assert listed["releases"][0]["formats"] == listed["formats"]


async def test_the_citation_file_has_the_sha256_of_the_archives(
    own_catalogue: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all but JSON-LD, which has the addresses of its service."""
    monkeypatch.setattr(exports, "LIST_WAIT", 60)
    cited = yaml.safe_load((Path(__file__).parents[2] / "CITATION.cff").read_text())
    digests = {each["description"]: each["value"] for each in cited["identifiers"]}
    async with served(own_catalogue) as (client, _):
        listed = (await client.get("/export/")).json()["formats"]
    assert digests == {
        f"SHA-256 of {VERSION}-{each['name']}.zip": f"sha256:{each['sha256']}"
        for each in listed
        if each["name"] != "json-ld"
    }


async def test_the_list_does_not_wait_for_ever(
    own_catalogue: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "LIST_WAIT", 0.01)
    async with served(own_catalogue) as (client, _):
        listed = (await client.get("/export/")).json()["formats"]
        assert [each["sha256"] for each in listed] == [None] * len(FORMATS)


async def test_archives_that_are_requested_together_share_an_export(
    own_catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    """One process each took longer than clients wait, if all formats were requested at once."""
    async with served(own_catalogue) as (client, app):
        paths = [f"/export/{VERSION}/{name}.zip" for name in FORMATS]
        found = await asyncio.gather(*(client.get(path) for path in paths * 3))
        assert {response.status_code for response in found} == {200}
        assert len({response.content for response in found}) == len(FORMATS)
        assert app.state.archives.exports_started <= 2
        folder = app.state.archives._folder
    assert not folder.exists()
    alone = await asyncio.to_thread(export, own_catalogue, "graphml", tmp_path / "out")
    graphml = found[[*FORMATS].index("graphml")]
    with zipfile.ZipFile(io.BytesIO(graphml.content)) as packed:
        files = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    assert files == {path.name: path.read_bytes() for path in alone.iterdir()}


async def test_an_archive_that_is_too_large_fails_alone(own_catalogue: DatabaseSettings) -> None:
    async with served(own_catalogue) as (client, app):
        small = f"/export/{VERSION}/edge-lists.zip"
        app.state.archives._max_bytes = 50_000  # the edge lists have 30 kB, the others 200
        found = await asyncio.gather(*(client.get(path) for path in (CSV, JSONL, small)))
        assert [response.status_code for response in found] == [503, 503, 200]
        assert all("EXPORT_SPACE" in response.text for response in found[:2])
        started = app.state.archives.exports_started
        assert (await client.get(CSV)).status_code == 503
        assert app.state.archives.exports_started == started  # it is not retried
        assert len([*app.state.archives._folder.iterdir()]) == 1


async def test_head_ranges_and_conditional_requests(own_catalogue: DatabaseSettings) -> None:
    async with served(own_catalogue) as (client, _):
        head = await client.head(CSV)
        whole = await client.get(CSV)
        assert head.content == b""
        assert head.headers["content-length"] == str(len(whole.content))
        assert head.headers["etag"] == whole.headers["etag"]
        # Not the time of the last use, which decides what is removed first.
        await asyncio.sleep(1.1)
        changed = head.headers["last-modified"]
        for resumed in ({}, {"if-range": changed}, {"if-range": head.headers["etag"]}):
            part = await client.get(CSV, headers={"range": "bytes=0-9", **resumed})
            assert (part.status_code, part.content) == (206, whole.content[:10])
            assert part.headers["last-modified"] == changed
        for known in (head.headers["etag"], f'"x", W/{head.headers["etag"]}', "*"):
            response = await client.get(CSV, headers={"if-none-match": known})
            assert (response.status_code, response.content) == (304, b"")
        assert (await client.get(CSV, headers={"if-none-match": '"x"'})).status_code == 200


async def test_the_id_of_a_release_leads_to_its_version(own_catalogue: DatabaseSettings) -> None:
    async with served(own_catalogue) as (client, _):
        for suffix in ("", ".sha256"):
            moved = await client.get(f"/export/Release:release-1/csv.zip{suffix}")
            assert (moved.status_code, moved.headers["location"]) == (308, f"{CSV}{suffix}")


@pytest.mark.parametrize(
    "path",
    [
        "/export/Release:release-2/csv.zip",
        f"/export/2026-11-29-{VERSION[:12]}/csv.zip",
        f"/export/{VERSION[:12]}/csv.zip",
        f"/export/{VERSION}/xlsx.zip",
        f"/export/{VERSION}/csv",
        f"/export/{VERSION}/.zip",
        "/export/x/..%2f..%2fcsv.zip",
    ],
)
async def test_unknown_archives_are_404_with_the_known_ones(
    own_catalogue: DatabaseSettings, path: str
) -> None:
    async with served(own_catalogue) as (client, app):
        response = await client.get(path)
        assert response.status_code == 404
        body = response.json()
        if ".." in path:  # not a path of exports
            assert body["errors"][0]["extensions"]["code"] == "NOT_FOUND"
        else:
            assert body["code"] == "NOT_FOUND"
            assert CSV in body["addresses"]
        assert app.state.archives.exports_started == 0


async def test_browsers_get_the_page_of_releases(own_catalogue: DatabaseSettings) -> None:
    async with served(own_catalogue) as (client, _):
        headers = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "pt-BR,pt;q=0.9"}
        moved = await client.get("/export/", headers=headers)
        assert (moved.status_code, moved.headers["location"]) == (303, "/pt/releases")
        assert "Accept" in moved.headers["vary"]
        page = await client.get("/pt/releases", headers=headers)
        assert page.status_code == 200
        for name in FORMATS:
            assert f'href="/export/{VERSION}/{name}.zip"' in page.text
            assert f'href="/export/{VERSION}/{name}.zip.sha256"' in page.text
        for accept in ("*/*", "application/json"):
            listed = await client.get("/export/", headers={"Accept": accept})
            assert listed.json()["release"]["version"] == VERSION


async def test_a_503_is_no_success_in_the_log(
    own_catalogue: DatabaseSettings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(exports, "MAX_WAIT", 0.05)
    async with served(own_catalogue) as (client, _):
        with caplog.at_level("INFO"):
            assert (await client.get(CSV)).status_code == 503
            assert (await client.get("/export/x/csv.zip")).status_code == 404
    outcomes = [vars(record)["outcome"] for record in caplog.records if "outcome" in vars(record)]
    assert outcomes == ["EXPORT_UNDER_WAY", "NOT_FOUND"]


async def test_clients_retry_while_an_archive_is_created(
    own_catalogue: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MAX_WAIT", 0.05)
    async with served(own_catalogue) as (client, app):
        response = await client.get(CSV)
        assert response.status_code == 503
        assert response.json()["code"] == "EXPORT_UNDER_WAY"
        assert int(response.headers["retry-after"]) == 15
        monkeypatch.setattr(exports, "MAX_WAIT", 60)
        assert (await client.get(CSV)).status_code == 200
        assert app.state.archives.exports_started == 1


async def test_a_stopping_service_ends_its_exports(
    own_catalogue: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[asyncio.subprocess.Process] = []
    create = asyncio.create_subprocess_exec

    async def recorded(*arguments: str, **options: object) -> asyncio.subprocess.Process:
        process = await create(*arguments, **options)  # type: ignore[arg-type]
        started.append(process)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", recorded)
    monkeypatch.setattr(exports, "MAX_WAIT", 0.5)
    async with served(own_catalogue) as (client, _):
        assert (await client.get(CSV)).status_code == 503
    (process,) = started
    assert process.returncode is not None


async def test_archives_stay_within_their_space(own_catalogue: DatabaseSettings) -> None:
    async with served(own_catalogue) as (client, app):
        first = await client.get(CSV)
        other = len((await client.get(JSONL)).content)
        archives_ = app.state.archives
        archives_._max_bytes = len(first.content) + other - 1
        archives_._tasks[f"{VERSION}-jsonl.zip"].result().path.unlink()
        for path, made in ((JSONL, 3), (JSONL, 3), (CSV, 4)):
            assert (await client.get(path)).status_code == 200
            assert archives_.exports_started == made
            assert len(list(archives_._folder.iterdir())) == 1
        assert (await client.get(CSV)).content == first.content


async def test_exports_can_be_turned_off(own_catalogue: DatabaseSettings) -> None:
    async with served(own_catalogue, space=0) as (client, _):
        assert (await client.get("/export/")).status_code == 404
        assert (await client.get(CSV)).status_code == 404


async def test_errors_hide_the_address_of_the_database() -> None:
    unreachable = DatabaseSettings(uri="bolt://127.0.0.1:1", user="neo4j", password="x")
    async with served(unreachable) as (client, _):
        for path in ("/export/", CSV):
            response = await client.get(path)
            assert response.status_code == 503
            assert response.json()["code"] == "DATABASE_UNAVAILABLE"
            assert "127.0.0.1" not in response.text


async def test_the_database_becomes_unavailable_during_an_export(
    own_catalogue: DatabaseSettings,
) -> None:
    unreachable = DatabaseSettings(uri="bolt://127.0.0.1:1", user="neo4j", password="x")
    async with served(own_catalogue) as (client, app):
        app.state.archives._database = unreachable
        response = await client.get(CSV)
        assert response.status_code == 503
        assert response.json()["code"] == "DATABASE_UNAVAILABLE"
        app.state.archives._database = own_catalogue
        assert (await client.get(CSV)).status_code == 200


async def test_a_full_disk_is_reported(
    own_catalogue: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archives, "pack", full)
    async with served(own_catalogue) as (client, app):
        response = await client.get(CSV)
        assert response.status_code == 503
        assert response.json() == {
            "code": ExportRefused.code,
            "message": "There is no disk space for the archive now.",
        }
        assert list(app.state.archives._folder.iterdir()) == []
