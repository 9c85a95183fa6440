"""Undos restore exactly the graph before the load, one load at a time, or are refused."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph_service.api.engine import Engine
from graph_service.catalogue.loads.changeset import audit
from graph_service.catalogue.loads.load import load, undo
from graph_service.catalogue.plan.make_plan import plan_undo
from graph_service.cli import app_for
from graph_service.errors import DatabaseFailed, LoadRefused
from graph_service.model.graph import TYPES
from graph_service.model.storage import LOADED_GRAPH
from graph_service.store.write import Writer
from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds, run, undated
from tests.catalogue.seeding import Seeds

pytestmark = pytest.mark.slow

HISTORY = "MATCH (r:Release) RETURN r.number, r.undoes ORDER BY r.number"


async def test_each_undo_restores_exactly_the_graph_before_a_load(
    loaded: Live, seeds: Seeds
) -> None:
    """Three loads, two undos, another load, and undos of all that remain."""
    states = [loaded.contents()]
    change_all_kinds(seeds)
    await load(seeds.graph(), loaded.settings, prune=True)
    states.append(loaded.contents())
    seeds.institution("i", "pan", "founded: 2018-10\n")
    seeds.put("topics/helpline.yaml", "name: {es: Otra}\nscheme: SUBJECT\n")
    await load(seeds.graph(), loaded.settings)
    assert loaded.contents() not in states

    for number, state in ((3, states[1]), (2, states[0])):
        release = (await undo(loaded.settings, number, loaded_by="ana")).release
        assert loaded.contents() == state
        assert release["loadedBy"] == "ana"
    assert loaded.rows(HISTORY) == [(1, None), (2, None), (3, None), (4, 3), (5, 2)]
    names = loaded.rows("MATCH (r:Release) WHERE r.number > 3 RETURN r.name ORDER BY r.number")
    assert [name.partition("), ")[2] for (name,) in names] == [
        "undoes Release 3",
        "undoes Release 2",
    ]
    checksums = dict(loaded.rows("MATCH (r:Release) RETURN r.number, r.checksum"))
    assert (checksums[4], checksums[5]) == (checksums[2], checksums[1])

    # The next undo takes back this load, the one after it load 1: loads 2 and 3 are undone.
    await load(seeds.graph(), loaded.settings)
    await undo(loaded.settings)
    assert loaded.contents() == states[0]
    await undo(loaded.settings)
    assert loaded.contents() == ([], [])
    assert loaded.rows(HISTORY)[5:] == [(6, None), (7, 6), (8, 1)]
    with pytest.raises(LoadRefused, match="Every load has been undone"):
        await undo(loaded.settings)
    logs = loaded.rows(
        "MATCH (r:Release) WHERE r.z_checksumBefore IS NOT NULL RETURN r.number ORDER BY r.number"
    )
    assert logs == [(number,) for number in range(1, 9)]


async def test_the_undo_of_a_load_over_changes_by_hand_brings_them_back(
    loaded: Live, seeds: Seeds
) -> None:
    """Except what no file can say."""
    loaded.rows(
        "MATCH (p:GoodPractice {slug: 'p'}) SET p.extra = date('2020-02-01'), p.noteEs = 'x'"
    )
    await load(seeds.graph(), loaded.settings)
    assert loaded.value("MATCH (p:GoodPractice {slug: 'p'}) RETURN p.note") is None
    await undo(loaded.settings)
    assert loaded.rows("MATCH (p:GoodPractice {slug: 'p'}) RETURN p.note, p.extra") == [("x", None)]


async def test_former_slugs_resolve_after_a_load_and_not_after_its_undo(
    loaded: Live, seeds: Seeds, engine: Engine
) -> None:
    operation = (
        '{ old: topic(by: {slug: "hotline"}) { slug } new: topic(by: {slug: "helpline"}) { slug } }'
    )

    async def answer() -> Any:
        body: Any = (await engine.answer(operation)).body
        return body["data"]

    assert await answer() == {"old": {"slug": "hotline"}, "new": None}
    change_all_kinds(seeds)
    await load(seeds.graph(), loaded.settings, prune=True)
    loaded.rows("CALL db.awaitIndexes(30)")
    assert await answer() == {"old": {"slug": "helpline"}, "new": {"slug": "helpline"}}
    await undo(loaded.settings)
    loaded.rows("CALL db.awaitIndexes(30)")
    assert await answer() == {"old": {"slug": "hotline"}, "new": None}


def test_a_dry_run_shows_what_an_undo_does_and_writes_nothing(loaded: Live, seeds: Seeds) -> None:
    file = seeds.folder / "good-practices/p.yaml"
    file.write_text(file.read_text().replace("name: {es: p}", "name: {es: Uno}"))
    run(loaded, "load", seeds)
    before = loaded.everything()
    lines = undated(run(loaded, "undo", "--dry-run")).splitlines()
    assert lines[0] == '  ~ good-practices/p  Name (es): "Uno" → "p"'
    assert lines[1] == "3 of the 12 answers change:"
    numbers = "entries: 1 changed."
    assert lines[-1] == f"Undoing Release 2: {numbers}"
    assert loaded.everything() == before
    done = undated(run(loaded, "undo")).splitlines()
    assert done == [lines[0], f"Release 3, undoes Release 2: {numbers}"]
    run(loaded, "undo", "--format", "json", status=2)


def test_an_empty_graph_has_nothing_to_undo(live: Live) -> None:
    output = run(live, "undo", status=1)
    assert output == "Nothing has been loaded into this graph yet, so there is nothing to undo.\n"
    assert live.everything() == ([], [])


async def test_database_errors_are_mapped(loaded: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_service.store.change_log._RELEASES", "RETURN")
    for attempt in (undo, plan_undo):
        with pytest.raises(DatabaseFailed, match="rejected a statement"):
            await attempt(loaded.settings)


async def test_a_load_without_a_change_log_can_not_be_undone(loaded: Live, seeds: Seeds) -> None:
    """Because an earlier program wrote it, or the graph was restored from an archive."""
    loaded.rows("MATCH (r:Release) REMOVE r.z_checksumBefore")
    with pytest.raises(LoadRefused, match=r"Release 1 \(.*\) can't be undone"):
        await undo(loaded.settings)
    seeds.source("a")
    assert (await load(seeds.graph(), loaded.settings)).is_written


async def test_two_undos_at_once_go_back_two_loads(loaded: Live, seeds: Seeds) -> None:
    state = loaded.contents()
    for slug in ("a", "b"):
        seeds.source(slug)
        await load(seeds.graph(), loaded.settings)
    await asyncio.gather(undo(loaded.settings), undo(loaded.settings))
    assert loaded.contents() == state
    assert loaded.rows(HISTORY) == [(1, None), (2, None), (3, None), (4, 3), (5, 2)]


async def test_an_undo_that_fails_half_way_leaves_nothing(
    loaded: Live, seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds.source("a")
    await load(seeds.graph(), loaded.settings)
    before = loaded.everything()

    # A history that doesn't lead to the recorded graph.
    loaded.rows("MATCH (r:Release {number: 2}) SET r.z_checksumBefore = 'x'")
    with pytest.raises(LoadRefused, match=r"^Release 2 .* its history was changed by hand"):
        await undo(loaded.settings)
    checksum = loaded.value("MATCH (r:Release {number: 1}) RETURN r.checksum")
    loaded.rows(
        "MATCH (r:Release {number: 2}) SET r.z_checksumBefore = $checksum", checksum=checksum
    )
    assert loaded.everything() == before

    async def fail(self: Writer, release: object) -> None:
        raise DatabaseFailed("after the nodes and edges, before the release")

    with monkeypatch.context() as patched:
        patched.setattr(Writer, "write_releases", fail)
        with pytest.raises(DatabaseFailed):
            await undo(loaded.settings)

    async def little(_: object) -> int:
        return 10_000

    with monkeypatch.context() as patched:
        patched.setattr("graph_service.catalogue.loads.load.read_memory", little)
        with pytest.raises(LoadRefused, match="Raise HEAP"):
            await undo(loaded.settings)
    assert loaded.everything() == before


async def test_change_logs_are_no_labels_of_their_own_and_never_exported(
    loaded: Live, seeds: Seeds, tmp_path: Path
) -> None:
    assert loaded.value("MATCH (r:Release) RETURN r.z_checksumBefore IS NOT NULL") is True
    labels = loaded.rows("CALL db.labels() YIELD label RETURN label")
    # As Neo4j Browser lists them.
    assert {label for (label,) in labels} <= {*TYPES, LOADED_GRAPH}
    assert (await audit(seeds.graph(), loaded.settings)).is_equal
    for form in ("jsonl", "cypher"):
        arguments = ["export", "--format", form, str(tmp_path / form)]
        env = loaded.settings.environ()
        done = await asyncio.to_thread(CliRunner().invoke, app_for(), arguments, env=env)
        assert done.exit_code == 0, done.output
        files = [file for file in (tmp_path / form).rglob("*") if file.is_file()]
        assert files
        texts = [file.read_bytes() for file in files]
        assert not any(b"z_checksumBefore" in text or b"LoadedGraph" in text for text in texts)
