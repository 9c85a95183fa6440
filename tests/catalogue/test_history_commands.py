"""`seeds log`, for people and for programs."""

import json
import re

from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds, run
from tests.catalogue.seeding import Seeds


def timeless(text: str) -> list[str]:
    """The lines, without the dates and times of releases."""
    return re.sub(r" \(\d{4}-\d\d-\d\d\)|\d\d:\d\d UTC", "", text).splitlines()


def test_the_releases_are_listed_with_the_entries_that_they_changed(
    loaded: Live, seeds: Seeds
) -> None:
    change_all_kinds(seeds)
    run(loaded, "load", seeds, "--prune", "--yes", LOADED_BY="ana")
    for slug in "abcdef":
        seeds.source(slug)
    run(loaded, "load", seeds)
    run(loaded, "undo", "2", LOADED_BY="eva")
    assert timeless(run(loaded, "log")) == [
        "Release 4, undoes Release 2 ·  · eva: entries: 1 added, 3 changed, 1 renamed, 1 removed",
        "  + good-practices/q",
        "  ~ exchange-visits/v, good-practices/p, knowledge-transfers/kt",
        "  ~ topics/hotline",
        "  - good-practices/r",
        "Release 3 · : entries: 6 added",
        "  + sources/a, sources/b, sources/c, sources/d, … and 2 more",
        "Release 2 ·  · ana: entries: 1 added, 3 changed, 1 renamed, 1 removed",
        "  undone by Release 4",
        "  + good-practices/r",
        "  ~ exchange-visits/v, good-practices/p, knowledge-transfers/kt",
        "  ~ topics/helpline",
        "  - good-practices/q",
        "Release 1 · : first load, 19 entries",
    ]
    newest, *_more, first = json.loads(run(loaded, "log", "--json"))["releases"]
    assert (newest["number"], newest["loadedBy"], newest["undoes"]) == (
        4,
        "eva",
        "Release:release-2",
    )
    assert newest["changes"] == {"added": 1, "changed": 3, "renamed": 1, "removed": 1}
    assert first["changes"] == {"added": 0, "changed": 0, "renamed": 0, "removed": 0}
    spanish = timeless(run(loaded, "log", "--lang", "es"))
    assert spanish[0] == (
        "Carga 4, que deshace la 2 ·  · eva: entradas: se agregan 1, cambian 3,"
        " cambian de identificador 1, se quitan 1"
    )
    assert spanish[-1] == "Carga 1 · : primera carga, 19 entradas"

    lines = timeless(run(loaded, "log", "2"))
    assert lines[0] == "Release 2 ·  · ana"
    assert '  ~ good-practices/p  Editor\'s note (en): "Seen." added' in lines
    assert '  + good-practices/r  "r"' in lines
    assert lines[-1] == "entries: 1 added, 3 changed, 1 renamed, 1 removed."
    assert timeless(run(loaded, "log", "release-1"))[1] == '  + countries/arg  "Argentina"'
    shown = json.loads(run(loaded, "log", "2", "--json"))
    assert shown["release"]["undoneBy"] == "Release:release-4"
    (practice,) = [node for node in shown["entries"] if node["id"] == "GoodPractice:p"]
    assert practice["fields"] == [{"name": "note", "language": "en", "old": None, "new": "Seen."}]


def test_the_history_of_an_entry_follows_its_names(loaded: Live, seeds: Seeds) -> None:
    change_all_kinds(seeds)
    run(loaded, "load", seeds, "--prune", "--yes", LOADED_BY="ana")
    expected = [
        "Release 2 ·  · ana",
        "  ~ topics/helpline  renamed, formerly hotline",
        '  ~ topics/helpline  Name (en): "Hotlines" → "Helplines"',
        "Release 1 · ",
        "  + topics/hotline  added",
    ]
    for name in ("helpline", "hotline", "Topic:hotline", "topics/helpline.yaml"):
        assert timeless(run(loaded, "log", "--entry", name)) == expected
    removed = timeless(run(loaded, "log", "--entry", "q"))
    assert removed[:2] == ["Release 2 ·  · ana", "  - good-practices/q  removed"]
    first, second = json.loads(run(loaded, "log", "--entry", "p", "--json"))["changes"]
    assert first["fields"] == [{"name": "note", "language": "en", "old": None, "new": "Seen."}]
    assert (second["release"]["number"], second["change"]) == (1, "added")


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


def test_the_values_of_a_list_are_on_the_line_of_the_change(loaded: Live, seeds: Seeds) -> None:
    practice = seeds.folder / "good-practices/p.yaml"
    text = practice.read_text()
    practice.write_text(text.replace("themes: [PROTECTION]", "themes: [PREVENTION, PROTECTION]"))
    run(loaded, "load", seeds)
    lines = timeless(run(loaded, "log", "--entry", "p"))
    assert "  ~ good-practices/p  Themes (4P): Prevention added" in lines, lines
