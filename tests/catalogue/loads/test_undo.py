"""Undoing loads of a real database: exactly as it was, one load at a time, and never a guess."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from graph_service.api.engine import Engine
from graph_service.catalogue.loads.audit import audit
from graph_service.catalogue.loads.load import load, undo
from graph_service.catalogue.plan.make_plan import plan_undo
from graph_service.cli import app
from graph_service.errors import DatabaseFailed, LoadRefused
from graph_service.store.write import Memory, Writer
from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds, run, undated
from tests.catalogue.seeding import Seeds

HISTORY = "MATCH (r:Release) RETURN r.number, r.undoes ORDER BY r.number"


async def test_each_undo_goes_back_one_load_to_the_letter(loaded: Live, seeds: Seeds) -> None:
    """Three loads of all kinds, one of them over a change by hand; back, on again, and back."""
    states = [loaded.contents()]
    change_all_kinds(seeds)
    await load(seeds.graph(), loaded.settings, prune=True)
    states.append(loaded.contents())
    seeds.institution("i", "pan", "founded: 2018-10\n")
    seeds.put("topics/helpline.yaml", "name: {es: Otra}\nscheme: SUBJECT\n")
    await load(seeds.graph(), loaded.settings)
    assert loaded.contents() not in states

    for state in (states[1], states[0]):
        release = (await undo(loaded.settings, loaded_by="ana")).release
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

    # What is loaded now comes after what was undone: it goes first, then the load before that.
    await load(seeds.graph(), loaded.settings)
    await undo(loaded.settings)
    assert loaded.contents() == states[0]
    await undo(loaded.settings)
    assert loaded.contents() == ([], [])
    assert loaded.rows(HISTORY)[5:] == [(6, None), (7, 6), (8, 1)]
    with pytest.raises(LoadRefused, match="Every load is undone"):
        await undo(loaded.settings)
    assert loaded.value("MATCH (log:UndoLog) RETURN count(log)") == 0


async def test_what_a_hand_wrote_before_a_load_comes_back_with_its_undoing(
    loaded: Live, seeds: Seeds
) -> None:
    loaded.rows("MATCH (p:GoodPractice {slug: 'p'}) SET p.extra = date('2020-02-01'), p.note = 'x'")
    loaded.rows("MATCH (:Institution {slug: 'i'})-[r:IN_COUNTRY]->() DELETE r")
    loaded.rows(
        "MATCH (p:GoodPractice {slug: 'p'}), (c:Country {slug: 'pan'})"
        " CREATE (p)-[:IN_COUNTRY {basis: 'ASSUMED'}]->(c)"
    )
    by_hand = loaded.contents()
    await load(seeds.graph(), loaded.settings)
    assert loaded.contents() != by_hand
    await undo(loaded.settings)
    assert loaded.contents() == by_hand
    # The load before that left another graph than this: it can't be undone.
    with pytest.raises(LoadRefused, match=r"not as Release 1 \(.*\) left it"):
        await undo(loaded.settings)


async def test_former_slugs_answer_after_a_load_and_not_after_its_undoing(
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


def test_a_dry_run_tells_what_an_undo_does_and_writes_nothing(loaded: Live, seeds: Seeds) -> None:
    file = seeds.folder / "good-practices/p.yaml"
    file.write_text(file.read_text().replace("name: {es: p}", "name: {es: Uno}"))
    run(loaded, "load", seeds)
    before = loaded.everything()
    told = undated(run(loaded, "undo", "--dry-run")).splitlines()
    assert told[0] == '  ~ good-practices/p  name.es: "Uno" → "p"'
    assert told[1] == "3 of the 12 questions are answered otherwise:"
    numbers = "nodes 0 added, 1 changed, 0 removed; edges 0 added, 0 changed, 0 removed."
    assert told[-1] == f"To undo Release 2: {numbers}"
    assert loaded.everything() == before
    done = undated(run(loaded, "undo")).splitlines()
    assert done == [told[0], f"Release 3, undoes Release 2: {numbers}"]
    run(loaded, "undo", "--format", "json", status=2)


async def test_a_graph_that_was_changed_by_hand_is_not_guessed_at(
    loaded: Live, seeds: Seeds
) -> None:
    loaded.rows("MATCH (p:GoodPractice {slug: 'q'}) SET p.note = 'x'")
    before = loaded.everything()
    for attempt in (undo, plan_undo):
        with pytest.raises(LoadRefused, match=r"changed by hand.*`seeds check --graph`"):
            await attempt(loaded.settings)
    assert loaded.everything() == before


def test_where_nothing_was_ever_loaded_it_says_so(live: Live) -> None:
    told = run(live, "undo", status=1)
    assert told == "Nothing was ever loaded into this graph, so there is nothing to undo.\n"
    assert live.everything() == ([], [])


async def test_a_load_whose_changes_are_not_kept_is_told_and_can_not_be_undone(
    loaded: Live, seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by an earlier program, over another storage version, too large, or long ago."""
    loaded.rows("MATCH (log:UndoLog) DETACH DELETE log")
    with pytest.raises(LoadRefused, match=r"Release 1 \(.*\) can't be undone"):
        await undo(loaded.settings)
    loaded.rows("MATCH (r:Release) SET r.storageVersion = 2")
    with pytest.raises(LoadRefused, match=r"Release 1 \(.*\) can't be undone"):
        await undo(loaded.settings)
    assert "It can't be undone" in await asyncio.to_thread(run, loaded, "load", seeds)
    monkeypatch.setattr("graph_service.catalogue.loads.undo_patch.LARGEST", 100)
    seeds.source("a")
    assert (await load(seeds.graph(), loaded.settings)).undoable
    for number in range(100):
        seeds.source(f"source-{number**7}")
    assert not (await load(seeds.graph(), loaded.settings)).undoable
    with pytest.raises(LoadRefused, match=r"Release 4 \(.*\) can't be undone"):
        await undo(loaded.settings)
    monkeypatch.setattr("graph_service.store.undo_log.KEPT", 2)
    for slug in ("b", "c", "d"):
        seeds.source(slug)
        await load(seeds.graph(), loaded.settings)
    logs = loaded.rows("MATCH (log:UndoLog) RETURN log.number ORDER BY log.number")
    assert logs == [(6,), (7,)]


async def test_two_undoings_at_once_go_back_two(loaded: Live, seeds: Seeds) -> None:
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

    # What is kept of the load leads to another graph than that before it.
    loaded.rows("MATCH (log:UndoLog {number: 2}) SET log.checksum = 'x'")
    with pytest.raises(DatabaseFailed, match="would not be as it was"):
        await undo(loaded.settings)
    checksum = loaded.value("MATCH (r:Release {number: 1}) RETURN r.checksum")
    loaded.rows("MATCH (log:UndoLog {number: 2}) SET log.checksum = $checksum", checksum=checksum)
    assert loaded.everything() == before

    async def fail(self: Writer, release: object) -> None:
        raise DatabaseFailed("after the nodes and edges, before the release")

    with monkeypatch.context() as patched:
        patched.setattr(Writer, "write_release", fail)
        with pytest.raises(DatabaseFailed):
            await undo(loaded.settings)

    async def little(_: object) -> Memory:
        return Memory(transaction=10_000)

    with monkeypatch.context() as patched:
        patched.setattr("graph_service.catalogue.loads.load.read_memory", little)
        with pytest.raises(LoadRefused, match="Raise HEAP"):
            await undo(loaded.settings)
    assert loaded.everything() == before


async def test_what_is_kept_is_no_stranger_and_in_no_export(
    loaded: Live, seeds: Seeds, tmp_path: Path
) -> None:
    assert loaded.value("MATCH (log:UndoLog) RETURN log.id") == "UndoLog:release-1"
    assert (await audit(seeds.graph(), loaded.settings)).clean
    for form in ("jsonl", "cypher"):
        given = ["export", "--format", form, str(tmp_path / form)]
        env = loaded.settings.environ()
        done = await asyncio.to_thread(CliRunner().invoke, app, given, env=env)
        assert done.exit_code == 0, done.output
        files = [file for file in (tmp_path / form).rglob("*") if file.is_file()]
        assert files
        assert not any(b"UndoLog" in file.read_bytes() for file in files)
