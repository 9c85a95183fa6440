"""Loads when a service starts: what others have loaded is never reverted, and never stops it."""

import shutil
from pathlib import Path

from tests.catalogue.live import Live
from tests.catalogue.planning import run
from tests.catalogue.seeding import Seeds

STORED = "MATCH (s:Source {slug: 'iom'}) RETURN s.publisher"


def publisher(seeds: Seeds, name: str) -> None:
    file = seeds.folder / "sources/iom.yaml"
    text = file.read_text(encoding="utf-8").replace("publisher: OIM", f"publisher: {name}")
    file.write_text(text, encoding="utf-8")


def test_what_others_have_loaded_stays_as_it_is(loaded: Live, seeds: Seeds, tmp_path: Path) -> None:
    other = Seeds(tmp_path / "other")
    shutil.copytree(seeds.folder, other.folder)
    publisher(other, "IOM")
    run(loaded, "load", other)
    publisher(seeds, "Otra")
    before = loaded.everything()
    output = run(loaded, "load", seeds, "--at-start")
    assert "The graph has changed since Release 1" in output
    assert ": sources/iom\n" in output
    assert "The graph stays as it is, and is served without this folder's changes." in output
    assert loaded.everything() == before
    assert "1 conflict" in run(loaded, "pull", seeds, status=1)


def test_an_older_graph_of_an_unknown_base_is_upgraded_without_changes(
    loaded: Live, seeds: Seeds
) -> None:
    publisher(seeds, "IOM")
    (seeds.folder / ".base").unlink()
    contents = loaded.contents()
    loaded.rows("MATCH (r:Release) SET r.storageVersion = 3")
    loaded.rows("MATCH (s:Source) REMOVE s.z_nameKey")
    # As storage version 10 had notes.
    loaded.rows("MATCH (p:GoodPractice {slug: 'p'}) SET p.note = 'Seen.', p.noteLanguage = 'EN'")
    output = run(loaded, "load", seeds, "--at-start")
    assert "The folder doesn't say which release" in output
    assert loaded.value(STORED) == "OIM"
    assert [node[0] for node in loaded.contents()[0]] == [node[0] for node in contents[0]]
    assert loaded.value("MATCH (s:Source) WHERE s.z_nameKey IS NULL RETURN count(s)") == 0
    note = "MATCH (p:GoodPractice {slug: 'p'}) RETURN p.note, p.noteEs, p.noteEn, p.noteLanguage"
    assert loaded.rows(note) == [("Seen.", None, "Seen.", None)]
    assert loaded.value("MATCH (r:Release) RETURN max(r.storageVersion)") > 3
