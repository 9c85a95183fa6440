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
