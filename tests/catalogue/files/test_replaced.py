"""Files that are replaced while a folder is read."""

import os

from graph_service.catalogue.checks.check import check_entries
from graph_service.catalogue.files.read import read_folder
from tests.catalogue.seeding import Seeds


def test_a_file_is_checked_again_when_it_is_opened(seeds: Seeds) -> None:
    """A file can be replaced by something else after the folder was listed."""
    folder = seeds.folder / "institutions"
    for name in ("fifo", "gone", "large", "link"):
        seeds.institution(name)
    reading = read_folder(seeds.folder)
    for file in folder.iterdir():
        file.unlink()
    os.mkfifo(folder / "fifo.yaml")
    (folder / "large.yaml").touch()
    os.truncate(folder / "large.yaml", 50_000_000)
    (folder / "link.yaml").symlink_to("/etc/passwd")
    assert len(list(check_entries(reading))) == 11
    assert [str(p).replace(f"{folder}/", "") for p in reading.problems] == [
        "fifo.yaml:1:1: not a file",
        "gone.yaml:1:1: can't be read: it does not exist",
        "large.yaml:1:1: the file has 50,000,000 bytes; allowed: 1,000,000",
        "link.yaml:1:1: a symbolic link; links are not followed",
    ]
