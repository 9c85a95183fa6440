"""Several files are written all or none, whatever happens on the way."""

import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.problems import Rule
from graph_service.catalogue.restructure.file_changes import FileChange, changing, write_changes
from graph_service.errors import ChangeRefused
from graph_service.model.types import SOURCE
from tests.catalogue.seeding import Seeds

from .helpers import command, contents

KILLED_AT = """
import os, sys
from pathlib import Path
from graph_service.cli import app
replace, left = Path.replace, int(sys.argv.pop(1))
def killed(self, target):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    return replace(self, target)
Path.replace = killed
app()
"""


@pytest.fixture
def linked(seeds: Seeds) -> Seeds:
    seeds.institution("a", "arg")
    for slug in ("p", "q", "r"):
        seeds.practice(slug, "[a]")
    return seeds


@pytest.mark.parametrize("replaced", range(5))
def test_a_killed_rename_changed_nothing_or_is_completed(linked: Seeds, replaced: int) -> None:
    """The journal is the first file that takes its place; the four files follow."""
    before = contents(linked.folder)
    arguments = ["seeds", "rename", "institutions/a", "b", "--seeds", str(linked.folder)]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(replaced), *arguments], check=False, timeout=60
    )
    assert killed.returncode == 9
    if replaced == 0:
        seen = {path: text for path, text in contents(linked.folder).items() if path[0] != "."}
        assert seen == before
        assert linked.problems() == []
        command(linked, "rename", "institutions/a", "b")
    else:
        (problem,) = (p for p in linked.problems() if p.rule is Rule.UNFINISHED)
        assert "run the same command again to complete it" in str(problem)
        command(linked, "rename", "institutions/a", "b", status=1)  # it is b by now
    after = contents(linked.folder)
    assert linked.problems() == []
    assert "institutions/a.yaml" not in after
    assert after["institutions/b.yaml"].endswith(b"formerSlugs:\n  - a\n")
    assert all(b"owners: [b]" in after[f"good-practices/{slug}.yaml"] for slug in "pqr")
    assert not (linked.folder / ".change").exists()


def change(seeds: Seeds, slug: str, before: bytes | None, after: bytes | None) -> FileChange:
    path = (seeds.folder / f"sources/{slug}.yaml").as_posix()
    return FileChange(file=EntryFile(type=SOURCE, slug=slug, path=path), before=before, after=after)


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(seeds: Seeds) -> None:
    before = contents(seeds.folder)
    iom = before["sources/iom.yaml"]
    changes = [
        change(seeds, "new", None, b"x"),
        change(seeds, "iom", iom, b"y"),
        change(seeds, "no/folder", None, b"z"),
    ]
    refused = pytest.raises(ChangeRefused, match=r"can't be written .*; no file was changed")
    with refused, changing(seeds.folder):
        write_changes(seeds.folder, changes)
    assert contents(seeds.folder) == before


def test_a_file_that_changed_meanwhile_is_kept(seeds: Seeds) -> None:
    before = contents(seeds.folder)
    with changing(seeds.folder), pytest.raises(ChangeRefused, match="changed meanwhile"):
        write_changes(seeds.folder, [change(seeds, "iom", b"as it was", b"y")])
    assert contents(seeds.folder) == before


def test_one_change_at_a_time(linked: Seeds) -> None:
    (linked.folder / ".change").mkdir()
    with FileLock(linked.folder / ".change/lock"):
        told = command(linked, "rename", "institutions/a", "b", status=1)
    assert told.startswith("another rename, merge or split is changing ")
    command(linked, "rename", "institutions/a", "b")


def test_a_missing_folder(tmp_path: Path) -> None:
    told = command(Seeds(tmp_path / "none"), "rename", "a", "b", status=1)
    assert "the seeds folder does not exist" in told
    assert list(tmp_path.iterdir()) == []
