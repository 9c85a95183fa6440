"""The folder schema/ has the published files; differences are found and reported."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.errors import PublishedDiffers
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.indexes import constraint_statements
from graph_service.publish.files import check, compare, published, write

ROOT = Path(__file__).parents[2]


def test_the_folder_of_the_project_is_up_to_date() -> None:
    assert "".join(compare(ROOT / "schema").values()) == ""


def test_the_list_of_files() -> None:
    assert list(published()) == [
        "schema.graphql",
        "constraints.cypher",
        "MODEL.md",
        "MODEL.es.md",
        "ERRORS.md",
        "operations.json",
        "SETTINGS.md",
        "browser/style.grass",
        "browser/style.en.grass",
        "browser/preguntas.cypher",
        "browser/questions.cypher",
        *(f"seeds/{node_type.folder}.schema.json" for node_type in ENTRY_TYPES),
    ]
    assert all(content.endswith("\n") for content in published().values())


def test_the_output_does_not_depend_on_the_order_of_sets() -> None:
    script = (
        "import hashlib; from graph_service.publish.files import published;"
        "print(hashlib.sha256(repr(dict(published())).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_the_cypher_has_every_statement() -> None:
    lines = published()["constraints.cypher"].splitlines()
    assert [x for x in lines if not x.startswith("//")] == [
        f"{s};" for s in constraint_statements().values()
    ]


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    assert compare(tmp_path / "none").keys() == set(published())
    assert sorted(write(tmp_path)) == sorted(published())
    check(tmp_path)
    assert write(tmp_path) == []
    assert (tmp_path / "MODEL.md").read_text(encoding="utf-8") == published()["MODEL.md"]


def test_every_kind_of_difference_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "schema"
    write(folder)
    cypher = folder / "constraints.cypher"
    cypher.write_text(cypher.read_text().replace("Country_id_unique", "Country_id_once"))
    (folder / "MODEL.md").unlink()
    (folder / "seeds" / "persons.schema.json").write_text("{}")
    missing, changed, unexpected = compare(folder).values()
    assert missing == "schema/MODEL.md is missing\n"
    assert changed.startswith("--- schema/constraints.cypher\n+++ schema/constraints.cypher")
    assert "\n-CREATE CONSTRAINT Country_id_once " in changed
    assert "\n+CREATE CONSTRAINT Country_id_unique " in changed
    assert (
        unexpected
        == "schema/seeds/persons.schema.json is not published from the model: delete it\n"
    )
    with pytest.raises(PublishedDiffers) as raised:
        check(folder)
    assert str(raised.value) == (
        "schema/ differs from the model (MODEL.md, constraints.cypher,"
        " seeds/persons.schema.json): run graph-service publish, and delete what it doesn't write"
    )
    assert raised.value.details == {
        "paths": ["MODEL.md", "constraints.cypher", "seeds/persons.schema.json"]
    }


def test_writing_repairs_files_but_deletes_none(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "MODEL.md").write_bytes(b"\xff")
    (tmp_path / "old.md").write_text("old")
    assert write(tmp_path) == ["MODEL.md"]
    assert [*compare(tmp_path)] == ["old.md"]
