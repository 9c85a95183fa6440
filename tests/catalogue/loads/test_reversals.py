"""A load takes nothing back without a confirmation that names it."""

import re

import pytest

from tests.catalogue.live import Live
from tests.catalogue.planning import run, undated
from tests.catalogue.restructure.helpers import command
from tests.catalogue.seeding import Seeds

pytestmark = pytest.mark.slow

HEAD = "This load takes back what has been loaded before. Nothing was written."
REMEDY = "If that is meant, load with --yes."


def load(live: Live, seeds: Seeds, by: str, *options: str, status: int = 0) -> str:
    return undated(run(live, "load", seeds, *options, status=status, LOADED_BY=by))


def practice(seeds: Seeds, fields: str) -> None:
    seeds.practice("p", "[i]", fields)


@pytest.fixture
def changed(live: Live, seeds: Seeds) -> Seeds:
    """Release 1 by ana; release 2 by luis, who changed a note and added a topic and a summary."""
    seeds.put("topics/borders.yaml", "name: {es: Fronteras}\nscheme: SUBJECT\n")
    seeds.institution("i", "cri")
    practice(seeds, "note: {es: Uno.}\n")
    load(live, seeds, "ana")
    practice(seeds, "note: {es: Dos.}\ntopics: [borders]\nsummary: {es: Breve.}\n")
    load(live, seeds, "luis")
    return seeds


def test_a_value_that_the_history_had_needs_yes(live: Live, changed: Seeds) -> None:
    practice(changed, "note: {es: Uno.}\ntopics: [borders]\nsummary: {es: Breve.}\n")
    before = live.everything()
    assert load(live, changed, "luis", status=1).splitlines() == [
        HEAD,
        "  good-practices/p, Editor's note (es): back to the value before Release 2, luis",
        REMEDY,
    ]
    assert live.everything() == before
    plan = undated(run(live, "plan", changed, LOADED_BY="luis"))
    assert (
        "This takes back what has been loaded before, and needs --yes:\n"
        "  good-practices/p, Editor's note (es): back to the value before Release 2, luis\n"
    ) in plan
    assert "Release 3: entries: 1 changed." in load(live, changed, "luis", "--yes")


def test_what_another_added_is_removed_with_yes_only(live: Live, changed: Seeds) -> None:
    practice(changed, "note: {es: Dos.}\n")
    assert load(live, changed, "ana", status=1).splitlines()[1:-1] == [
        "  good-practices/p, Summary (es): removes what Release 2, luis added",
        "  good-practices/p, Topics, Fronteras: removes what Release 2, luis added",
    ]
    # His own additions are his to remove.
    assert "1 changed" in load(live, changed, "luis")


def test_items_of_a_list_are_taken_back_one_by_one(live: Live, changed: Seeds) -> None:
    """Also if the list gets others instead."""
    visit = "hostInstitutions: [i]\nagenda: {es: [%s]}\n"
    changed.visit("v", visit % "uno, dos")
    load(live, changed, "luis")
    changed.visit("v", visit % "uno, tres")
    assert load(live, changed, "ana", status=1).splitlines()[1:-1] == [
        "  exchange-visits/v, Agenda (es): removes what Release 3, luis added"
    ]
    load(live, changed, "ana", "--yes")
    changed.visit("v", visit % "dos, uno, tres")
    assert load(live, changed, "luis", status=1).splitlines()[1:-1] == [
        "  exchange-visits/v, Agenda (es): adds again what Release 4, ana removed"
    ]
    changed.visit("v", visit % "cuatro, uno")
    assert load(live, changed, "luis", status=1).splitlines()[1:-1] == [
        "  exchange-visits/v, Agenda (es): removes what Release 4, ana added"
    ]
    # What luis added himself is his to remove.
    changed.visit("v", visit % "uno, tres, cinco")
    load(live, changed, "luis")
    changed.visit("v", visit % "uno, tres")
    assert "1 changed" in load(live, changed, "luis")


def test_new_values_need_no_confirmation(live: Live, changed: Seeds) -> None:
    practice(changed, "note: {es: Tres.}\ntopics: [borders]\nsummary: {es: Breve.}\n")
    assert "1 changed" in load(live, changed, "ana")


def test_each_removed_entry_is_named_with_who_loaded_it(live: Live, changed: Seeds) -> None:
    changed.source("a")
    load(live, changed, "luis")
    for path in ("good-practices/p.yaml", "sources/a.yaml"):
        (changed.folder / path).unlink()
    kept = load(live, changed, "ana")
    assert "2 entries are in the graph but not in the files, and are kept" in kept
    assert "--prune" not in kept  # they are luis's
    assert load(live, changed, "ana", "--prune", status=1).splitlines() == [
        HEAD,
        "  good-practices/p: removed; Release 2, luis loaded it",
        "  sources/a: removed; Release 3, luis loaded it",
        REMEDY,
    ]
    assert "2 removed" in load(live, changed, "ana", "--prune", "--yes")


def test_an_entry_is_added_again_under_another_slug(live: Live, changed: Seeds) -> None:
    changed.source("a")
    load(live, changed, "luis")
    (changed.folder / "sources/a.yaml").unlink()
    load(live, changed, "ana", "--prune", "--yes")
    changed.source("b")
    file = changed.folder / "sources/b.yaml"
    file.write_text(file.read_text() + "formerSlugs: [c, a]\n")
    assert load(live, changed, "luis", status=1).splitlines()[1:-1] == [
        "  sources/b: added again; Release 4, ana removed it"
    ]
    assert "1 added" in load(live, changed, "luis", "--yes")


def test_more_than_a_tenth_is_never_removed_at_once(live: Live, changed: Seeds) -> None:
    for number in range(11):
        changed.source(f"s{number}")
    load(live, changed, "ana")
    for number in range(11):
        (changed.folder / f"sources/s{number}.yaml").unlink()
    before = live.everything()
    refused = load(live, changed, "ana", "--prune", "--yes", status=1)
    # 10 countries, the source iom, a topic, an institution, a practice, and these 11.
    assert refused.startswith("This load would remove 11 of 25 entries; at most a tenth")
    assert live.everything() == before


def test_a_start_leaves_the_graph_as_it_is(live: Live, changed: Seeds) -> None:
    practice(changed, "note: {es: Uno.}\ntopics: [borders]\nsummary: {es: Breve.}\n")
    told = load(live, changed, "ana", "--at-start")
    assert "good-practices/p, Editor's note (es): back to the value before Release 2, luis" in told
    assert "The graph stays as it is" in told
    assert live.value("MATCH (p:GoodPractice) RETURN p.note") == "Dos."


def test_only_ones_own_newest_load_is_undone_without_a_number(live: Live, changed: Seeds) -> None:
    refused = undated(run(live, "undo", status=1, LOADED_BY="ana"))
    assert re.fullmatch(
        r"The newest load, Release 2, luis, is not yours\. .*: `seeds undo 2`\.\n?", refused
    )
    told = run(live, "undo", LOADED_BY="luis")
    assert "It had been loaded by luis." in told
    assert live.value("MATCH (p:GoodPractice) RETURN p.note") == "Uno."


def test_a_rejected_load_of_a_removed_addition_by_nobody(live: Live, changed: Seeds) -> None:
    """Loads without a name are nobody's: what a person added is another's."""
    practice(changed, "note: {es: Dos.}\nsummary: {es: Breve.}\n")
    assert "Topics, Fronteras: removes what Release 2, luis added" in undated(
        run(live, "load", changed, status=1)
    )


def test_an_entry_that_is_merged_into_another_is_named(live: Live, changed: Seeds) -> None:
    changed.institution("j", "cri")
    changed.visit("v", "hostInstitutions: [{slug: j, note: {en: Seen.}}]\n")
    load(live, changed, "luis")
    command(changed, "merge", "institutions/j", "institutions/i", status=1)  # of two names, one
    file = changed.folder / "institutions/i.yaml"
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "CONFLICT" not in line))
    # The link of the visit goes where the entry goes: that takes nothing back.
    assert load(live, changed, "ana", status=1).splitlines() == [
        HEAD,
        "  institutions/j: merged into institutions/i; Release 3, luis loaded it",
        REMEDY,
    ]
    assert "1 removed" in load(live, changed, "ana", "--yes")


def test_what_was_changed_by_hand_is_taken_back_with_yes_only(live: Live, changed: Seeds) -> None:
    live.rows("MATCH (p:GoodPractice) SET p.note = 'Uno.', p.noteEs = 'Uno.'")
    assert load(live, changed, "ana", status=1).splitlines()[1:-1] == [
        "  good-practices/p, Editor's note (es): back to the value before Release 3, (by hand)"
    ]
    assert "1 changed" in load(live, changed, "ana", "--yes")
    assert live.value("MATCH (p:GoodPractice) RETURN p.note") == "Dos."


def test_a_removed_event_is_one_line(live: Live, changed: Seeds) -> None:
    first = "  - {stage: VISITED, position: 1, sources: [iom]}\n"
    second = "  - {stage: ADAPTED, position: 2, date: 2020, note: {en: Seen.}}\n"
    fields = "targetCountries: [cri]\nevents:\n"
    changed.transfer("kt", "p", f"{fields}{first}")
    load(live, changed, "luis")
    changed.transfer("kt", "p", f"{fields}{first}{second}")
    load(live, changed, "luis")
    changed.transfer("kt", "p", f"{fields}{first}")
    assert load(live, changed, "ana", status=1).splitlines()[1:-1] == [
        "  knowledge-transfers/kt, Event 2: removes what Release 4, luis added"
    ]
