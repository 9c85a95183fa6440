"""`graph-service publish` writes, checks and prints."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph_service.cli import app_for
from graph_service.publish.files import published


def run(*arguments: str, stdin: str | None = None) -> Result:
    """Run `graph-service publish …`."""
    return CliRunner().invoke(app_for(["publish"]), ["publish", *arguments], input=stdin)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_reports_what_it_writes() -> None:
    files = len(published())
    first = run()
    assert first.output.startswith(
        f"schema/: {files} of {files} files written (ERRORS.md, MODEL.es.md, MODEL.md, "
    )
    second = run()
    assert second.output == (f"schema/: 0 of {files} files written; all are up to date.\n")
    assert run("--check").output == ""


def test_check_prints_the_difference_writes_nothing_and_fails() -> None:
    run()
    file = Path("schema/schema.graphql")
    file.write_text(file.read_text(encoding="utf-8").replace("type Country ", "type Land "))
    before = file.read_bytes()
    result = run("--check")
    assert result.exit_code == 1
    assert "schema.graphql" in result.stderr
    assert "\n-type Land implements" in result.output
    assert "\n+type Country implements" in result.output
    assert file.read_bytes() == before


def test_breaking_changes_must_be_in_the_changelog() -> None:
    sdl, changelog = published()["schema.graphql"], Path("CHANGELOG.md")
    changelog.write_text("## Unreleased\n")
    same = run("--compare", "-", stdin=sdl)
    assert (same.exit_code, same.output) == (0, "")
    earlier = sdl.replace("type Query {", "type Query {\n  former: Int", 1)
    assert earlier != sdl
    Path("earlier.graphql").write_text(earlier)
    broken = run("--compare", "earlier.graphql")
    assert broken.stdout == "breaking: Field Query.former was removed.\n"
    assert broken.exit_code == 1
    assert "add lines that name `Query.former` to CHANGELOG.md" in broken.stderr
    nonsense = run("--compare", "CHANGELOG.md")
    assert (nonsense.exit_code, "is not a GraphQL schema" in nonsense.output) == (2, True)
    changelog.write_text("## Unreleased\n\n### Removed\n\n- `Query.former`: unused.\n")
    documented = run("--compare", "earlier.graphql")
    assert (documented.exit_code, documented.output) == (0, broken.stdout)


def test_new_descriptions_are_counted_not_listed() -> None:
    sdl = published()["schema.graphql"]
    earlier = sdl.replace('"""The number of entries."""', '"""How many."""')
    earlier = earlier.replace('"""A country or territory."""', '"""A country."""')
    reworded = run("--compare", "-", stdin=earlier)
    assert (reworded.exit_code, reworded.output) == (0, "safe: 2 descriptions changed.\n")
