"""Several files are written all or none, whatever happens on the way."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from graph_service.catalogue.files.file_changes import FileChange, changing, write_changes
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.problems import Rule
from graph_service.console import Console
from graph_service.errors import ChangeRefused
from graph_service.model.types import SOURCE
from tests.catalogue.live import Live
from tests.catalogue.restructure.helpers import command, contents
from tests.catalogue.seeding import Seeds
from tests.sizes import part_of

KILLED_AT = """
import os, sys
from pathlib import Path
from graph_service.cli import app_for
replace, unlink, left = Path.replace, Path.unlink, int(sys.argv.pop(1))
def count():
    global left
    left -= 1
    if left < 0:
        os._exit(9)
def counted_replace(self, target):
    count()
    return replace(self, target)
def counted_unlink(self, missing_ok=False):
    count()
    return unlink(self, missing_ok)
Path.replace, Path.unlink = counted_replace, counted_unlink
app_for()()
"""
COMPLETED = (
    "A command was interrupted while it wrote files; its change of {} files is now complete."
)


@pytest.fixture
def linked(seeds: Seeds) -> Seeds:
    seeds.institution("a", "arg")
    for slug in ("p", "q", "r"):
        seeds.practice(slug, "[a]")
    return seeds


def kill(at: int, *arguments: str | Path, **environ: str) -> None:
    """Run a command that is killed when it replaces or removes a file for the nth time."""
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(at), "seeds", *map(str, arguments)],
        check=False,
        timeout=60,
        env={**os.environ, **environ},
    )
    assert killed.returncode == 9


def visible(folder: Path) -> dict[str, bytes]:
    return {path: text for path, text in contents(folder).items() if path[0] != "."}


@pytest.mark.parametrize("at", range(7))
def test_a_killed_rename_changed_nothing_or_is_completed(linked: Seeds, at: int) -> None:
    """The journal is replaced first; then four files, a removal, and that of the journal."""
    before = visible(linked.folder)
    kill(at, "rename", "institutions/a", "b", "--seeds", linked.folder)
    if at == 0:
        assert visible(linked.folder) == before
        assert linked.problems() == []
        command(linked, "rename", "institutions/a", "b")
    else:
        (problem,) = (p for p in linked.problems() if p.rule is Rule.UNFINISHED)
        assert "run seeds check, which completes its change" in str(problem)
        output = command(linked, "rename", "institutions/b", "c")  # after the other
        assert output.startswith(COMPLETED.format(5))
        command(linked, "rename", "institutions/c", "b")
    after = contents(linked.folder)
    assert linked.problems() == []
    assert "institutions/a.yaml" not in after
    assert b"formerSlugs:\n  - a\n" in after["institutions/b.yaml"]
    assert all(b"owners: [b]" in after[f"good-practices/{slug}.yaml"] for slug in "pqr")
    assert not (linked.folder / ".change").exists()


@pytest.mark.parametrize("at", range(5))
def test_a_killed_import(linked: Seeds, tmp_path: Path, at: int) -> None:
    """Two new entries, and one that changes."""
    linked.put("topics/a.yaml", "name: {es: A}\nscheme: SUBJECT\n# z\n")
    before = visible(linked.folder)
    table = tmp_path / "topics.csv"
    table.write_text("Slug,Name (es),Name (en),Scheme\nx,X,X,SUBJECT\ny,Y,Y,SUBJECT\na,,A,\n")
    kill(at, "import", table, "--update", "--seeds", linked.folder)
    if at == 0:
        assert visible(linked.folder) == before
        return
    assert command(linked, "check").startswith(COMPLETED.format(3))
    after = contents(linked.folder)
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {"topics/x.yaml", "topics/y.yaml", "topics/a.yaml"}
    assert after["topics/a.yaml"] == b"name: {es: A, en: A}\nscheme: SUBJECT\n# z\n"


@pytest.mark.proof
@pytest.mark.parametrize("at", part_of(range(6), 2))
def test_a_killed_pull(live: Live, linked: Seeds, at: int) -> None:
    """The journal, two files that change, a removal, that of the journal, and the base."""
    environ = live.settings.environ()
    mine = linked.folder.with_name("mine")
    assert live.run("load", linked.folder).returncode == 0
    shutil.copytree(linked.folder, mine)
    linked.institution("a", "bra")
    text = (linked.folder / "good-practices/q.yaml").read_text()
    linked.put("good-practices/q.yaml", text.replace("NATIONAL", "GLOBAL"))
    (linked.folder / "good-practices/p.yaml").unlink()
    assert live.run("load", linked.folder, "--prune", "--yes").returncode == 0
    before, wanted = visible(mine), visible(linked.folder)
    kill(at, "pull", mine, **environ)
    if at == 0:
        assert visible(mine) == before
    output = live.run("plan", mine).stdout
    assert output.startswith(COMPLETED.format(3)) == (0 < at < 5)
    assert visible(mine) == (wanted if at else before)
    pulled = live.run("pull", mine)
    assert (pulled.returncode, visible(mine)) == (0, wanted)
    assert contents(mine)[".base"].replace(b", pulled", b"") == contents(linked.folder)[".base"]


def test_a_file_that_was_edited_after_a_kill_is_kept(linked: Seeds) -> None:
    kill(2, "rename", "institutions/a", "b", "--seeds", linked.folder)
    edited = linked.put("good-practices/r.yaml", "mine\n")
    refused = command(linked, "check", status=1)
    assert "good-practices/r.yaml has changed since a command was interrupted" in refused
    assert edited.read_text() == "mine\n"
    shutil.rmtree(linked.folder / ".change")
    assert all(p.rule is not Rule.UNFINISHED for p in linked.problems())


def test_a_folder_that_git_has_reset_after_a_kill(linked: Seeds) -> None:
    before = visible(linked.folder)
    kill(3, "rename", "institutions/a", "b", "--seeds", linked.folder)
    for path, content in before.items():
        linked.put(path, content)
    (linked.folder / "institutions/b.yaml").unlink()
    assert command(linked, "check").startswith(COMPLETED.format(5))
    assert linked.problems() == []
    assert "institutions/a.yaml" not in contents(linked.folder)


def change(seeds: Seeds, slug: str, before: bytes | None, after: bytes | None) -> FileChange:
    path = (seeds.folder / f"sources/{slug}.yaml").as_posix()
    return FileChange(file=EntryFile(type=SOURCE, slug=slug, path=path), before=before, after=after)


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(seeds: Seeds) -> None:
    before = contents(seeds.folder)
    iom = before["sources/iom.yaml"]
    changes = [
        change(seeds, "new", None, b"x"),
        change(seeds, "iom", iom, b"y"),
        change(seeds, "iom.yaml/no-folder", None, b"z"),
    ]
    refused = pytest.raises(ChangeRefused, match=r"can't be written .*; no file was changed")
    with refused, changing(seeds.folder, Console()):
        write_changes(seeds.folder, changes)
    assert contents(seeds.folder) == before


def test_a_file_that_changed_meanwhile_is_kept(seeds: Seeds) -> None:
    before = contents(seeds.folder)
    with changing(seeds.folder, Console()), pytest.raises(ChangeRefused, match="changed meanwhile"):
        write_changes(seeds.folder, [change(seeds, "iom", b"as it was", b"y")])
    assert contents(seeds.folder) == before


def test_one_change_at_a_time(linked: Seeds) -> None:
    (linked.folder / ".change").mkdir()
    with FileLock(linked.folder / ".change/lock"):
        output = command(linked, "rename", "institutions/a", "b", status=1)
    assert output.startswith("another command is changing ")
    command(linked, "rename", "institutions/a", "b")


def test_a_missing_folder(tmp_path: Path) -> None:
    output = command(Seeds(tmp_path / "none"), "rename", "a", "b", status=1)
    assert "the seeds folder does not exist" in output
    assert list(tmp_path.iterdir()) == []
