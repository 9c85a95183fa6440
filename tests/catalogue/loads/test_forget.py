"""A value that is forgotten is nowhere in the graph, and the rest of the history stays."""

from pathlib import Path

from tests.catalogue.live import Live, command
from tests.catalogue.planning import run
from tests.catalogue.seeding import Seeds

NAMED = "Ana Sosa"


def write(seeds: Seeds, note: str) -> None:
    seeds.practice("p", "[i]", f"countries: [cri]\ntopics: [hotline]\nnote: {note}\n")


def test_a_value_is_forgotten_in_all_releases(loaded: Live, seeds: Seeds, tmp_path: Path) -> None:
    for note in (f"Seen by the unit {NAMED}.", "Seen.", "Seen twice."):
        write(seeds, note)
        run(loaded, "load", seeds)
    assert NAMED in repr(loaded.everything())
    told = run(loaded, "forget", "p", "note")
    assert told.endswith("These releases can't be rebuilt any more: 2, 3.\n")
    assert NAMED not in repr(loaded.everything())
    log = run(loaded, "log", "--entry", "p")
    assert 'note: "[forgotten]" → "[forgotten]"' in log
    assert run(loaded, "check", "--graph", seeds).startswith("The graph matches the files")
    for release, status in ((1, 0), (2, 1), (4, 0)):
        place = tmp_path / f"{release}"
        done = command(
            loaded.settings, "export", "--format", "jsonl", "--release", f"{release}", place
        )
        assert done.exit_code == status, done.output
    write(seeds, "Seen again.")
    run(loaded, "load", seeds)
    run(loaded, "undo")


def test_what_an_entry_still_has_is_not_forgotten(loaded: Live, seeds: Seeds) -> None:
    write(seeds, "Seen.")
    run(loaded, "load", seeds)
    write(seeds, "Other.")
    run(loaded, "load", seeds)
    write(seeds, "Seen.")
    run(loaded, "load", seeds)
    before = loaded.everything()
    told = run(loaded, "forget", "p", "note", status=1)
    assert told.startswith("GoodPractice:p still has this value in note. Change it in its file")
    assert "has no value of quote" in run(loaded, "forget", "p", "quote", status=1)
    assert "No entry has or had" in run(loaded, "forget", "nobody", "note", status=1)
    assert loaded.everything() == before
