"""Stewards work on Windows: every command runs without POSIX, and messages fit its encodings."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from graph_service.catalogue.problems import Rule
from tests.catalogue.live import Live
from tests.catalogue.seeding import Seeds

ROOT = Path(__file__).parents[3]
DATE = re.compile(r" \(\d{4}-\d\d-\d\d\)")
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}


def windows(*arguments: str | Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run `graph-service …` as if on Windows."""
    return subprocess.run(
        [sys.executable, "-m", "tests.without_posix", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", **environ},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_stewards_need_no_posix(live: Live, seeds: Seeds, tmp_path: Path) -> None:
    table = tmp_path / "topics.csv"
    table.write_text(
        "Slug,Name (es),Name (en),Scheme\n"
        "borders,Fronteras,Borders,SUBJECT\nrutas,Fronteras,Borders,SUBJECT\n"
    )
    folder, filled = seeds.folder, tmp_path / "temas.csv"
    steps: tuple[tuple[tuple[str | Path, ...], str], ...] = (
        (("check", folder), "11 entries (10 countries, 1 source). All good."),
        (("template", "--type", "topics", "-o", tmp_path / "topics.xlsx"), ""),
        (("import", table, "--seeds", folder), "2 entries written into "),
        (("plan", folder), ": entries: 13 added"),
        (("load", folder), "Release 1: entries: 13 added"),
        (("load", folder), "No changes; the graph is at Release 1"),
        (("check", "--graph", folder), "The graph matches the files, at Release 1"),
        (("log",), "Release 1"),
        (("log", "--entry", "Topic:borders"), "Release 1"),
        (("log", "1"), "topics/borders"),
        (("template", "--type", "topics", "--filled", "--seeds", folder, "-o", filled), ""),
        (
            ("import", filled, "--update", "--seeds", folder),
            "2 entries have all that the table says already; what a table leaves out stays.",
        ),
        (("pull", tmp_path / "new"), "13 entries written into "),
        (("pull", folder), "The folder is based on Release 1"),
        (("rename", "topics/borders", "fronteras", "--seeds", folder), "2 files changed."),
        (
            ("merge", "topics/rutas", "fronteras", "--seeds", folder),
            "2 files changed.",
        ),
        (("undo", "--dry-run", "--format", "json"), '"undoes": "Release:release-1"'),
        (("undo",), "Release 2, undoes Release 1: entries: 13 removed"),
    )
    commands = [word for command, _ in steps for word in ("+", "seeds", *command)]
    done = windows(*commands, **live.settings.environ())
    assert (done.returncode, done.stderr) == (0, b"")
    lines = iter(DATE.sub("", done.stdout.decode()).splitlines())
    for command, expected in steps:
        assert not expected or any(expected in line for line in lines), command
    written = (tmp_path / "new/topics/borders.yaml").read_bytes()
    renamed = (folder / "topics/fronteras.yaml").read_bytes()
    assert renamed == written + b"formerSlugs:\n  - borders\n  - rutas\n"
    assert b"\r" not in written


@pytest.mark.parametrize("command", ["up", "serve"])
def test_serving_names_what_it_needs(command: str) -> None:
    refused = windows(command, NEO4J_URI="bolt://127.0.0.1:1", NEO4J_PASSWORD="x")
    assert refused.returncode == 1
    assert refused.stderr.decode() == (
        f"{command} needs Linux or macOS: on Windows, run it in WSL, or run the containers of"
        " docs/containers.md. The seeds commands work on Windows.\n"
    )


def test_characters_that_an_encoding_lacks_are_escaped(seeds: Seeds) -> None:
    seeds.put("topics/x.yaml", "name: {es: x}\nscheme: '→ 😀'\n")
    text, document = (
        windows("seeds", "check", seeds.folder, "--format", form, PYTHONIOENCODING="cp1252")
        for form in ("annotations", "json")
    )
    assert b'unknown value "\\u2192 \\ud83d\\ude00"' in text.stdout
    (problem,) = (p for p in json.loads(document.stdout.decode("cp1252"))["problems"] if p["value"])
    assert problem["value"] == "→ 😀"


@pytest.mark.parametrize("slug", ["con", "aux", "com1", "lpt9"])
def test_names_that_windows_reserves(seeds: Seeds, slug: str) -> None:
    seeds.source(slug)
    problem = seeds.problem()
    assert problem.rule is Rule.FILE_NAME
    assert str(problem) == (
        f'{seeds.folder}/sources/{slug}.yaml:1:1: Windows reserves the name "{slug}":'
        " choose a longer slug"
    )


def test_names_that_only_begin_like_a_reserved_one(seeds: Seeds) -> None:
    for slug in ("con-x", "com10", "auxilio", "lpt"):
        seeds.source(slug)
    assert seeds.problems() == []


def test_a_trailing_dot_and_names_that_differ_by_case(seeds: Seeds) -> None:
    seeds.put("sources/dot..yaml", (seeds.folder / "sources/iom.yaml").read_bytes())
    seeds.put("sources/IOM.yaml", (seeds.folder / "sources/iom.yaml").read_bytes())
    repeated, dot = seeds.problems()
    assert (repeated.rule, dot.rule) == (Rule.FILE_NAME, Rule.FILE_NAME)
    assert 'the name "IOM" is not a slug; did you mean "iom.yaml"?' in str(repeated)
    assert 'the name "dot." is not a slug' in str(dot)


def test_files_of_the_desktop_are_ignored(seeds: Seeds) -> None:
    for name in ("Thumbs.db", "desktop.ini", "sources/Desktop.ini", ".DS_Store"):
        seeds.put(name, b"\0")
    assert seeds.problems() == []


def test_everything_that_windows_installs_is_locked() -> None:
    locked = {
        canonicalize_name(name)
        for file in ("seeds", "windows")
        for name in re.findall(r"(?m)^(\S+)==", (ROOT / f"requirements/{file}.txt").read_text())
    }
    wanted = {
        canonicalize_name(requirement.name)
        for package in locked - {"uvloop"}
        for requirement in map(Requirement, requires(package) or ())
        if requirement.marker is None or requirement.marker.evaluate({**WINDOWS, "extra": ""})
    }
    assert wanted <= locked
