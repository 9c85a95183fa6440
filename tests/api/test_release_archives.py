"""Archives of earlier releases: at the same address, the same bytes, or 410 with what to do."""

import asyncio
import io
import json
import zipfile
from pathlib import Path

from graph_service.settings import DatabaseSettings
from tests.api.test_exports import served
from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds, run, write_all
from tests.catalogue.seeding import Seeds


def _manifest(content: bytes) -> dict[str, dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        (name,) = (name for name in packed.namelist() if name.endswith("manifest.json"))
        found: dict[str, dict[str, str]] = json.loads(packed.read(name))
        return found


async def test_the_archive_of_a_release_stays_the_same(
    database_settings: DatabaseSettings, tmp_path: Path
) -> None:
    """Load, load again, undo: also when no archive was kept."""
    seeds = Seeds(tmp_path / "seeds").basics()
    write_all(seeds)
    with Live.open(database_settings) as live:
        live.clear()
        await asyncio.to_thread(run, live, "load", seeds)
        async with served(database_settings) as (client, _):
            listed = (await client.get("/export/")).json()
            (address,) = (f["address"] for f in listed["formats"] if f["name"] == "jsonl")
            first = await client.get(address)
        change_all_kinds(seeds)
        await asyncio.to_thread(run, live, "load", seeds, "--prune", "--yes")
        async with served(database_settings) as (client, _):
            assert (await client.get(address)).content == first.content
            listed = (await client.get("/export/")).json()
            newest, oldest = listed["releases"]
            assert {f["address"] for f in oldest["formats"]} >= {address}
            assert listed["release"]["version"] == newest["version"] != oldest["version"]
            second = await client.get(newest["formats"][0]["address"])
            assert _manifest(second.content)["release"]["version"] == newest["version"]
        undone = await asyncio.to_thread(live.invoke, "undo")
        assert undone.exit_code == 0
        async with served(database_settings) as (client, _):
            assert (await client.get(address)).content == first.content
            moved = await client.get("/export/Release:release-3/jsonl.zip")
            assert (moved.status_code, moved.headers["location"]) == (308, address)
        live.clear()


async def test_a_release_that_can_not_be_rebuilt_is_gone_unless_its_archive_was_kept(
    database_settings: DatabaseSettings, tmp_path: Path
) -> None:
    seeds = Seeds(tmp_path / "seeds").basics()
    write_all(seeds)
    with Live.open(database_settings) as live:
        live.clear()
        await asyncio.to_thread(run, live, "load", seeds)
        async with served(database_settings, folder=tmp_path / "kept") as (client, _):
            formats = (await client.get("/export/")).json()["formats"]
            jsonl, csv = (
                next(f["address"] for f in formats if f["name"] == name)
                for name in ("jsonl", "csv")
            )
            kept = await client.get(jsonl)
        for made_by_the_list in (tmp_path / "kept").glob("*-csv.zip"):
            made_by_the_list.unlink()
        change_all_kinds(seeds)
        await asyncio.to_thread(run, live, "load", seeds, "--prune", "--yes")
        # The history doesn't lead to what release 1 left.
        live.rows("MATCH (c:Change {number: 2, entryId: 'GoodPractice:q'}) DELETE c")
        async with served(database_settings, folder=tmp_path / "kept") as (client, _):
            assert (await client.get(jsonl)).content == kept.content
            lost = await client.get(csv)
            assert lost.status_code == 410
            assert "or a value was forgotten" in lost.text
            assert (await client.get(csv)).status_code == 410
        live.rows("MATCH (r:Release {number: 2}) REMOVE r.z_checksumBefore")
        async with served(database_settings, folder=tmp_path / "kept") as (client, app):
            assert (await client.get(jsonl)).content == kept.content
            gone = await client.get(csv)
            assert gone.status_code == 410
            assert _manifest(kept.content)["release"]["checksum"] in gone.json()["message"]
            assert app.state.archives.exports_started == 0
            assert len((await client.get("/export/")).json()["releases"]) == 1
        live.clear()
