"""`seeds check --graph` finds all changes made by hand, and writes nothing."""

import re
from typing import LiteralString

import pytest

from tests.catalogue.live import Live
from tests.catalogue.seeding import Seeds


@pytest.fixture
def loaded(live: Live, seeds: Seeds) -> Seeds:
    seeds.institution("i", "hnd")
    seeds.institution("j", "pan")
    seeds.practice("p", "[{slug: i, basis: ASSUMED, note: {en: N}}]")
    assert live.invoke("load", seeds.folder).exit_code == 0
    return seeds


def test_an_unchanged_graph_has_no_differences(live: Live, loaded: Seeds) -> None:
    before = live.everything()
    done = live.invoke("check", loaded.folder, "--graph")
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.fullmatch(r"The graph matches the files, at Release 1 \(.*\)\.\n", done.stdout)
    assert live.everything() == before


def test_properties_recorded_by_loads_do_not_differ(live: Live, loaded: Seeds) -> None:
    live.rows("MATCH (n:Institution) SET n.addedIn = 1, n.updatedIn = 2, n.updatedAt = datetime()")
    live.rows("CREATE (:Change {id: 'Change:release-2/Institution:i', number: 2, kind: 'CHANGED'})")
    done = live.invoke("check", loaded.folder, "--graph")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("The graph matches the files, at Release 1 (")


BY_HAND = "only what loads derive, or what was written by hand"
CHANGES: dict[LiteralString, str] = {
    "MATCH (n:Institution {slug: 'i'}) SET n.name = 'x'": f"  ~ institutions/i  {BY_HAND}",
    "MATCH (n:Institution {slug: 'i'}) SET n.nameEs = 'x'": (
        '  ~ institutions/i  Name (es): "x" → "i"'
    ),
    "MATCH (n:Institution {slug: 'i'}) SET n.extra = 1": f"  ~ institutions/i  {BY_HAND}",
    "MATCH (n:Institution {slug: 'i'}) REMOVE n.z_nameKey": f"  ~ institutions/i  {BY_HAND}",
    "MATCH (n:Institution {slug: 'j'}) DETACH DELETE n": '  + institutions/j  "j"',
    "CREATE (:Topic {id: 'Topic:t', slug: 't'})": "  - topics/t",
    "MATCH (n:Institution {slug: 'i'})-[r:IN_COUNTRY]->() DELETE r": (
        "  ~ institutions/i  Country: Honduras added"
    ),
    "MATCH (i:Institution {slug: 'i'}), (c:Country {slug: 'pan'}) CREATE (i)-[:IN_COUNTRY]->(c)": (
        "  ~ institutions/i"
    ),
    "MATCH (:GoodPractice)-[r:OWNED_BY]->() SET r.basis = 'STATED'": (
        "  ~ good-practices/p  Owners, i, Basis: Stated → Assumed"
    ),
    "MATCH (a:Institution {slug: 'i'}), (b:Country {slug: 'hnd'}) CREATE (a)-[:IN_COUNTRY]->(b)": (
        "Institution:i -IN_COUNTRY-> Country:hnd: 2 edges instead of one"
    ),
    "MATCH (a:Institution {slug: 'i'}), (b:Country {slug: 'hnd'}) CREATE (a)-[:LIKES]->(b)": (
        "Institution:i -LIKES-> Country:hnd: not an edge of the model"
    ),
    "CREATE (:Researcher {name: 'R'})": "Researcher without id: a node with the labels Researcher",
    "CREATE ()": "node without id: a node with the labels (none)",
    "MATCH (n:Institution {slug: 'i'}) SET n:Important": (
        "Institution:i: a node with the labels Institution:Important"
    ),
    "DROP INDEX search": "search: missing index; the next load creates it",
    "DROP CONSTRAINT Topic_slug_unique": "Topic_slug_unique: missing index",
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_by_hand_is_found(live: Live, loaded: Seeds, change: LiteralString) -> None:
    live.rows(change)
    before = live.everything()
    done = live.invoke("check", loaded.folder, "--graph")
    assert (done.exit_code, done.stderr) == (1, "")
    assert [line for line in done.stdout.splitlines() if line.startswith(CHANGES[change])], (
        done.stdout
    )
    assert live.everything() == before
    live.invoke("load", loaded.folder)  # restores the indexes


def test_newer_files_are_distinguished_from_changes_by_hand(live: Live, loaded: Seeds) -> None:
    loaded.institution("k", "pan")
    newer = live.invoke("check", loaded.folder, "--graph")
    assert newer.exit_code == 1
    assert '  + institutions/k  "k"\n' in newer.stdout
    assert "The graph has not changed since Release 1" in newer.stdout
    live.rows("MATCH (n:Institution {slug: 'i'}) SET n.name = 'x'")
    changed = live.invoke("check", loaded.folder, "--graph")
    assert "Entries have been changed by hand since Release 1" in changed.stdout


def test_a_name_is_one_difference(live: Live, loaded: Seeds) -> None:
    """Its keys for search change with it, and aren't listed."""
    file = loaded.folder / "institutions/i.yaml"
    file.write_text(file.read_text().replace("{es: i}", "{es: Comisión}"))
    done = live.invoke("check", loaded.folder, "--graph")
    assert done.stdout.startswith(
        '  ~ institutions/i  Name (es): "i" → "Comisión"\n1 difference.\n'
    )


def test_an_empty_graph_is_reported(live: Live, seeds: Seeds) -> None:
    seeds.institution("i", "hnd")
    done = live.invoke("check", seeds.folder, "--graph")
    assert done.exit_code == 1
    assert '  + institutions/i  "i"\n' in done.stdout
    assert done.stdout.endswith("Nothing has been loaded into this graph yet.\n")
