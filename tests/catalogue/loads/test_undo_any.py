"""Any release can be undone, if no later one has changed what it changed."""

import asyncio

import pytest

from graph_service.catalogue.loads.load import load, undo
from graph_service.errors import LoadRefused
from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds, run, undated
from tests.catalogue.seeding import Seeds

pytestmark = pytest.mark.slow

KT = """\
name: {{es: kt}}
basis: STATED
sources: [iom]
practice: p
targetCountries: [hnd]
visits: [v]
events:
  - {{stage: VISITED, position: 1, date: 2018-10-09}}
{more}"""
SECOND = "  - {stage: ADAPTED, position: 2, date: 2020}\n"
REMEDY = (
    "Nothing was written. Undo those releases first, the newest first, or correct the entries"
    " in the files and load them."
)
THIRD = "  - {stage: IMPLEMENTED, position: 3, date: 2021}\n"


def replace(seeds: Seeds, path: str, old: str, new: str) -> None:
    file = seeds.folder / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


async def load_all(loaded: Live, seeds: Seeds, by: str = "ana") -> None:
    await load(seeds.graph(), loaded.settings, prune=True, loaded_by=by)


async def test_an_older_release_is_undone_and_later_ones_stay(loaded: Live, seeds: Seeds) -> None:
    """Release 2 changes everything; release 3 changes other fields of the same entries."""
    change_all_kinds(seeds)
    await load_all(loaded, seeds)
    replace(
        seeds,
        "good-practices/p.yaml",
        "note: {en: Seen.}",
        "note: {en: Seen.}\nsummary: {es: Breve}",
    )
    replace(seeds, "topics/helpline.yaml", "es: Líneas", "es: Líneas de ayuda")
    seeds.source("a")
    await load_all(loaded, seeds)
    third = loaded.contents()

    outcome = await undo(loaded.settings, 2, loaded_by="eva")
    assert outcome.release["undoes"] == 2
    assert outcome.release["loadedBy"] == "eva"
    undone = loaded.contents()
    # The same as a load of what release 3 has changed onto release 1.
    await undo(loaded.settings, 4)
    assert loaded.contents() == third
    await undo(loaded.settings, 3)
    await undo(loaded.settings, 2)
    first = dict(loaded.contents()[0])
    changed = {i: p for i, p in undone[0] if first.get(i) != p}
    assert sorted(changed) == ["GoodPractice:p", "Source:a", "Topic:hotline"]
    assert changed["GoodPractice:p"]["summaryEs"] == "Breve"
    assert "note" not in changed["GoodPractice:p"]
    topic = changed["Topic:hotline"]
    assert (topic["nameEs"], topic["nameEn"]) == ("Líneas de ayuda", "Hotlines")
    assert topic["z_nameKey"] == "\nlineas de ayuda\nhotlines\n"
    assert loaded.contents()[1] == undone[1]


async def test_the_entries_and_fields_that_stand_against_an_undo_are_listed(
    loaded: Live, seeds: Seeds
) -> None:
    change_all_kinds(seeds)
    await load_all(loaded, seeds)
    replace(seeds, "good-practices/p.yaml", "note: {en: Seen.}", "note: {en: Seen twice.}")
    await load_all(loaded, seeds)
    replace(seeds, "good-practices/r.yaml", "name: {es: r}", "name: {es: R}")
    replace(seeds, "topics/helpline.yaml", "en: Helplines", "en: Help lines")
    await load_all(loaded, seeds)
    before = loaded.everything()
    with pytest.raises(LoadRefused) as refused:
        await undo(loaded.settings, 2)
    assert undated(str(refused.value)).splitlines() == [
        "Release 2 can't be undone: later releases have changed what it changed.",
        "good-practices/p: Editor's note changed by Release 3",
        "good-practices/r: changed by Release 4",
        "topics/helpline: Name (en) changed by Release 4",
        REMEDY,
    ]
    assert loaded.everything() == before
    spanish = await asyncio.to_thread(
        run, loaded, "undo", "2", "--dry-run", "--lang", "es", status=1
    )
    assert "good-practices/p: Nota del editor, que cambió con la carga 3 (" in spanish
    await undo(loaded.settings, 4)
    await undo(loaded.settings, 3)
    await undo(loaded.settings, 2)


async def obstacles_to_undo(loaded: Live, release: int) -> list[str]:
    """Return the lines of a refused undo about what prevents it."""
    with pytest.raises(LoadRefused) as refused:
        await undo(loaded.settings, release)
    return undated(str(refused.value)).splitlines()[1:-1]


async def test_entries_that_later_ones_need_can_not_be_undone(loaded: Live, seeds: Seeds) -> None:
    seeds.source("a")
    seeds.put("knowledge-transfers/kt.yaml", KT.format(more=SECOND))
    await load_all(loaded, seeds)
    seeds.put("knowledge-transfers/kt.yaml", KT.format(more=SECOND + THIRD))
    replace(seeds, "good-practices/p.yaml", "sources: [iom]", "sources: [iom, a]")
    await load_all(loaded, seeds)
    assert await obstacles_to_undo(loaded, 2) == [
        "knowledge-transfers/kt: Event changed by Release 3",
        "sources/a: in use by good-practices/p since Release 3",
    ]


async def test_a_gap_between_events_that_was_there_prevents_no_undo(
    loaded: Live, seeds: Seeds
) -> None:
    """Such a gap is a weak spot, which a load may make; an undo makes none."""
    seeds.put("knowledge-transfers/kt.yaml", KT.format(more=THIRD))
    await load_all(loaded, seeds)
    seeds.source("a")
    await load_all(loaded, seeds)
    replace(seeds, "knowledge-transfers/kt.yaml", "date: 2021", "date: 2022")
    await load_all(loaded, seeds)
    await undo(loaded.settings, 3)
    assert loaded.value("MATCH (s:Source {slug: 'a'}) RETURN count(s)") == 0


async def test_a_user_that_no_later_release_changed_is_named_without_one(
    loaded: Live, seeds: Seeds
) -> None:
    seeds.source("a")
    seeds.institution("new", country="cri")
    replace(seeds, "institutions/new.yaml", "sources: [iom]", "sources: [a]")
    await load_all(loaded, seeds)
    seeds.practice("user", "[new]")
    await load_all(loaded, seeds)
    assert await obstacles_to_undo(loaded, 2) == [
        "institutions/new: in use by good-practices/user since Release 3",
        "sources/a: in use by institutions/new",
    ]


async def test_a_release_that_is_not_in_effect_can_not_be_undone(
    loaded: Live, seeds: Seeds
) -> None:
    seeds.source("a")
    await load_all(loaded, seeds)
    await undo(loaded.settings, 2)
    with pytest.raises(
        LoadRefused, match=r"Release 2 has been undone by Release 3.*`seeds undo 3`"
    ):
        await undo(loaded.settings, 2)
    with pytest.raises(LoadRefused, match="There is no Release 9; the newest is Release 3"):
        await undo(loaded.settings, 9)
    await undo(loaded.settings, 3)
    assert loaded.value("MATCH (s:Source {slug: 'a'}) RETURN s.addedIn") == 4
    # Release 2 is in effect again.
    (seeds.folder / "sources/a.yaml").unlink()
    await load_all(loaded, seeds)
    with pytest.raises(LoadRefused, match=r"Nothing of Release 2 .* is left to undo"):
        await undo(loaded.settings, 2)


async def test_an_undo_closes_no_circle(loaded: Live, seeds: Seeds) -> None:
    def govern(slug: str, by: str = "") -> None:
        seeds.institution(slug, "cri")
        file = seeds.folder / f"institutions/{slug}.yaml"
        file.write_text(file.read_text() + (f"governedBy: [{by}]\n" if by else ""))

    govern("b")
    govern("a", by="b")
    await load_all(loaded, seeds)
    govern("a")
    await load_all(loaded, seeds)
    govern("b", by="a")
    await load_all(loaded, seeds)
    with pytest.raises(
        LoadRefused,
        match=r"institutions/[ab] would be wrong: governedBy\[[ab]\] closes a circle: a → b → a",
    ):
        await undo(loaded.settings, 3)
