"""Nothing of the dossier was lost on the way into seeds/, and the graph is what seeds/ says.

tests/data/dossier.yaml holds the dossier's ids, and how many records it names in each field,
counted in the dossier itself; what the catalogue says beside that, and what it doesn't say, stands
there by name. Fourteen exchanges have no year: the dossier's notes say so.
"""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from graph_service.model.types import NODE_TYPES

from .live import Live

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
READER: Any = YAML(typ="safe")
DOSSIER: Any = READER.load(ROOT / "tests" / "data" / "dossier.yaml")
FOLDERS = {t.name: t.folder for t in NODE_TYPES if t.folder}
ENTRIES: dict[str, Any] = {
    f"{name}:{file.stem}": READER.load(file)
    for name, folder in FOLDERS.items()
    for file in (SEEDS / folder).glob("*.yaml")
}
SECTIONS = DOSSIER["sections"]


def named(identity: str, field: str) -> list[str]:
    """What an entry names in a field: slugs, or the texts of a list."""
    value = ENTRIES[identity].get(field) or []
    items = value if isinstance(value, list) else [value]
    return [item.get("slug", "") if isinstance(item, dict) else item for item in items]


@pytest.mark.parametrize("name", SECTIONS)
def test_every_record_is_listed_once(name: str) -> None:
    ids = SECTIONS[name]["ids"]
    assert (len(ids), len(set(ids))) == (SECTIONS[name]["records"], len(ids))


def test_every_record_has_its_entry_and_every_entry_its_record() -> None:
    others = [f"{o['type']}:{slug}" for o in DOSSIER["other_entries"] for slug in o["ids"]]
    records = [f"{name}:{slug}" for name in SECTIONS for slug in SECTIONS[name]["ids"]]
    assert sorted(ENTRIES) == sorted(records + others)


@pytest.mark.parametrize(
    ("name", "field"), [(n, field) for n in SECTIONS for field in SECTIONS[n].get("references", {})]
)
def test_entries_name_as_much_as_the_records(name: str, field: str) -> None:
    added = DOSSIER["added"].get(name, {}).get(field, {})
    for slug, addition in added.items():
        assert set(addition["names"]) <= set(named(f"{name}:{slug}", field))
    found = sum(len(named(f"{name}:{slug}", field)) for slug in SECTIONS[name]["ids"])
    beside = sum(len(addition["names"]) for addition in added.values())
    assert found - beside == SECTIONS[name]["references"][field]


@pytest.mark.parametrize("fact", DOSSIER["in_words"], ids=lambda fact: f"{fact['entry']}")
def test_what_no_property_holds_is_told_in_words(fact: dict[str, str]) -> None:
    entry = ENTRIES[fact["entry"]]
    words = [entry.get("note", ""), *entry["name"].values(), *entry.get("summary", {}).values()]
    assert any(fact["says"] in text for text in words)


def test_every_source_is_cited() -> None:
    cited = {slug for entry in ENTRIES.values() for slug in entry.get("sources", [])}
    assert set(SECTIONS["Source"]["ids"]) <= cited


def test_fourteen_exchanges_have_no_year() -> None:
    dates = [str(e.get("date", "XXXX")) for i, e in ENTRIES.items() if i.startswith("ExchangeV")]
    assert len([date for date in dates if date.startswith("XXXX")]) == 14


def test_the_graph_holds_every_entry(live: Live) -> None:
    assert live.run("load", SEEDS).returncode == 0
    checked = live.run("check", SEEDS, "--graph")
    assert (checked.returncode, checked.stderr) == (0, "")
    ids = live.rows("MATCH (n) WHERE NOT n:Release|ChangeLog|StageEvent RETURN n.id")
    assert sorted(identity for (identity,) in ids) == sorted(ENTRIES)
    events = live.value("MATCH (n:StageEvent) RETURN count(n)")
    assert events == SECTIONS["KnowledgeTransfer"]["references"]["events"]
