"""An earlier release that is restored into an empty database answers operations as it did then.

Its archive is from its address, after a later load and an undo. The operations are the cases, and
what the explorer requests for its lists and for entries of every type.
"""

from __future__ import annotations

import asyncio
import io
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import orjson
import pytest

from graph_service.api.engine import Engine
from graph_service.catalogue.commands.archives import restore_archive
from graph_service.console import Console
from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.entries import PAGES as ENTRIES
from graph_service.explorer.pages.page import ANY
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.model.json import Json
from graph_service.settings import DatabaseSettings, Times
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.api.test_cases import NAMES, operation_of, variables_of
from tests.api.test_exports import served
from tests.api_schema import api_schema
from tests.catalogue.live import Live
from tests.conftest import ROOT
from tests.graphs import wipe
from tests.sizes import part_of

COUNT = 200
HISTORY = re.compile(r"\b(?:changes|releases|history|addedIn|updatedIn|updatedAt)\b")
"""What archives don't have."""
_DATED = re.compile(r"^ *(?:addedIn|updatedIn|updatedAt)\n", re.MULTILINE)
"""What every page of an entry asks for: without that, the others are compared."""
_LOADED_AT = re.compile(rb'"loadedAt":"[^"]*"')
"""The time of the load is that of the restore."""
Recorded = Mapping[str, tuple[str, Mapping[str, Json]]]


def _recorded() -> Iterator[tuple[str, str, Mapping[str, Json]]]:
    """Yield operations with their variables, each with a name."""
    for name in NAMES:
        yield name, operation_of(name), variables_of(name)
    for page in PAGES:
        if ANY not in page.path:
            address = Address("en", page.path)
            yield str(address), page.operation.text, {**page.variables(address), "lang": "EN"}
    slugs = {
        page.path[0]: sorted(path.stem for path in (ROOT / "seeds" / page.path[0]).glob("*.yaml"))
        for page in ENTRIES
    }
    for number in range(max(map(len, slugs.values()))):
        for page in ENTRIES:
            if number < len(slugs[page.path[0]]):
                language = LANGUAGES[number % len(LANGUAGES)]
                address = Address(language, (page.path[0], slugs[page.path[0]][number]))
                given = {**page.variables(address), "lang": language.upper()}
                yield str(address), _DATED.sub("", page.operation.text), given


@pytest.fixture(scope="module")
def recorded() -> Recorded:
    found = {
        name: (text, variables) for name, text, variables in _recorded() if not HISTORY.search(text)
    }
    kept = list(found.items())[:COUNT]
    assert len(kept) == COUNT
    return dict(part_of(kept, 12))


async def _answers(database: Database, recorded: Recorded) -> dict[str, bytes]:
    engine = Engine(api_schema(), Reader(database, deadline=Times.operation))
    found = {}
    for name, (text, variables) in recorded.items():
        outcome = await engine.answer(text, variables)
        assert outcome.status == 200, (name, outcome.body)
        assert "errors" not in outcome.body, name
        found[name] = _LOADED_AT.sub(b"", orjson.dumps(outcome.body))
    return found


def _load_a_change_and_undo_it(settings: DatabaseSettings, seeds: Path) -> None:
    shutil.copytree(ROOT / "seeds", seeds)
    changed = seeds / "good-practices/gp-cri-eri.yaml"
    changed.write_text(changed.read_text().replace("Equipo", "Grupo"))
    with Live.open(settings) as live:
        for arguments in (("load", seeds), ("undo",)):
            done = live.invoke(*arguments)
            assert done.exit_code == 0, done.output
        assert live.value("MATCH (r:Release) RETURN max(r.number)") == 3


@pytest.mark.proof
async def test_a_restored_release_answers_as_before(
    own_catalogue: DatabaseSettings, database: Database, recorded: Recorded, tmp_path: Path
) -> None:
    before = await _answers(database, recorded)
    async with served(own_catalogue) as (client, _):
        listed = (await client.get("/export/")).json()
        (address,) = (f["address"] for f in listed["formats"] if f["name"] == "jsonl")
        first = (await client.get(address)).content
    await asyncio.to_thread(_load_a_change_and_undo_it, own_catalogue, tmp_path / "seeds")
    archive = tmp_path / "archive.zip"
    async with served(own_catalogue) as (client, app):
        archive.write_bytes((await client.get(address)).content)
        assert app.state.archives.exports_started == 1
    assert archive.read_bytes() == first
    await asyncio.to_thread(wipe, own_catalogue)
    await asyncio.to_thread(restore_archive, archive, own_catalogue, Console(io.StringIO()))
    async with served(own_catalogue) as (client, _):
        again = (await client.get("/export/")).json()
        assert again["release"]["checksum"] == listed["release"]["checksum"]
        assert (await client.get(address)).content == first
    after = await _answers(database, recorded)
    assert [name for name in recorded if after[name] != before[name]] == []
    assert len(set(before.values())) > len(recorded) * 0.9  # they differ, so they have data
