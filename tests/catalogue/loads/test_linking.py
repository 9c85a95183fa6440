"""Loads store which concepts each entry is linked to, beside what they record as changes."""

from typing import Any

from graph_service.catalogue.loads.load import load, undo
from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds
from tests.catalogue.seeding import Seeds

_EDGES = (
    "MATCH (n)-[r]->(m) WHERE NOT r:TRANSFER_FLOW|VISIT_FLOW|REACHED RETURN n.id, type(r), m.id"
)
CONCEPTS = ("Country", "Topic", "Institution", "Programme")
ENDS = {"ATTENDED_BY": "from_", "FROM": "from_", "HOSTED_BY": "to_", "TO": "to_"}
"""What stands before a country at an end of a visit or transfer, by the edge to it."""
OTHERS = {"checkedOn", "readOn", "statusAsOf", "lastKnown"}
"""Dates when somebody looked, and what loads derive."""


def _linked(live: Live) -> dict[str, set[str]]:
    rows = live.rows("MATCH (n) WHERE n.z_linked IS NOT NULL RETURN n.id, n.z_linked")
    return {identity: set(linked.split()) for identity, linked in rows}


def _by_edges(live: Live) -> dict[str, set[str]]:
    """Return what entries are linked to, read from the edges, and the years of their dates."""
    entries: list[tuple[Any, ...]] = live.rows(
        "MATCH (n) WHERE NOT n:Release|Change|StageEvent|LoadedGraph RETURN n.id, properties(n)"
    )
    found = {
        identity: {f"type_{identity.partition(':')[0].lower()}", *_years(values)}
        for identity, values in entries
    }
    for source, edge, target in live.rows(_EDGES):
        label, _, slug = target.partition(":")
        if label in CONCEPTS and source in found:
            key = f"{label.lower()}_{slug.replace('-', '_')}"
            found[source].add(key)
            if label == "Country" and edge in ENDS:
                found[source].add(f"{ENDS[edge]}{key}")
    return found


def _years(values: dict[str, Any]) -> set[str]:
    """Return the keys of the years in which the dates are, and of others by which they are."""
    known = [name[:-6] for name in values if name.endswith("Latest") and name[:-6] not in OTHERS]
    days = [(values.get(f"{name}Earliest"), values[f"{name}Latest"]) for name in known]
    years = {last.year for first, last in days if first and first.year == last.year}
    by = {last.year for first, last in days if not first} - years
    return {f"in_{year}" for year in years} | {f"by_{year}" for year in by}


async def test_entries_are_linked_as_their_edges_say_after_each_load_and_undo(
    loaded: Live, seeds: Seeds
) -> None:
    before = _by_edges(loaded)
    assert _linked(loaded) == before
    change_all_kinds(seeds)  # also renames a topic, and changes the date of a visit
    await load(seeds.graph(), loaded.settings, prune=True)
    assert _linked(loaded) == _by_edges(loaded) != before
    assert "by_2018" in _linked(loaded)["ExchangeVisit:v"]
    await undo(loaded.settings)
    assert _linked(loaded) == before


async def test_new_labels_of_a_topic_change_no_other_entry(loaded: Live, seeds: Seeds) -> None:
    recorded = "MATCH (n) WHERE n.updatedIn IS NOT NULL RETURN n.id, n.updatedIn ORDER BY n.id"
    topics = loaded.rows("MATCH (t:Topic)<--(n) RETURN t.slug, n.id")
    assert topics
    slug = topics[0][0]
    before = dict(loaded.rows(recorded))
    seeds.put(
        f"topics/{slug}.yaml", "name: {es: Otra}\notherNames: {es: [Nueva]}\nscheme: SUBJECT\n"
    )
    await load(seeds.graph(), loaded.settings)
    changed = {i for i, number in loaded.rows(recorded) if number != before[i]}
    assert changed == {f"Topic:{slug}"}
