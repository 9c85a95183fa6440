"""`seeds log` for programs, and what it refuses; histories.yaml has it for people."""

import json

from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds, run
from tests.catalogue.seeding import Seeds

NOTE = {"name": "note", "language": "en", "old": None, "new": "Seen."}


def test_it_is_json_for_programs(loaded: Live, seeds: Seeds) -> None:
    change_all_kinds(seeds)
    run(loaded, "load", seeds, "--prune", "--yes", LOADED_BY="ana")
    run(loaded, "undo", "2", LOADED_BY="eva")
    newest, _second, first = json.loads(run(loaded, "log", "--json"))["releases"]
    assert (newest["number"], newest["loadedBy"], newest["undoes"]) == (
        3,
        "eva",
        "Release:release-2",
    )
    assert newest["changes"] == {"added": 1, "changed": 3, "renamed": 1, "removed": 1}
    assert first["changes"] == {"added": 0, "changed": 0, "renamed": 0, "removed": 0}
    shown = json.loads(run(loaded, "log", "2", "--json"))
    assert shown["release"]["undoneBy"] == "Release:release-3"
    (practice,) = [node for node in shown["entries"] if node["id"] == "GoodPractice:p"]
    assert practice["fields"] == [NOTE]
    _undone, changed, added = json.loads(run(loaded, "log", "--entry", "p", "--json"))["changes"]
    assert changed["fields"] == [NOTE]
    assert (added["release"]["number"], added["change"]) == (1, "added")


def test_an_entry_is_found_by_its_names(loaded: Live, seeds: Seeds) -> None:
    change_all_kinds(seeds)
    run(loaded, "load", seeds, "--prune", "--yes")
    names = ("helpline", "hotline", "Topic:hotline", "topics/helpline.yaml")
    (history,) = {run(loaded, "log", "--entry", name) for name in names}
    assert history.count("Release") == 2


def test_an_unknown_release_or_entry_is_one_message(live: Live, seeds: Seeds) -> None:
    assert run(live, "log") == "Nothing has been loaded into this graph yet.\n"
    assert run(live, "log", "1", status=1) == "Nothing has been loaded into this graph yet.\n"
    seeds.put("topics/iom.yaml", "name: {es: OIM}\nscheme: SUBJECT\n")
    run(live, "load", seeds)
    assert "There is no Release 2; the newest is Release 1" in run(live, "log", "2", status=1)
    assert 'No entry has or had the name "nobody"' in run(
        live, "log", "--entry", "nobody", status=1
    )
    several = run(live, "log", "--entry", "iom", status=1)
    assert several == '"iom" may be one of several entries: give one of Source:iom, Topic:iom.\n'
    assert '"seven" is not the number of a release' in run(live, "log", "seven", status=2)
    live.rows("MATCH (r:Release) REMOVE r.z_checksumBefore")
    assert "What Release 1" in run(live, "log", "1", status=1)
    assert "is not recorded: an earlier version" in run(live, "log")
