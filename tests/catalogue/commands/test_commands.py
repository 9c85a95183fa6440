"""`graph-service seeds check|load` in a process of its own."""

import os
import socket
import subprocess
import sys

import pytest

from tests.catalogue.live import Live
from tests.catalogue.seeding import Seeds


def six_errors(seeds: Seeds) -> None:
    seeds.institution("a", more="acronim: X\n")
    seeds.institution("b", country="hnd2")
    seeds.institution("c")
    seeds.put("institutions/C.yaml", (seeds.folder / "institutions/c.yaml").read_bytes())
    seeds.practice("p", "[a, nobody]")
    seeds.institution("d", more="founded: 2018-13\n")
    seeds.put("topics/t.yaml", "name: {es: T\n")


def test_check_reports_every_error_at_once_without_a_database(seeds: Seeds) -> None:
    six_errors(seeds)
    environ = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")}
    done = subprocess.run(
        [sys.executable, "-m", "graph_service", "seeds", "check", seeds.folder],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    *lines, count = done.stderr.splitlines()
    assert len(lines) == 6
    assert all(line.startswith(f"{seeds.folder}/") for line in lines)
    assert count == "6 problems in 6 files"
    assert done.stdout == ""


def test_load_of_bad_files_leaves_the_graph_unchanged(live: Live, seeds: Seeds) -> None:
    assert live.run("load", seeds.folder).returncode == 0
    before = live.everything()
    six_errors(seeds)
    done = live.run("load", seeds.folder)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "6 problems in 6 files"
    assert live.everything() == before


def test_check_of_good_files_counts_them(live: Live, seeds: Seeds) -> None:
    done = live.run("check", SEEDS=str(seeds.folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == (
        f"{seeds.folder}: 11 entries (10 countries, 1 source). All good."
    )


def test_load_writes_a_release_and_the_same_load_again_nothing(live: Live, seeds: Seeds) -> None:
    seeds.institution("i", "hnd")
    first = live.run("load", seeds.folder, LOADED_BY="ana")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.endswith("12 entries (10 countries, 1 institution, 1 source).\n")
    assert "entries: 12 added" in first.stdout
    before = live.everything()
    second = live.run("load", seeds.folder, LOADED_BY="eva")
    assert second.returncode == 0
    assert second.stdout.startswith("No changes; the graph is at Release 1 (")
    assert live.everything() == before
    assert live.rows("MATCH (r:Release) RETURN r.number, r.loadedBy, r.licence, r.slug") == [
        (1, "ana", "CC BY 4.0", "release-1")
    ]


@pytest.mark.parametrize("name", ["a\nb", "\x1b[31m", "x" * 201])
def test_loaded_by_is_one_short_line(live: Live, seeds: Seeds, name: str) -> None:
    before = live.everything()
    done = live.run("load", seeds.folder, LOADED_BY=name, COLUMNS="120")
    assert done.returncode == 2
    assert "at most 200 characters, on one line" in done.stderr
    assert live.everything() == before


def test_deleted_files_remove_entries_only_with_prune(live: Live, seeds: Seeds) -> None:
    seeds.institution("i", "hnd")
    live.run("load", seeds.folder)
    (seeds.folder / "institutions/i.yaml").unlink()
    kept = live.run("load", seeds.folder)
    assert (
        "1 entry is in the graph but not in the files, and is kept: institutions/i." in kept.stdout
    )
    assert live.value("MATCH (i:Institution) RETURN count(i)") == 1
    pruned = live.run("load", seeds.folder, "--prune", "--yes")
    assert "entries: 1 removed" in pruned.stdout
    assert live.value("MATCH (i:Institution) RETURN count(i)") == 0


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_an_unreachable_database_is_one_line(live: Live, seeds: Seeds, scheme: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        uri = f"{scheme}://127.0.0.1:{taken.getsockname()[1]}"
        done = live.run("load", seeds.folder, NEO4J_URI=uri)
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr == (
        f"The database at {uri} can't be reached: check that it is running, and check NEO4J_URI.\n"
    )


def test_a_wrong_password_is_not_printed(live: Live, seeds: Seeds) -> None:
    done = live.run("load", seeds.folder, NEO4J_PASSWORD="not-this-one")
    assert done.returncode == 3
    assert done.stderr.startswith(f"The database at {live.settings.uri} rejects the user 'neo4j'")
    assert len(done.stderr.splitlines()) == 1
    assert "not-this-one" not in done.stderr


def test_a_wrong_database_is_named(live: Live, seeds: Seeds) -> None:
    done = live.run("load", seeds.folder, NEO4J_DATABASE="nowhere")
    assert done.returncode == 3
    assert "has no database 'nowhere'" in done.stderr
