"""`graph-service publish` writes, checks and prints."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from graph_service.cli.publish import publish
from graph_service.errors import PublishedDiffers
from graph_service.publish import published

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(publish)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_reports_what_it_writes() -> None:
    files = len(published())
    first = CliRunner().invoke(app, [])
    assert first.output.startswith(
        f"schema/: {files} of {files} files written (ERRORS.md, MODEL.es.md, MODEL.md, "
    )
    second = CliRunner().invoke(app, [])
    assert second.output == (f"schema/: 0 of {files} files written; all are up to date.\n")
    assert CliRunner().invoke(app, ["--check"]).output == ""


def test_check_prints_the_difference_writes_nothing_and_fails() -> None:
    CliRunner().invoke(app, [])
    file = Path("schema/schema.graphql")
    file.write_text(file.read_text(encoding="utf-8").replace("type Country ", "type Land "))
    before = file.read_bytes()
    result = CliRunner().invoke(app, ["--check"])
    assert isinstance(result.exception, PublishedDiffers)
    assert result.exception.exit_status == 1
    assert "schema.graphql" in str(result.exception)
    assert "\n-type Land implements" in result.output
    assert "\n+type Country implements" in result.output
    assert file.read_bytes() == before


def test_unexpected_files_are_reported() -> None:
    CliRunner().invoke(app, [])
    Path("schema/old.md").write_text("old")
    result = CliRunner().invoke(app, [])
    assert "schema/old.md is not published from the model: delete it" in result.output


def test_print_prints_one_file_and_writes_none() -> None:
    result = CliRunner().invoke(app, ["--print", "constraints.cypher"])
    assert result.stdout == published()["constraints.cypher"]
    assert not Path("schema").exists()


def test_an_unknown_name_is_a_usage_error() -> None:
    result = CliRunner().invoke(app, ["--print", "nix"])
    assert result.exit_code == 2
    assert "schema.graphql" in result.output
