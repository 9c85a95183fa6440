"""What is changed outside of loads becomes part of the history with the next load or undo.

`write_all` describes the entries; what each statement changes is worked out by hand.
"""

from pathlib import Path
from typing import LiteralString

import pytest

from tests.catalogue.live import Live, command
from tests.catalogue.planning import run, undated, write_all
from tests.catalogue.seeding import Seeds

pytestmark = pytest.mark.slow

NAME = "MATCH (t:Topic {slug: 'hotline'}) SET t.nameEs = 'Otras'"
LINK = (
    "MATCH (p:GoodPractice {slug: 'q'}), (t:Topic {slug: 'hotline'})"
    " CREATE (p)-[:ABOUT {basis: 'INFERRED'}]->(t)"
)
GONE = "MATCH (i:Institution {slug: 'j'}) DETACH DELETE i"
UNSAYABLE = "MATCH (v:ExchangeVisit {slug: 'v'}) SET v.kind = 'PARTY'"
CHANGES = [
    '  - institutions/j  "j"',
    "  ~ good-practices/q  Topics: Hotlines added",
    '  ~ topics/hotline  Name (es): "Líneas" → "Otras"',
]
RECORDED = ["Release 2 records what was changed by hand:", *(f"  {line}" for line in CHANGES)]


@pytest.fixture
def loaded(live: Live, seeds: Seeds) -> Seeds:
    write_all(seeds)
    run(live, "load", seeds, LOADED_BY="ana")
    return seeds


def exported(live: Live, folder: Path, release: int) -> tuple[bytes, bytes]:
    done = command(live.settings, "export", "--format", "jsonl", "--release", f"{release}", folder)
    assert done.exit_code == 0, done.output
    return (folder / "nodes.jsonl").read_bytes(), (folder / "edges.jsonl").read_bytes()


def log(live: Live) -> list[str]:
    lines = undated(run(live, "log")).splitlines()
    return [line for line in lines if line.startswith("Release")]


def test_a_load_records_it_first_and_takes_it_back_with_yes_only(
    live: Live, loaded: Seeds, tmp_path: Path
) -> None:
    first = exported(live, tmp_path / "1", 1)
    contents = live.contents()
    for change in (NAME, LINK, GONE):
        live.rows(change)
    loaded.source("new")
    before = live.everything()
    assert exported(live, tmp_path / "1b", 1) == first
    plan = undated(run(live, "plan", loaded, LOADED_BY="ana")).splitlines()
    refused = undated(run(live, "load", loaded, LOADED_BY="ana", status=1)).splitlines()
    assert live.everything() == before
    taken_back = [
        "  good-practices/q, Topics, Hotlines: removes what Release 2, (by hand) added",
        "  institutions/j: added again; Release 2, (by hand) removed it",
        "  topics/hotline, Name (es): back to the value before Release 2, (by hand)",
    ]
    assert sorted(refused[1:-1]) == taken_back
    assert plan[:4] == RECORDED
    assert plan[4:8] == [
        '  + institutions/j  "j"',
        "  ~ good-practices/q  Topics: Hotlines removed",
        '  ~ topics/hotline  Name (es): "Otras" → "Líneas"',
        '  + sources/new  "new"',
    ]
    assert plan[-1] == "Load onto Release 2: entries: 2 added, 2 changed."

    done = undated(run(live, "load", loaded, "--yes", LOADED_BY="ana")).splitlines()
    assert done[:8] == plan[:8]
    assert done[8] == "Release 3: entries: 2 added, 2 changed."
    assert exported(live, tmp_path / "1c", 1) == first
    assert [line.partition(" · ")[2].partition(" · ")[2] for line in log(live)] == [
        "ana: entries: 2 added, 2 changed",
        "(by hand): entries: 2 changed, 1 removed",
        "ana: first load, 19 entries",
    ]
    run(live, "undo", LOADED_BY="ana")
    run(live, "undo", "2", LOADED_BY="ana")
    assert live.contents() == contents
    assert run(live, "check", "--graph", loaded, status=1).startswith('  + sources/new  "new"\n')


def test_it_can_be_pulled_into_the_files(live: Live, loaded: Seeds) -> None:
    for change in (NAME, LINK, GONE):
        live.rows(change)
    run(live, "pull", loaded)
    assert "es: Otras" in (loaded.folder / "topics/hotline.yaml").read_text()
    assert not (loaded.folder / "institutions/j.yaml").exists()
    done = undated(run(live, "load", loaded, "--prune", LOADED_BY="ana")).splitlines()
    assert done[:5] == [*RECORDED, "No changes; the graph is at Release 2."]
    assert len(log(live)) == 2
    assert undated(run(live, "check", "--graph", loaded)).startswith(
        "The graph matches the files, at Release 2"
    )
    # What the loads recorded, and lists sort by, is there.
    assert live.value("MATCH (t:Topic {slug: 'hotline'}) RETURN t.updatedIn") == 2
    keys = "MATCH (:GoodPractice {slug: 'q'})-[r:ABOUT]->() RETURN r.z_listKeyEs IS NOT NULL"
    assert live.value(keys)


@pytest.mark.parametrize(
    "change",
    [
        UNSAYABLE,
        "MATCH (v:ExchangeVisit {slug: 'v'}) SET v.extra = 1",
        "MATCH (v:ExchangeVisit {slug: 'v'}), (t:Topic) CREATE (v)-[:OWNED_BY]->(t)",
        "MATCH (v:ExchangeVisit {slug: 'v'})-[r:HOSTED_BY]->() SET r.basis = 'PERHAPS'",
    ],
)
def test_what_no_file_can_say_is_taken_back(
    live: Live, loaded: Seeds, change: LiteralString
) -> None:
    before = live.contents()
    live.rows(change)
    done = undated(run(live, "load", loaded, LOADED_BY="ana")).splitlines()
    assert done[:2] == [
        "Changed by hand to what no file can say, and put right: exchange-visits/v.",
        "No changes; the graph is at Release 1.",
    ]
    assert live.contents() == before
    assert len(log(live)) == 1


def test_what_is_needed_comes_back(live: Live, loaded: Seeds) -> None:
    """A visit that no file can say needs the country and the source that are gone."""
    before = live.contents()
    live.rows(UNSAYABLE)
    live.rows("MATCH (n:Country|Source) WHERE n.slug IN ['hnd', 'tip'] DETACH DELETE n")
    live.rows("CREATE (:Topic {id: 'Topic:a', slug: 'a', scheme: 'X'})")
    live.rows("MATCH (t:Topic {slug: 'a'}), (p:GoodPractice) CREATE (p)-[:ABOUT]->(t)")
    run(live, "load", loaded, "--yes", LOADED_BY="ana")
    assert live.contents() == before
    assert run(live, "check", "--graph", loaded).startswith("The graph matches the files")


def test_an_undo_records_it_first(live: Live, loaded: Seeds) -> None:
    loaded.practice("p", "[i]", "countries: [cri]\ntopics: [hotline]\nnote: {en: Seen.}\n")
    run(live, "load", loaded, LOADED_BY="ana")
    live.rows(NAME)
    before = live.everything()
    shown = undated(run(live, "undo", "2", "--dry-run", LOADED_BY="ana")).splitlines()
    assert live.everything() == before
    lines = [
        "Release 3 records what was changed by hand:",
        f"  {CHANGES[2]}",
        '  ~ good-practices/p  Editor\'s note (en): "Seen." removed',
    ]
    assert shown[:3] == lines
    done = undated(run(live, "undo", "2", LOADED_BY="ana")).splitlines()
    assert done[:3] == lines
    assert live.value("MATCH (t:Topic) RETURN t.nameEs") == "Otras"
    assert live.value("MATCH (p:GoodPractice {slug: 'p'}) RETURN p.note") is None
    told = undated(run(live, "undo", LOADED_BY="ana", status=1))
    assert told.startswith("The newest load, Release 3, (by hand), is not yours.")
    run(live, "undo", "3", LOADED_BY="ana")
    assert live.value("MATCH (t:Topic) RETURN t.nameEs") == "Líneas"


def test_a_lost_history_is_said_and_loads_go_on(live: Live, loaded: Seeds, tmp_path: Path) -> None:
    live.rows("MATCH (saved:LoadedGraph) WHERE saved.id < 'LoadedGraph:3' DELETE saved")
    live.rows(NAME)
    run(live, "load", loaded, "--yes", LOADED_BY="ana")
    assert live.value("MATCH (t:Topic) RETURN t.nameEs") == "Líneas"
    exported(live, tmp_path / "2", 2)
    live.rows(NAME)
    assert undated(run(live, "load", loaded, "--yes", LOADED_BY="ana")).startswith(
        "Release 3 records what was changed by hand:\n"
    )
