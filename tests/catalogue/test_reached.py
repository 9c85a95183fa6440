"""Where practices came to, in a database that loads, undos and renames have changed."""

import shutil
from datetime import date
from pathlib import Path
from random import Random

import pytest

from graph_service.model.derived_edges import FURTHEST_FIRST
from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live
from tests.catalogue.planning import run
from tests.catalogue.seeding import Seeds
from tests.export.helpers import export
from tests.graphs import SEEDS
from tests.reached import FARTHER, check_reached, world_of
from tests.sizes import size

STEPS = size("REACHED_STEPS", small=8, whole=40)
PAIR = ("GoodPractice:p", "Country:hnd")
COUNTRIES = ("arg", "cri", "gtm", "hnd", "pan")
ROLES = ("LEARNER", "PEER", "EXPERT", "ADVISER", "OBSERVER")
BASES = ("STATED", "INFERRED", "ASSUMED")
STAGES = ("VISITED", "ADAPTED", "IMPLEMENTED", "DISCONTINUED", "SUSTAINED")
DATES = (
    "2018",
    "2018-10/..",
    "{edtf: 2019, qualifier: WITHIN}",
    "2019-05",
    "2020-01-02",
    "../2021",
)
"""In an order in which events may be."""


def test_what_never_began_came_least_far() -> None:
    assert [stage.name for stage in FURTHEST_FIRST] == FARTHER[::-1]


def test_the_catalogue_has_what_plain_python_makes_of_its_files(
    own_catalogue: DatabaseSettings,
) -> None:
    found = check_reached(own_catalogue, world_of(SEEDS))
    assert len(found) > 50
    pair = found["GoodPractice:gp-cri-eri", "Country:pan"]
    assert (pair["phase"], pair["transfers"]) == ("EXPLORATION", ["kt-cri-eri-pan"])
    assert pair["lastKnown"][0] == "2023/2025"


@pytest.fixture
def shown(live: Live, seeds: Seeds) -> Seeds:
    """Practice p of Costa Rica; Honduras saw it on visits v and w, and a transfer goes there."""
    seeds.institution("i", "cri")
    seeds.institution("h", "hnd")
    seeds.practice("p", "[i]", "countries: [cri]\n")
    for slug, year in (("v", 2018), ("w", 2021)):
        seeds.visit(
            slug,
            "hostCountries: [cri]\npractices: [p]\n"
            f"visitorCountries: [{{slug: hnd, role: LEARNER}}]\ndate: {year}\n",
        )
    seeds.transfer(
        "kt",
        "p",
        "targetInstitutions: [{slug: h, basis: INFERRED}]\n"
        "events: [{stage: VISITED, position: 1, date: 2019}]\n",
    )
    run(live, "load", seeds)
    return seeds


def check(live: Live, folder: Path) -> dict[str, object] | None:
    """Check what the database has, and return what the pair has, if it is there."""
    found = check_reached(live.settings, world_of(folder))
    return {**found[PAIR]} if PAIR in found else None


def test_a_pair_has_all_its_paths(live: Live, shown: Seeds) -> None:
    day, last = date(2018, 1, 1), date(2021, 12, 31)
    assert check(live, shown.folder) == {
        "stage": "VISITED",
        "phase": "EXPLORATION",
        "transfers": ["kt"],
        "visits": ["v", "w"],
        "basis": "STATED",
        "sources": ["iom"],
        "firstKnown": ("2018", day, date(2018, 12, 31), "AT"),
        "lastKnown": ("2021", date(2021, 1, 1), last, "AT"),
    }
    assert live.value("MATCH (t:KnowledgeTransfer) RETURN t.lastKnown") == "2021"
    read = live.rows(
        "MATCH (c:Country) WHERE c.slug IN ['hnd', 'pan'] RETURN c.slug, c.sourcesRead"
    )
    assert sorted(read) == [("hnd", 1), ("pan", 0)]


def test_a_path_that_goes_takes_only_its_slug(live: Live, shown: Seeds, tmp_path: Path) -> None:
    """A named release has no edge list of them."""
    (shown.folder / "exchange-visits/w.yaml").unlink()
    run(live, "load", shown, "--prune", "--yes")
    pair = check(live, shown.folder)
    assert pair
    assert (pair["transfers"], pair["visits"]) == (["kt"], ["v"])
    before = export(live.settings, "edge-lists", tmp_path / "before") / "reached.csv"
    for path in ("exchange-visits/v", "knowledge-transfers/kt"):
        (shown.folder / f"{path}.yaml").unlink()
    run(live, "load", shown, "--prune", "--yes")
    assert check(live, shown.folder) is None
    assert live.value("MATCH ()-[r:REACHED]->() RETURN count(r)") == 0
    rebuilt = export(live.settings, "edge-lists", tmp_path / "rebuilt", "--release", "2")
    assert not (rebuilt / "reached.csv").exists()
    assert (
        "archives and named releases, which stay byte for byte, are without it"
        in (rebuilt / "README.md").read_text()
    )
    run(live, "undo", "--seeds", shown.folder)
    after = export(live.settings, "edge-lists", tmp_path / "after") / "reached.csv"
    assert after.read_bytes() == before.read_bytes()
    assert live.value("MATCH ()-[r:REACHED]->() RETURN r.visits") == ["v"]


def test_what_was_changed_by_hand_is_reported(live: Live, shown: Seeds) -> None:
    assert "REACHED" not in run(live, "check", "--graph", shown)
    live.rows("MATCH ()-[r:REACHED]->() SET r.visits = ['v']")
    live.rows("MATCH (t:KnowledgeTransfer) SET t.lastKnown = '2030'")
    live.rows("MATCH (p:GoodPractice), (c {slug: 'pan'}) CREATE (p)-[:REACHED]->(c)")
    live.rows("MATCH (c:Country {slug: 'cri'}) SET c.sourcesRead = 2")
    output = run(live, "check", "--graph", shown, status=1)
    for what in (
        "p -REACHED-> Country:hnd",
        "p -REACHED-> Country:pan",
        "kt.lastKnown",
        "cri.sourcesRead",
    ):
        assert f"{what}: not what the edges say" in output


def test_files_cannot_state_it(shown: Seeds) -> None:
    shown.practice("p", "[i]", "countries: [cri]\nreachedCountries: [hnd]\n")
    shown.transfer("kt", "p", "lastKnown: 2019\nevents: [{stage: VISITED, position: 1}]\n")
    refused = shown.refused()
    for name in ("reachedCountries", "lastKnown"):
        assert f'"{name}" can\'t be set in a file: the loader derives it' in refused


@pytest.mark.proof
def test_it_follows_random_loads_undos_and_renames(
    live: Live, seeds: Seeds, tmp_path: Path
) -> None:
    dice = Random(46)
    releases = pairs = 0
    names = {"p": "p", "v": "v"}
    for slug in COUNTRIES:
        seeds.institution(f"i{slug}", slug)
    for step in range(STEPS):
        if step and dice.random() < 0.3:
            release = dice.randint(1, releases)
            live.invoke("undo", f"{release}", "--seeds", tmp_path)
        else:
            if step and dice.random() < 0.4:
                renamed = dice.choice(("p", "v"))
                folder = {"p": "good-practices", "v": "exchange-visits"}[renamed]
                new = f"{renamed}{step}"
                path = seeds.folder / f"{folder}/{names[renamed]}.yaml"
                if path.exists():
                    run(live, "rename", f"{folder}/{names[renamed]}", new, "--seeds", seeds)
                    names[renamed] = new
            else:
                _write(seeds, dice, names)
            run(live, "load", seeds, "--prune", "--yes")
        releases = live.value("MATCH (r:Release) RETURN max(r.number)")
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        run(live, "pull", copy)
        pairs += len(check_reached(live.settings, world_of(copy)))
        shutil.copy(copy / ".base", seeds.folder)
    assert pairs > STEPS


def _write(seeds: Seeds, dice: Random, names: dict[str, str]) -> None:
    """Write two practices, three visits and three transfers at random."""

    def some(most: int, *, bodies: bool = False) -> str:
        chosen = dice.sample(COUNTRIES, dice.randint(0, most))
        ends = [
            f"{{slug: {'i' if bodies else ''}{c}, basis: {dice.choice(BASES)}}}" for c in chosen
        ]
        return f"[{', '.join(ends)}]"

    def came() -> str:
        chosen = dice.sample(COUNTRIES, dice.randint(1, 2))
        return ", ".join(f"{{slug: {c}, role: {dice.choice(ROLES)}}}" for c in chosen)

    for slug in (names["p"], "q"):
        places = f"countries: {some(2)}\noperators: {some(1, bodies=True)}\n"
        seeds.practice(slug, "[icri]", places)
    for slug in (names["v"], "w", "x"):
        seeds.visit(
            slug,
            f"practices: [{dice.choice((names['p'], 'q'))}]\nhostCountries: {some(1)}\n"
            f"visitorCountries: [{came()}]\ndate: {dice.choice(DATES)}\n"
            + dice.choice(("", "", "status: ANNOUNCED\n")),
        )
    for number in range(3):
        days = sorted(dice.choices(DATES, k=dice.randint(1, 3)), key=DATES.index)
        events = "".join(
            f"  - {{stage: {dice.choice(STAGES)}, position: {at}, date: {day}}}\n"
            for at, day in enumerate(days, start=1)
        )
        seeds.transfer(
            f"kt{number}",
            dice.choice((names["p"], "q")),
            f"originCountries: {some(1)}\ntargetCountries: {some(1)}\n"
            f"targetInstitutions: {some(2, bodies=True)}\n"
            f"visits: [{dice.choice((names['v'], 'w', 'x'))}]\nevents:\n{events}",
        )
