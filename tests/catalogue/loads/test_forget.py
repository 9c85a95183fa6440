"""A value that is forgotten is nowhere in the graph, and the rest of the history stays."""

from pathlib import Path

from tests.catalogue.live import Live, command
from tests.catalogue.planning import run
from tests.catalogue.seeding import Seeds

NAMED = "Ana Sosa"


def write(seeds: Seeds, note: str) -> None:
    seeds.practice("p", "[i]", f"countries: [cri]\ntopics: [hotline]\nnote: {{en: {note}}}\n")


def test_a_value_is_forgotten_in_all_releases(loaded: Live, seeds: Seeds, tmp_path: Path) -> None:
    for note in (f"Seen by the unit {NAMED}.", "Seen.", "Seen twice."):
        write(seeds, note)
        run(loaded, "load", seeds)
    assert NAMED in repr(loaded.everything())
    told = run(loaded, "forget", "p", "note", "--yes")
    assert told.endswith("These releases can't be rebuilt any more: 2, 3.\n")
    assert NAMED not in repr(loaded.everything())
    log = run(loaded, "log", "--entry", "p")
    assert 'note (en): "[forgotten]" → "[forgotten]"' in log
    assert 'note (en): "[forgotten]" → "Seen twice."' in log
    assert run(loaded, "check", "--graph", seeds).startswith("The graph matches the files")
    for release, status in ((1, 0), (2, 4), (4, 0)):
        place = tmp_path / f"{release}"
        done = command(
            loaded.settings, "export", "--format", "jsonl", "--release", f"{release}", place
        )
        assert done.exit_code == status, done.output
    write(seeds, "Seen again.")
    run(loaded, "load", seeds)
    for number in ("3", "4"):  # the mark would come into the catalogue
        told = run(loaded, "undo", number, status=1)
        assert "a value of it was forgotten" in told
    run(loaded, "undo")
    assert loaded.value("MATCH (p:GoodPractice {slug: 'p'}) RETURN p.note") == "Seen twice."


def test_what_an_entry_has_now_is_not_forgotten(loaded: Live, seeds: Seeds) -> None:
    write(seeds, "Seen.")
    run(loaded, "load", seeds)
    before = loaded.everything()
    told = run(loaded, "forget", "p", "note", status=1)
    assert told.startswith("GoodPractice:p still has the only value of note in its history.")
    assert "has no value of quote" in run(loaded, "forget", "p", "quote", status=1)
    assert "No entry has or had" in run(loaded, "forget", "nobody", "note", status=1)
    assert loaded.everything() == before
    for note in ("Other.", "Seen."):
        write(seeds, note)
        run(loaded, "load", seeds, "--yes")
    run(loaded, "forget", "p", "note", "--yes")
    log = run(loaded, "log", "--entry", "p")
    assert 'note (en): "Seen." → "[forgotten]"' in log
    assert 'note (en): "[forgotten]" → "Seen."' in log
