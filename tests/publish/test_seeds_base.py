"""The file that says which graph the project's own entries are."""

import shutil
from pathlib import Path

import pytest

from graph_service.catalogue.files.base_file import read_bases
from graph_service.errors import PublishedDiffers
from graph_service.publish.published_seeds import check_base, write_base_of

SEEDS = Path(__file__).parents[2] / "seeds"


def test_a_first_load_of_a_clone_is_what_its_file_says() -> None:
    """So `make up` in a fresh clone changes no file of it."""
    check_base(SEEDS)


def test_entries_that_changed_need_a_new_line(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(SEEDS, seeds)
    topic = seeds / "topics" / "borders.yaml"
    text = topic.read_text(encoding="utf-8")
    topic.write_text(text.replace("en: Borders and migration", "en: Borders"), encoding="utf-8")
    with pytest.raises(PublishedDiffers, match="run graph-service publish"):
        check_base(seeds)
    before = read_bases(seeds)
    assert write_base_of(seeds)
    assert read_bases(seeds)[1:] == before
    check_base(seeds)
    assert not write_base_of(seeds)


def test_a_project_without_seeds_needs_no_file(tmp_path: Path) -> None:
    check_base(tmp_path / "seeds")
    assert not write_base_of(tmp_path / "seeds")
