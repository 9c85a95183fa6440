"""Nothing of the dossier was lost on the way into seeds/, and the graph is what seeds/ says.

tests/data/dossier.yaml holds the dossier's ids, and how many records it names in each field,
counted in the dossier itself; what the catalogue has in addition, and what it leaves out, is listed
there by name. Fourteen exchanges had no year: the dossier's notes say so. What later searches
added and corrected is listed in tests/data/records/, which test_records.py checks.
"""

import pytest

from .live import Live
from .records import DATA, ENTRIES, RECORDS, SEEDS, named, names_changed, read

DOSSIER = read(DATA / "dossier.yaml")
SECTIONS = DOSSIER["sections"]


@pytest.mark.parametrize("name", SECTIONS)
def test_every_record_is_listed_once(name: str) -> None:
    ids = SECTIONS[name]["ids"]
    assert (len(ids), len(set(ids))) == (SECTIONS[name]["records"], len(ids))


def test_every_record_has_its_entry_and_every_entry_its_record() -> None:
    others = [f"{o['type']}:{slug}" for o in DOSSIER["other_entries"] for slug in o["ids"]]
    records = [f"{name}:{slug}" for name in SECTIONS for slug in SECTIONS[name]["ids"]]
    later = {entry for record in RECORDS for entry in record.get("entries", [])}
    assert sorted(ENTRIES) == sorted({*records, *others, *later})


def _count(identity: str, field: str) -> int:
    """How much an entry names in a field; what an agenda says in three languages counts once."""
    if field != "agenda" or field not in ENTRIES[identity]:
        return len(named(identity, field))
    (count,) = {len(points) for points in ENTRIES[identity][field].values()}
    return count


@pytest.mark.parametrize(
    ("name", "field"), [(n, field) for n in SECTIONS for field in SECTIONS[n].get("references", {})]
)
def test_entries_name_as_much_as_the_records(name: str, field: str) -> None:
    added = DOSSIER["added"].get(name, {}).get(field, {})
    for slug, addition in added.items():
        assert set(addition["names"]) <= set(named(f"{name}:{slug}", field))
    found = sum(_count(f"{name}:{slug}", field) for slug in SECTIONS[name]["ids"])
    beside = sum(len(addition["names"]) for addition in added.values())
    ids = {f"{name}:{slug}" for slug in SECTIONS[name]["ids"]}
    for change, sign in (("added", 1), ("removed", -1)):
        changes = names_changed(change, name, field)
        beside += sign * sum(len(names) for identity, names in changes if identity in ids)
    assert found - beside == SECTIONS[name]["references"][field]


@pytest.mark.parametrize("fact", DOSSIER["in_words"], ids=lambda fact: f"{fact['entry']}")
def test_facts_without_a_property_are_in_texts(fact: dict[str, str]) -> None:
    entry = ENTRIES[fact["entry"]]
    words = [
        *entry.get("note", {}).values(),
        *entry["name"].values(),
        *entry.get("summary", {}).values(),
        *(text for detail in entry.get("details", []) for text in detail["text"].values()),
    ]
    assert any(fact["says"] in text for text in words)


def test_every_source_is_cited() -> None:
    cited = {slug for identity in ENTRIES for slug in named(identity, "sources")}
    assert set(SECTIONS["Source"]["ids"]) <= cited


def test_fourteen_exchanges_had_no_year() -> None:
    slugs = SECTIONS["ExchangeVisit"]["ids"]
    dates = {slug: str(ENTRIES[f"ExchangeVisit:{slug}"].get("date", "XXXX")) for slug in slugs}
    without_year = {slug for slug, date in dates.items() if "XXXX" in date}
    dated = {slug for record in RECORDS for slug in record.get("dated", [])}
    assert (len(without_year | dated), without_year & dated) == (14, set())


def test_the_graph_holds_every_entry(live: Live) -> None:
    assert live.invoke("load", SEEDS).exit_code == 0
    checked = live.invoke("check", SEEDS, "--graph")
    assert (checked.exit_code, checked.stderr) == (0, "")
    ids = live.rows("MATCH (n) WHERE NOT n:Release|StageEvent|Detail|LoadedGraph RETURN n.id")
    assert sorted(identity for (identity,) in ids) == sorted(ENTRIES)
    for part, label in (("events", "StageEvent"), ("details", "Detail")):
        number = live.value(f"MATCH (n:{label}) RETURN count(n)")
        assert number == sum(len(entry.get(part, [])) for entry in ENTRIES.values())
