"""Weak spots, and findings as text, JSON and annotations."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph_service.catalogue.checks.check import examine
from graph_service.catalogue.files.comments import schema_line
from graph_service.catalogue.problems import Rule
from graph_service.model.graph import TYPE_FOLDERS
from tests.catalogue.seeding import Seeds

ROOT = Path(__file__).parents[3]


def check(seeds: Seeds, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "graph_service", "seeds", "check", "seeds", *options],
        cwd=seeds.folder.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


SCHEMA = "# yaml-language-server: $schema=../../schema/seeds/{}.schema.json\n"


def test_each_file_of_the_catalogue_names_its_schema() -> None:
    for file in (ROOT / "seeds").glob("*/*.yaml"):
        with file.open(encoding="utf-8") as lines:
            assert next(lines) == f"{schema_line(TYPE_FOLDERS[file.parent.name])}\n", file
        assert (ROOT / f"schema/seeds/{file.parent.name}.schema.json").is_file()


def broken(seeds: Seeds) -> None:
    for file in (seeds.folder / "countries").iterdir():
        if file.stem != "hnd":
            file.unlink()
    seeds.put(
        "institutions/x.yaml",
        SCHEMA.format("institutions")
        + "name: {es: 'Uno, 100%', pt: Um}\nkind: AGENCI\nlevel: NATIONAL\nfounded: 1990\n"
        "sources: [iom]\ncountry: {slug: hmd}\nnote: [x]\n",
    )


def test_text_counts_weak_spots_and_lists_them_with_the_option(seeds: Seeds) -> None:
    broken(seeds)
    (seeds.folder / "institutions/x.yaml").unlink()
    plain = check(seeds)
    assert (plain.returncode, plain.stderr) == (0, "")
    assert plain.stdout.splitlines() == [
        "seeds: 2 entries (1 country, 1 source). All good.",
        "Weak spots (--warnings lists those of changed files, with --all each):",
        "  entries without a source: 1 (no-source)",
        "  entries or events without a date: 1 (no-date)",
        "  entries without Portuguese: 1 (no-portuguese)",
    ]
    listed = check(seeds, "--warnings", "--lang", "es")
    assert listed.returncode == 0
    assert listed.stdout.splitlines()[:2] == [
        "seeds/countries/hnd.yaml:1:1: sin fuente",
        "seeds/countries/hnd.yaml:1:7: falta el portugués en name",
    ]


def test_json_contains_every_problem(seeds: Seeds) -> None:
    broken(seeds)
    done = check(seeds, "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    found = json.loads(done.stdout)
    assert list(found) == ["folder", "language", "entries", "errors", "warnings", "problems"]
    assert found["folder"] == "seeds"
    assert found["entries"]["Institution"] == 1
    assert found["errors"] == {
        "total": 3,
        "rules": {"entry-unknown": 1, "form": 1, "term-unknown": 1},
    }
    assert found["warnings"]["rules"]["no-source"] == 1
    errors = [p for p in found["problems"] if p["severity"] == "error"]
    assert errors[0]["allowed"][:2] == ["COORDINATION_BODY", "MINISTRY"]
    del errors[0]["allowed"]
    assert errors == [
        {
            "severity": "error",
            "rule": "term-unknown",
            "file": "seeds/institutions/x.yaml",
            "line": 3,
            "column": 7,
            "field": "kind",
            "value": "AGENCI",
            "message": 'unknown value "AGENCI" in kind',
            "suggestion": "AGENCY",
        },
        {
            "severity": "error",
            "rule": "entry-unknown",
            "file": "seeds/institutions/x.yaml",
            "line": 7,
            "column": 17,
            "field": "country",
            "value": "hmd",
            "message": 'unknown country "hmd" in country; countries are entries, too: if it is'
            " right, add it",
            "allowed": "the name of a file in countries/, without .yaml",
            "suggestion": None,
        },
        {
            "severity": "error",
            "rule": "form",
            "file": "seeds/institutions/x.yaml",
            "line": 8,
            "column": 7,
            "field": "note",
            "value": None,
            "message": "a list in note",
            "allowed": "text in at least one of es, en and pt, such as {es: …}",
            "suggestion": None,
        },
    ]


def test_annotations_are_workflow_commands(seeds: Seeds) -> None:
    broken(seeds)
    name = "a,b:c%\n"
    seeds.put(f"institutions/{name}.yaml", "name: {es: X}\n")
    done = check(seeds, "--format", "annotations")
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert all(line.startswith(("::error ", "::warning ")) for line in lines)
    assert (
        "::error file=seeds/institutions/x.yaml,line=7,col=17,title=entry-unknown::unknown country"
        ' "hmd" in country; countries are entries, too: if it is right, add it; allowed: the name'
        " of a file in countries/, without .yaml"
    ) in lines
    file = "seeds/institutions/a%2Cb%3Ac%25%0A.yaml"
    assert (
        f'::error file={file},line=1,col=1,title=file-name::the name "a,b:c%25\\n" is not a slug;'
        ' did you mean "a-b-c.yaml"?; allowed: a-z, 0-9 and hyphens, at most 200 characters'
    ) in lines


def git(seeds: Seeds, *command: str) -> None:
    name = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(("git", *name, *command), cwd=seeds.folder.parent, check=True)


def test_weak_spots_of_changed_files_are_listed(seeds: Seeds) -> None:
    """Changed since the last commit, or since the branch left the main branch of `origin`."""
    git(seeds, "init", "-q")
    git(seeds, "add", "seeds")
    git(seeds, "commit", "-qm", "x")
    seeds.put(
        "countries/guy.yaml",
        SCHEMA.format("countries") + "name: {es: Guyana, pt: Guiana}\niso2: GY\niso3: GUY\n"
        "isoNumeric: '328'\nsubregion: SOUTH_AMERICA\ninRegion: true\n",
    )
    added = "seeds/countries/guy.yaml:2:1: no source"
    assert listed(seeds) == [added]
    annotation = "::warning file=seeds/countries/guy.yaml,line=2,col=1,title=no-source::no source"
    assert check(seeds, "--format", "annotations").stdout.splitlines() == [annotation]
    assert len(listed(seeds, "--all")) > len(listed(seeds))
    # Of the whole catalogue, numbers.
    assert "entries without a source: 11" in check(seeds).stdout
    git(seeds, "add", "seeds")
    git(seeds, "commit", "-qm", "y")
    assert listed(seeds) == []
    git(seeds, "update-ref", "refs/remotes/origin/HEAD", "HEAD~1")
    assert listed(seeds) == [added]
    changed = seeds.folder / "countries/hnd.yaml"
    changed.write_text(f"{changed.read_text(encoding='utf-8')}# x\n", encoding="utf-8")
    assert {line.split(":")[0] for line in listed(seeds)} == {
        "seeds/countries/hnd.yaml",
        "seeds/countries/guy.yaml",
    }
    # Likely mistakes and errors anywhere may come from the change.
    seeds.put("agreements/x.yaml", "name: {es: X}\nkind: TREATY\nstatus: SIGNED\nsources: [iom]\n")
    git(seeds, "add", "seeds")
    git(seeds, "commit", "-qm", "z")
    git(seeds, "update-ref", "refs/remotes/origin/HEAD", "HEAD")
    assert listed(seeds) == [
        "seeds/agreements/x.yaml:3:9: status without statusAsOf: write both, or neither"
    ]
    (seeds.folder / "sources/iom.yaml").unlink()
    (error, likely) = check(seeds, "--format", "annotations").stdout.splitlines()
    assert error.startswith("::error file=seeds/agreements/x.yaml,line=4,col=11")
    assert likely.startswith("::warning file=seeds/agreements/x.yaml,line=3,col=9,title=status")


def listed(seeds: Seeds, *options: str) -> list[str]:
    """Return the weak spots that are listed with --warnings."""
    output = check(seeds, "--warnings", *options).stdout
    return [line for line in output.splitlines() if line.startswith("seeds/")]


def test_a_file_name_that_is_not_utf_8_is_escaped(seeds: Seeds) -> None:
    (seeds.folder / "countries/\udcff.yaml").write_text("x")
    assert any(
        "\udcff" in p["file"]
        for p in json.loads(check(seeds, "--format", "json").stdout)["problems"]
    )
    assert "\\udcff.yaml" in check(seeds, "--format", "annotations").stdout
    assert "\\udcff.yaml:1:1" in check(seeds).stderr


@pytest.mark.parametrize("option", [("--format", "json"), ("--warnings",)])
def test_options_for_files_are_rejected_for_the_graph(
    seeds: Seeds, option: tuple[str, ...]
) -> None:
    assert check(seeds, "--graph", *option).returncode == 2


def test_the_readme_names_every_rule() -> None:
    page = (ROOT / "seeds/README.md").read_text(encoding="utf-8")
    assert [rule for rule in Rule if f"`{rule}`" not in page] == []


def _copies(seeds: Seeds, number: int) -> None:
    """Put copies of the catalogue into a folder, with other addresses of sources and `sameAs`."""
    for file in (ROOT / "seeds").glob("*/*.yaml"):
        text = file.read_text(encoding="utf-8")
        seeds.put(f"{file.parent.name}/{file.name}", text)
        for copy in range(1, 1 if file.parent.name in ("countries", "topics") else number):
            other = re.sub(
                r"^(url:|  -) (?=http)", rf"\1 https://example.org/{copy}", text, flags=re.MULTILINE
            )
            seeds.put(f"{file.parent.name}/{file.stem}-{copy}.yaml", other)


def _per_entry(folder: Path) -> float:
    """Return the CPU time per entry of a check, the best of three."""
    took = []
    for _ in range(3):
        started = time.process_time()
        found = examine(folder)
        assert not found.errors
        took.append((time.process_time() - started) / sum(found.counts.values()))
    return min(took)


def test_an_entry_takes_as_long_in_a_catalogue_four_times_as_large(tmp_path: Path) -> None:
    """About a millisecond of CPU time: no check compares each entry with all others."""
    one, four = (Seeds(tmp_path / name) for name in ("one", "four"))
    _copies(one, 1)
    _copies(four, 4)
    assert _per_entry(four.folder) < 1.5 * _per_entry(one.folder)
