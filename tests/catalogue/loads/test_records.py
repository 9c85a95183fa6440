"""What a load did to each entry is recorded: Change nodes, and numbers of releases in entries."""

import datetime as dt

from graph_service.catalogue.loads.load import load, undo
from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds
from tests.catalogue.seeding import Seeds

Fields = list[tuple[str, str, str, str]]


def changes(live: Live, number: int) -> dict[str, tuple[str, Fields]]:
    """The kind of change of each entry, and its fields."""
    rows = live.rows(
        "MATCH (c:Change {number: $number})"
        " RETURN c.entryId, c.kind, c.fieldNames, c.fieldLanguages, c.fieldsBefore, c.fieldsAfter",
        number=number,
    )
    return {i: (kind, list(zip(*lists, strict=True))) for i, kind, *lists in rows}


def recorded(live: Live, slug: str) -> tuple[int, int, dt.datetime]:
    ((added, updated, at),) = live.rows(
        "MATCH (n {slug: $slug}) WHERE NOT n:Change RETURN n.addedIn, n.updatedIn, n.updatedAt",
        slug=slug,
    )
    return added, updated, at.to_native()


def loaded_at(live: Live, number: int) -> dt.datetime:
    found = live.value("MATCH (r:Release {number: $n}) RETURN r.loadedAt", n=number)
    moment: dt.datetime = found.to_native()
    return moment


async def test_a_first_load_has_no_changes_but_marks_its_entries(loaded: Live) -> None:
    assert changes(loaded, 1) == {}
    assert recorded(loaded, "p") == (1, 1, loaded_at(loaded, 1))
    assert loaded.value("MATCH (e:StageEvent) RETURN e.addedIn") is None


async def test_every_kind_of_change_is_recorded_with_its_fields(loaded: Live, seeds: Seeds) -> None:
    change_all_kinds(seeds)
    await load(seeds.graph(), loaded.settings, prune=True)
    found = changes(loaded, 2)
    assert {identity: kind for identity, (kind, _fields) in found.items()} == {
        "ExchangeVisit:v": "CHANGED",
        "GoodPractice:p": "CHANGED",
        "GoodPractice:q": "REMOVED",
        "GoodPractice:r": "ADDED",
        "KnowledgeTransfer:kt": "CHANGED",
        "Topic:helpline": "RENAMED",
    }
    assert found["Topic:helpline"][1] == [
        ("name", "en", "Hotlines", "Helplines"),
        ("formerSlugs", "", "", "hotline"),
    ]
    # Practice p cites the renamed topic: its file changes, the graph's edge is the same.
    assert found["GoodPractice:p"][1] == [("note", "en", "", "Seen.")]
    assert found["ExchangeVisit:v"][1] == [
        ("date", "", "2018", "2018-10"),
        ("date.qualifier", "", "", "ON_OR_BEFORE"),
        ("hostInstitutions", "", "", "Institution:j"),
        ("visitorCountries[hnd].role", "", "LEARNER", "PEER"),
    ]
    assert found["KnowledgeTransfer:kt"][1] == [
        ("events[2].stage", "", "", "ADAPTED"),
        ("events[2].date", "", "", "2020"),
        ("events[2].takenBy", "", "", "Institution:j"),
        ("sources", "", "", "Source:tip"),
    ]
    added = {name: after for name, _lang, _before, after in found["GoodPractice:r"][1]}
    assert added["name"] == "r"
    assert [x[3] for x in found["GoodPractice:r"][1] if x[0] == "owners"] == [
        "Institution:i",
        "Institution:j",
    ]
    removed = found["GoodPractice:q"][1]
    assert ("name", "es", "q", "") in removed
    assert all(after == "" for _name, _lang, _before, after in removed)

    assert recorded(loaded, "p") == (1, 2, loaded_at(loaded, 2))
    assert recorded(loaded, "r") == (2, 2, loaded_at(loaded, 2))
    assert recorded(loaded, "helpline") == (1, 2, loaded_at(loaded, 2))
    assert recorded(loaded, "kt") == (1, 2, loaded_at(loaded, 2))
    assert recorded(loaded, "i") == (1, 1, loaded_at(loaded, 1))
    names = loaded.rows(
        "MATCH (c:Change {entryId: 'Topic:helpline'}) RETURN c.id, c.formerId, c.entryType,"
        " c.nameEs, c.nameEn"
    )
    assert names == [
        ("Change:release-2/Topic:helpline", "Topic:hotline", "Topic", "Líneas", "Helplines")
    ]


async def test_a_title_is_recorded_in_the_language_of_the_source(
    loaded: Live, seeds: Seeds
) -> None:
    seeds.source("a")
    file = seeds.folder / "sources/a.yaml"
    file.write_text(file.read_text().replace("language: ES", "language: EN"))
    seeds.source("b")
    await load(seeds.graph(), loaded.settings)
    names = loaded.rows("MATCH (c:Change) RETURN c.name, c.nameEs, c.nameEn ORDER BY c.id")
    assert names == [("a", None, "a"), ("b", "b", None)]


async def test_an_undo_records_the_opposite_changes(loaded: Live, seeds: Seeds) -> None:
    change_all_kinds(seeds)
    await load(seeds.graph(), loaded.settings, prune=True)
    await undo(loaded.settings)
    there, back = changes(loaded, 2), changes(loaded, 3)
    assert {i: kind for i, (kind, _fields) in back.items()} == {
        "ExchangeVisit:v": "CHANGED",
        "GoodPractice:p": "CHANGED",
        "GoodPractice:q": "ADDED",
        "GoodPractice:r": "REMOVED",
        "KnowledgeTransfer:kt": "CHANGED",
        "Topic:hotline": "RENAMED",
    }
    for identity in ("ExchangeVisit:v", "GoodPractice:p", "GoodPractice:q", "GoodPractice:r"):
        swapped = [(name, x, after, before) for name, x, before, after in there[identity][1]]
        assert back[identity][1] == swapped
    # All changes of an entry are found by the id that it has now.
    found = loaded.rows(
        "MATCH (c:Change {currentId: 'Topic:hotline'}) RETURN c.number, c.entryId ORDER BY c.number"
    )
    assert found == [(2, "Topic:helpline"), (3, "Topic:hotline")]
    assert recorded(loaded, "p") == (1, 3, loaded_at(loaded, 3))
    assert recorded(loaded, "q") == (3, 3, loaded_at(loaded, 3))


async def test_derived_values_and_inherited_sources_are_not_changes(
    loaded: Live, seeds: Seeds
) -> None:
    """Institution j moves to Panama: visit w has j as host, and its country is derived."""
    seeds.visit("w", "hostInstitutions: [j]\nvisitorCountries: [{slug: hnd, role: PEER}]\n")
    await load(seeds.graph(), loaded.settings)
    derived = "MATCH (:ExchangeVisit {slug: 'w'})-[:HOSTED_BY]->(c:Country) RETURN c.slug"
    assert loaded.rows(derived) == [("cri",)]
    seeds.institution("j", "pan")
    file = seeds.folder / "good-practices/p.yaml"
    file.write_text(file.read_text().replace("sources: [iom]", "sources: [iom, tip]"))
    await load(seeds.graph(), loaded.settings)
    assert loaded.rows(derived) == [("pan",)]
    assert changes(loaded, 3) == {
        "Institution:j": ("CHANGED", [("country", "", "Country:cri", "Country:pan")]),
        "GoodPractice:p": ("CHANGED", [("sources", "", "", "Source:tip")]),
    }
    assert recorded(loaded, "w")[:2] == (2, 2)
