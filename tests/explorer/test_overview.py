"""What came of visits, and how long ago anything was last known of transfers; no database."""

from typing import Any

from graph_service.explorer.pages.overview import OverviewPage
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node
from graph_service.model.json import Json

OVERVIEW = Address("en", ("overview",))


def transfer(name: str, phase: str, edtf: str | None) -> Node:
    date = {"edtf": edtf, "qualifier": "AT"} if edtf else None
    return {
        "id": f"KnowledgeTransfer:{name}",
        "stage": "VISITED",
        "phase": phase,
        "lastKnown": date,
    }


def shown(*transfers: Node, countries: Json = (), **by_value: dict[str, int]) -> Any:
    """Return what the page shows of transfers, with counts by stage, and of visits by outcome."""

    def counted(name: str) -> Node:
        counts = by_value.get(name, {})
        values: Json = [{"value": value, "count": count} for value, count in counts.items()]
        return {"totalCount": sum(counts.values()), "facets": [{"values": values}]}

    outcomes = ("held", "heldShowing", "heldFollowed", "heldUsed", "heldAgreed")
    nodes: Json = list(transfers)
    data: Node = {
        "transfers": {**counted("stages"), "nodes": nodes},
        **{name: counted(name) for name in outcomes},
        "countries": {"nodes": countries},
        "sources": counted("sources"),
        "catalogue": {"release": {"loadedAt": "2026-11-29T10:00:00Z"}},
    }
    return OverviewPage().view(OVERVIEW, data).values


def test_an_age_is_counted_from_the_last_day_that_a_date_allows() -> None:
    """2024-11-29 is two years ago, 2024 may have been less; 2016-11-30 is not yet ten years ago."""
    found = shown(
        transfer("a", "EXPLORATION", "2024-11-29"),
        transfer("b", "EXPLORATION", "2024"),
        transfer("c", "PREPARATION", "2016-11-30"),
        transfer("d", "SUSTAINMENT", "../2016-11-29"),
        transfer("e", "IMPLEMENTATION", None),
        transfer("f", "ENDED", "2008"),
    )
    assert found["by_age"] == [
        [1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]
    ]  # fmt: skip


def test_what_to_ask_begins_with_what_was_heard_of_longest_ago() -> None:
    last: Json = {"edtf": "2018", "qualifier": "AT"}
    edge: Node = {"node": {"id": "GoodPractice:p"}, "lastKnown": last}
    names = ("practices", "hostedVisits", "attendedVisits", "institutions")
    counts: Node = {name: {} for name in names}
    found = shown(
        transfer("undated", "EXPLORATION", None),
        transfer("new", "PREPARATION", "2025"),
        transfer("old", "EXPLORATION", "2013"),
        transfer("used", "IMPLEMENTATION", "2006"),
        countries=[{"id": "Country:gtm", **counts, "onlyShown": {"edges": [edge]}}],
    )
    to_ask = [(node["id"], country and country["id"]) for node, country, _ in found["to_ask"]]
    assert to_ask == [
        ("KnowledgeTransfer:old", None), ("GoodPractice:p", "Country:gtm"),
        ("KnowledgeTransfer:new", None), ("KnowledgeTransfer:undated", None),
    ]  # fmt: skip


def test_visits_to_see_a_practice_stand_apart_from_meetings() -> None:
    found = shown(
        held={"INTERNSHIP": 4, "SEMINAR": 20, "PLENARY": 3},
        heldFollowed={"INTERNSHIP": 3, "PLENARY": 1},
    )
    numbers = {label: counts for label, _, counts in found["visits"]}
    assert numbers["Internship"] == [4, 0, 3, 0, 0]
    assert numbers["Meetings, trainings and others"] == [23, 0, 1, 0, 0]
    assert numbers["All"] == [27, 0, 4, 0, 0]


def test_the_funnel_has_all_stages_with_their_lists() -> None:
    found = shown(transfer("a", "EXPLORATION", None), stages={"VISITED": 4, "PLANNED": 1})
    assert [(phase.label, phase.count) for phase in found["phases"]] == [
        ("Exploration", 4), ("Preparation", 1), ("Implementation", 0), ("Sustainment", 0),
        ("Ended", 0),
    ]  # fmt: skip
    (visited,) = [step for step in found["phases"][0].steps if step.count]
    assert (visited.label, visited.percent, len(visited.transfers)) == ("Visited", 100, 1)
    assert str(visited.address) == (
        "/en/knowledge-transfers?with=originCountries&with=targetCountries&stage=visited"
    )
