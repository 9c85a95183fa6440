"""Every record of the searches is accounted for: entered, a correction, or left out.

Since the first dossier there were a second and a third search, one for second sources of visits,
forty facts that were looked up again (of which those that changed an entry are records), the
article, sentence by sentence, corrections by further pages (again those that changed an entry), and
the details of practices.
tests/data/records/ has the ids of all records in all.yaml, and lists with an item per record:

    - {record: agr-x, entries: [Agreement:agr-x, Source:x]}         what was written or changed
    - {record: neg-x, left_out: "a lead; no source says so"}        why nothing was
    - {record: x (date), entries: [Agreement:agr-x], added: {Agreement:agr-x: {sources: [x]}}}

`added` and `removed` list what a record changed in the lists of an entry of the first dossier, and
`dated` the visits of the first dossier that have a year since.
"""

from collections import Counter

import pytest

from .records import DATA, ENTRIES, LISTS, RECORDS, named, read

FIELDS = {"record", "entries", "fields", "left_out", "added", "removed", "dated"}


def test_every_record_is_in_one_list() -> None:
    every = read(DATA / "records" / "all.yaml")
    assert {file: len(ids) for file, ids in every.items()} == {
        "additions": 169,
        "dossier-2": 37,
        "additions-3": 36,
        "additions-3-corrections": 12,
        "additions-3-leads": 5,
        "second-sources": 18,
        "forty-facts": 16,
        "article": 1,
        "corrections": 96,
        "details": 106,
    }
    known = Counter(record for records in every.values() for record in records)
    listed = Counter(record["record"] for record in RECORDS)
    assert listed == known


@pytest.mark.parametrize("name", LISTS)
def test_items_say_what_became_of_the_record(name: str) -> None:
    for item in LISTS[name]:
        assert set(item) <= FIELDS, item
        assert bool(item.get("entries")) != bool(item.get("left_out")), item


@pytest.mark.parametrize("name", LISTS)
def test_listed_entries_exist(name: str) -> None:
    listed = {entry for item in LISTS[name] for entry in item.get("entries", [])}
    assert listed - ENTRIES.keys() == set()


@pytest.mark.parametrize("name", LISTS)
def test_entries_name_what_was_added_and_not_what_was_removed(name: str) -> None:
    for item in LISTS[name]:
        for identity, fields in item.get("added", {}).items():
            for field, names in fields.items():
                assert set(names) <= set(named(identity, field)), (identity, field)
        for identity, fields in item.get("removed", {}).items():
            for field, names in fields.items():
                assert not set(names) & set(named(identity, field)), (identity, field)
