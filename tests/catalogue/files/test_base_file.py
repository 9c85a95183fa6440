"""The file that says which releases a folder is based on."""

from pathlib import Path

import pytest

from graph_service.catalogue.files.base_file import Base, read_bases, write_base
from tests.catalogue.seeding import Seeds

ONE, TWO, THREE = (Base(checksum=digit * 64, name=f"Release {digit}") for digit in "123")


def test_the_newest_base_is_first_and_each_is_there_once(tmp_path: Path) -> None:
    assert read_bases(tmp_path) == ()
    for base in (ONE, TWO, THREE, ONE):
        assert write_base(tmp_path, base)
    assert read_bases(tmp_path) == (ONE, THREE, TWO)


def test_a_current_file_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".base").write_text(f"# Ours\n{ONE.checksum}\n", encoding="utf-8")
    assert write_base(tmp_path, ONE)
    assert (tmp_path / ".base").read_text(encoding="utf-8") == f"# Ours\n{ONE.checksum}\n"


def test_conflict_markers_of_git_are_ignored(tmp_path: Path) -> None:
    text = (
        f"<<<<<<< HEAD\n{ONE.checksum}  Release 1\n=======\n{TWO.checksum}  Release 2\n>>>>>>> x\n"
    )
    (tmp_path / ".base").write_bytes(text.replace("\n", "\r\n").encode())
    assert read_bases(tmp_path) == (ONE, TWO)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"x" * 200_000])
def test_other_content_is_not_a_base(tmp_path: Path, content: bytes | None) -> None:
    if content is None:
        (tmp_path / ".base").mkdir()
    else:
        (tmp_path / ".base").write_bytes(content)
    assert read_bases(tmp_path) == ()


def test_a_folder_that_can_not_be_written_is_left(tmp_path: Path) -> None:
    assert not write_base(tmp_path / "missing", ONE)


def test_the_file_is_not_an_entry(tmp_path: Path) -> None:
    seeds = Seeds(tmp_path).basics()
    write_base(tmp_path, ONE)
    assert seeds.problems() == []
