"""Plans on a real database show exactly what the load does, and write nothing."""

import asyncio
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from graph_service.catalogue.loads.load import load
from graph_service.catalogue.plan.make_plan import plan_load
from graph_service.model.graph import TYPES
from graph_service.model.storage import LOADED_GRAPH
from graph_service.store.driver import open_database
from graph_service.store.write import Writer, write_transaction
from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds, run, undated
from tests.catalogue.seeding import Seeds

# Worked out by hand from the files in planning.py. The topic's edge is renamed with its node.
CHANGES = """\
  ~ good-practices/p  Editor's note (en): "Seen." added
  - good-practices/q  "q"
  + good-practices/r  "r"
  ~ topics/helpline  renamed, formerly hotline
  ~ topics/helpline  Name (en): "Hotlines" → "Helplines"
  ~ exchange-visits/v  Date: 2018 → 2018-10
  ~ exchange-visits/v  Date: on or before added
  ~ exchange-visits/v  Host institutions: j added
  ~ exchange-visits/v  Visitor countries, Honduras, Role: Learner → Peer
  ~ knowledge-transfers/kt  Event 2: Adapted added
  ~ knowledge-transfers/kt  Event 2, Date: 2020 added
  ~ knowledge-transfers/kt  Event 2, Taken by: j added
  ~ knowledge-transfers/kt  Sources: tip added
Transfers whose stage changes:
  ~ knowledge-transfers/kt  Stage: Visited → Adapted; Phase: Exploration → Preparation
"""
# Honduras saw only p, at the only visit, of which nothing is known since 2018, then since 2020.
# Nothing belongs to the pilot programme; around Costa Rica, q and its edge are removed, r and its
# edge added. There is no teacher, no topic "immediate response", and no name with "comites".
ANSWERS = """\
6 of the 13 answers change:
  1. What was shown or transferred to whom, and what is known since?
     ~ "Honduras"  stage: VISITED → ADAPTED, last: "2018" → "2020"
  2. Which visits led nowhere, as far as we know?
     - "v", "2018", [VISITED]
  5. Who showed a practice last, and to whom?
     ~ "p"  last: "2018" → "2018-10", qualifier: AT → ON_OR_BEFORE, visitors: \
["Honduras: LEARNER"] → ["Honduras: PEER"]
  6. Of which transfers has nothing been known for three years?
     ~ "kt"  stage: VISITED → ADAPTED, last: "2018" → "2020"
  9. How far do transfers get, from countries and from organisations?
     ~ "?"  exploration: 1 → 0, preparation: 0 → 1
  12. What is a country connected to?
     + "GoodPractice:r -IN_COUNTRY-> Country:cri"
     + "GoodPractice:r", "r"
     - "GoodPractice:q -IN_COUNTRY-> Country:cri"
     … and 1 more; --all shows them
"""
REMOVED = """\
This takes back what has been loaded before, and needs --yes:
  good-practices/q: removed; Release 1 loaded it
"""
NUMBERS = "entries: 1 added, 3 changed, 1 renamed, 1 removed"


def test_a_plan_shows_changes_and_answers_and_writes_nothing(loaded: Live, seeds: Seeds) -> None:
    before = loaded.everything()
    assert run(loaded, "plan", seeds).startswith("No changes; the graph is at Release 1 (")
    change_all_kinds(seeds)
    output = run(loaded, "plan", seeds, "--prune")
    assert undated(output) == f"{CHANGES}{REMOVED}{ANSWERS}Load onto Release 1: {NUMBERS}."
    assert loaded.everything() == before


def test_a_changed_name_is_one_line_and_the_answers_that_change(loaded: Live, seeds: Seeds) -> None:
    file = seeds.folder / "good-practices/p.yaml"
    file.write_text(file.read_text().replace("name: {es: p}", "name: {es: Uno}"))
    assert undated(run(loaded, "plan", seeds, "--lang", "es")).splitlines()[:5] == [
        '  ~ good-practices/p  Nombre (es): "p" → "Uno"',
        "Cambian 3 de las 13 respuestas:",
        "  1. ¿Qué se mostró o se transfirió a quién, y qué se sabe desde entonces?",
        '     ~ "Honduras"  practice: "p" → "Uno"',
        "  5. ¿Quién mostró una práctica por última vez, y a quién?",
    ]


def test_a_load_does_what_its_plan_shows(loaded: Live, seeds: Seeds) -> None:
    change_all_kinds(seeds)
    planned = json.loads(run(loaded, "plan", seeds, "--prune", "--format", "json"))
    assert "If that is meant" in run(loaded, "load", seeds, "--prune", status=1)
    output = run(loaded, "load", seeds, "--prune", "--yes", LOADED_BY="ana")
    assert undated(output).startswith(f"{CHANGES}Release 2: {NUMBERS}.\n")
    assert loaded.rows("MATCH (r:Release {number: 2}) RETURN r.checksum, r.loadedBy") == [
        (planned["checksum"], "ana")
    ]


def test_json_is_deterministic_and_complete(loaded: Live, seeds: Seeds) -> None:
    change_all_kinds(seeds)
    text = run(loaded, "plan", seeds, "--format", "json")
    assert run(loaded, "plan", seeds, "--format", "json") == text
    plan: Any = json.loads(text)
    checksum = loaded.value("MATCH (r:Release) RETURN r.checksum")
    assert plan["base"] == {"release": "Release:release-1", "checksum": checksum}
    assert plan["counts"] == {"added": 1, "changed": 3, "renamed": 1, "removed": 0, "kept": 1}
    assert [(e["change"], e["id"], e["formerly"]) for e in plan["entries"] if e["formerly"]] == [
        ("renamed", "Topic:helpline", "Topic:hotline")
    ]
    assert plan["kept"] == ["GoodPractice:q"]
    assert plan["takenBack"] == []
    pruned: Any = json.loads(run(loaded, "plan", seeds, "--prune", "--format", "json"))
    assert pruned["takenBack"] == [
        {
            "id": "GoodPractice:q",
            "change": "removed",
            "field": None,
            "language": None,
            "release": "Release:release-1",
            "loadedBy": None,
        }
    ]
    (visit,) = (entry for entry in plan["entries"] if entry["id"] == "ExchangeVisit:v")
    assert visit == {
        "change": "changed",
        "id": "ExchangeVisit:v",
        "formerly": None,
        "mergedInto": None,
        "name": {"es": "v"},
        "fields": [
            {"name": "date", "language": None, "old": "2018", "new": "2018-10"},
            {"name": "date.qualifier", "language": None, "old": None, "new": "ON_OR_BEFORE"},
            {"name": "hostInstitutions", "language": None, "old": None, "new": "Institution:j"},
            {
                "name": "visitorCountries[hnd].role",
                "language": None,
                "old": "LEARNER",
                "new": "PEER",
            },
        ],
    }
    assert plan["stages"] == [
        {
            "id": "KnowledgeTransfer:kt",
            "stage": {"old": "VISITED", "new": "ADAPTED"},
            "phase": {"old": "EXPLORATION", "new": "PREPARATION"},
        }
    ]
    (hosts,) = (answer for answer in plan["answers"] if answer["question"] == "hosts")
    assert hosts["changed"] == [
        {
            "old": ["p", 1, "2018", "AT", ["Costa Rica"], ["Honduras: LEARNER"]],
            "new": ["p", 1, "2018-10", "ON_OR_BEFORE", ["Costa Rica"], ["Honduras: PEER"]],
        }
    ]
    kept = "1 entry is in the graph but not in the files, and is kept: good-practices/q."
    assert kept in run(loaded, "plan", seeds)


def test_a_plan_of_a_folder_that_lacks_a_load_says_whose(
    loaded: Live, seeds: Seeds, tmp_path: Path
) -> None:
    other = Seeds(tmp_path / "other")
    shutil.copytree(seeds.folder, other.folder)
    other.visit("v", "hostInstitutions: [i]\npractices: [p]\n")
    run(loaded, "load", other, LOADED_BY="ana")
    seeds.source("new")
    plan: Any = json.loads(run(loaded, "plan", seeds, "--format", "json", status=1))
    lines = plan["refused"].splitlines()
    assert lines[0].startswith("The graph has changed since Release 1, which the folder is based")
    assert re.fullmatch(r"  Release 2 \(\S+\), ana: exchange-visits/v", lines[1])
    run(loaded, "pull", seeds)
    assert json.loads(run(loaded, "plan", seeds, "--format", "json"))["refused"] is None


def test_changes_without_a_field_are_shown(loaded: Live, seeds: Seeds) -> None:
    loaded.rows("MATCH (p:GoodPractice {slug: 'p'}) SET p.z_nameKey = 'x'")
    output = run(loaded, "plan", seeds)
    said = "Changed by hand to what no file can say, and put right: good-practices/p.\n"
    assert output.startswith(said)
    told = run(loaded, "check", "--graph", seeds, status=1)
    assert "~ good-practices/p  only what loads derive, or what was written by hand\n" in told


def test_long_lists_are_shortened_without_all(loaded: Live, seeds: Seeds) -> None:
    for number in range(13):
        seeds.source(f"s{number:02}")
    output = run(loaded, "plan", seeds)
    assert '  + sources/s09  "s09"\n  … and 3 more in sources/; --all shows them\n' in output
    assert '  + sources/s12  "s12"\n' in run(loaded, "plan", seeds, "--all")


def test_the_first_load_is_planned(live: Live, seeds: Seeds) -> None:
    numbers = "entries: 11 added"
    assert run(live, "plan", seeds).splitlines()[-2:] == [
        "The answers were not compared: nothing has been loaded yet.",
        f"First load into this graph: {numbers}.",
    ]
    assert live.everything() == ([], [])


def test_a_load_that_would_be_refused_is_planned(loaded: Live, seeds: Seeds) -> None:
    (seeds.folder / "countries/pan.yaml").unlink()
    seeds.put(
        "countries/panama.yaml",
        "name: {es: Panamá}\niso2: PA\niso3: PAN\nisoNumeric: '591'\n"
        "subregion: CENTRAL_AMERICA\ninRegion: true\n",
    )
    output = run(loaded, "plan", seeds, status=1)
    assert '  + countries/panama  "Panamá"\n' in output
    assert "The answers were not compared: it would be refused.\n" in output
    assert (
        "It would be refused: Country:panama has the same iso2 as Country:pan, which is in"
        in output
    )


async def test_readers_never_see_a_plan_and_loads_wait_for_it(
    loaded: Live, seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A load that begins while a plan has made its changes runs after the rollback."""
    old = seeds.graph()
    change_all_kinds(seeds)
    new = seeds.graph()
    changed, resume = asyncio.Event(), asyncio.Event()
    apply = Writer.apply

    async def pausing_apply(self: Writer, *arguments: Any, **named: Any) -> None:
        await apply(self, *arguments, **named)
        if asyncio.current_task() is planning:
            changed.set()
            await resume.wait()

    monkeypatch.setattr(Writer, "apply", pausing_apply)
    before = loaded.everything()
    planning = asyncio.create_task(plan_load(new, loaded.settings, prune=True))
    await changed.wait()
    assert loaded.everything() == before
    loading = asyncio.create_task(load(new, loaded.settings, prune=True))
    done, _ = await asyncio.wait([loading], timeout=1)
    assert not done
    resume.set()
    plan, outcome = await asyncio.gather(planning, loading)
    assert plan.answers is not None
    assert len(plan.answers) == 6
    assert outcome.release["checksum"] == plan.changeset.after
    assert outcome.release["number"] == 2
    assert (await plan_load(old, loaded.settings, prune=True)).changeset.base_number == 2
    used = {label for (label,) in loaded.rows("CALL db.labels()")}
    assert used <= {*TYPES, LOADED_GRAPH, "Mine", "Researcher"}


async def test_a_plan_is_made_again_if_a_load_changes_the_graph(
    loaded: Live, seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A load between reading the graph and running the questions: the plan is for the new graph."""
    change_all_kinds(seeds)
    wanted = seeds.graph()
    seeds.source("more")
    more = seeds.graph()
    loads = []

    def load_first(database: Any, **options: Any) -> Any:
        monkeypatch.undo()

        class LoadFirst:
            async def __aenter__(self) -> Writer:
                loads.append(await load(wanted, loaded.settings, prune=True))
                self.inner = write_transaction(database, **options)
                return await self.inner.__aenter__()

            async def __aexit__(self, *error: Any) -> Any:
                return await self.inner.__aexit__(*error)

        return LoadFirst()

    monkeypatch.setattr("graph_service.catalogue.plan.make_plan.write_transaction", load_first)
    plan = await plan_load(more, loaded.settings, prune=True)
    assert len(loads) == 1
    assert plan.changeset.base_number == 2
    assert [row.id for row in plan.changeset.diff.nodes_added] == ["Source:more"]
    assert plan.answers == ()


async def test_a_plan_during_a_long_load_has_no_answers(
    loaded: Live, seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_service.catalogue.plan.make_plan._SECONDS_FOR_ANSWERS", 1)
    change_all_kinds(seeds)
    async with open_database(loaded.settings) as database, write_transaction(database):
        plan = await plan_load(seeds.graph(), loaded.settings, prune=False)
    assert plan.answers is None
    assert "Another load has been running for 1 seconds" in str(plan.why_not)
    assert plan.changeset.refusal is None
