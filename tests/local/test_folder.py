"""The DATA folder: one process at a time, and a password that only its owner can read."""

import stat
from pathlib import Path

import pytest

from graph_service.errors import StartRefused
from graph_service.local.folder import DataFolder, write_private


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "a folder" / "data")
    folder.create()
    return folder


def test_the_password_is_generated_once_and_private(folder: DataFolder) -> None:
    password = folder.password()
    assert len(password) >= 24
    assert folder.password() == password
    assert folder.password_file.read_text() == password + "\n"
    assert stat.S_IMODE(folder.password_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_a_lost_password_is_not_replaced(folder: DataFolder) -> None:
    (folder.home / "data" / "databases" / "system").mkdir(parents=True)
    with pytest.raises(StartRefused, match="password is missing"):
        folder.password()


def test_a_private_write_replaces_a_world_readable_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    file.chmod(0o644)
    write_private(file, "new")
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_second_claim_is_rejected_in_one_sentence(folder: DataFolder) -> None:
    with (
        folder.claimed(),
        pytest.raises(StartRefused, match=r"Process \d+ already uses the data in .*DATA"),
        folder.claimed(),
    ):
        pass
    with folder.claimed():
        pass


def test_a_folder_that_cannot_be_created_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StartRefused, match=r"data folder .* can't be written .*DATA"):
        DataFolder(tmp_path / "file" / "data").create()
