"""The folder schema/: it is what the model gives, and a difference is found and shown."""

import subprocess
import sys
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
)

from graph_service.errors import PublishedDiffers
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.indexes import constraint_statements
from graph_service.publish import check, compare, published, write

ROOT = Path(__file__).parents[2]


def test_the_folder_of_the_project_is_what_the_model_gives() -> None:
    assert "".join(difference.shown for difference in compare(ROOT / "schema")) == ""


def test_the_files_are_those_that_are_promised() -> None:
    assert list(published()) == [
        "schema.graphql",
        "constraints.cypher",
        "MODEL.md",
        "ERRORS.md",
        "SETTINGS.md",
        "browser/style.grass",
        "browser/questions.cypher",
        *(f"seeds/{node_type.folder}.schema.json" for node_type in ENTRY_TYPES),
    ]
    assert all(content.endswith("\n") for content in published().values())


def test_what_is_written_does_not_hang_on_the_order_of_sets() -> None:
    script = (
        "import hashlib; from graph_service.publish import published;"
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


def test_everything_in_the_schema_has_a_description() -> None:
    types = build_schema(published()["schema.graphql"]).type_map
    missing = []
    for name, found in types.items():
        parts: dict[str, str | None] = {name: found.description}
        match found:
            case GraphQLObjectType() | GraphQLInterfaceType():
                for field_name, field in found.fields.items():
                    parts[f"{name}.{field_name}"] = field.description
                    for argument_name, argument in field.args.items():
                        parts[f"{name}.{field_name}({argument_name}:)"] = argument.description
            case GraphQLInputObjectType():
                parts |= {f"{name}.{key}": item.description for key, item in found.fields.items()}
            case GraphQLEnumType():
                parts |= {f"{name}.{key}": item.description for key, item in found.values.items()}
        missing += [coordinate for coordinate, text in parts.items() if not text]
    assert [coordinate for coordinate in missing if not coordinate.startswith("__")] == []


def test_the_cypher_holds_every_statement() -> None:
    lines = published()["constraints.cypher"].splitlines()
    assert [x for x in lines if not x.startswith("//")] == [
        f"{s};" for s in constraint_statements().values()
    ]


def test_it_writes_once_and_then_finds_nothing_to_do(tmp_path: Path) -> None:
    assert sorted(write(tmp_path)) == sorted(published())
    check(tmp_path)
    assert write(tmp_path) == []
    assert (tmp_path / "MODEL.md").read_text(encoding="utf-8") == published()["MODEL.md"]


def test_every_way_to_differ_is_found_and_shown(tmp_path: Path) -> None:
    folder = tmp_path / "schema"
    write(folder)
    cypher = folder / "constraints.cypher"
    cypher.write_text(cypher.read_text().replace("Country_id_unique", "Country_id_once"))
    (folder / "MODEL.md").unlink()
    (folder / "seeds" / "persons.schema.json").write_text("{}")
    missing, changed, strange = compare(folder)
    assert missing.shown == "schema/MODEL.md is missing\n"
    assert changed.shown.startswith("--- schema/constraints.cypher\n+++ schema/constraints.cypher")
    assert "\n-CREATE CONSTRAINT Country_id_once " in changed.shown
    assert "\n+CREATE CONSTRAINT Country_id_unique " in changed.shown
    assert (
        strange.shown
        == "schema/seeds/persons.schema.json is not published from the model: delete it\n"
    )
    with pytest.raises(PublishedDiffers) as raised:
        check(folder)
    assert str(raised.value) == (
        "schema/ is not what the model gives (MODEL.md, constraints.cypher,"
        " seeds/persons.schema.json): run graph-service publish, and delete"
        " seeds/persons.schema.json"
    )
    assert raised.value.details == {
        "paths": ["MODEL.md", "constraints.cypher", "seeds/persons.schema.json"]
    }


def test_writing_repairs_but_deletes_nothing(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "MODEL.md").write_bytes(b"\xff")
    (tmp_path / "old.md").write_text("old")
    assert write(tmp_path) == ["MODEL.md"]
    assert [difference.path for difference in compare(tmp_path)] == ["old.md"]


def test_a_folder_that_is_not_there_lacks_everything(tmp_path: Path) -> None:
    assert {d.path for d in compare(tmp_path / "none")} == set(published())
