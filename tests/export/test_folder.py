"""An export replaces its folder completely or not at all."""

import os
import resource
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from graph_service.errors import ExportRefused
from graph_service.export.folder import replacing
from graph_service.settings import DatabaseSettings
from tests.export.helpers import export, manifest

pytestmark = [pytest.mark.usefixtures("catalogue")]


def run(
    settings: DatabaseSettings,
    *arguments: str | Path,
    first: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run `graph-service export` as a process with piped output."""
    return subprocess.run(
        [sys.executable, "-m", "graph_service", "export", *map(str, arguments)],
        env={**os.environ, **settings.environ()},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=first,
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_empty_folder_and_an_earlier_export_are_replaced(
    catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    place = tmp_path / "out"
    place.mkdir()
    done = run(catalogue, "--format", "csv", place)
    assert (done.returncode, done.stderr) == (0, "")
    version = manifest(place)["release"]["version"]
    assert done.stdout.startswith(f"{place}: {version} as csv, ")
    assert done.stdout.count("\n") == 1
    assert manifest(export(catalogue, "jsonl", place))["format"] == "jsonl"
    assert names(place) == ["README.md", "edges.jsonl", "manifest.json", "nodes.jsonl"]
    assert names(tmp_path) == ["out"]
    assert place.stat().st_mode & 0o777 == 0o777 & ~_umask()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


@pytest.mark.parametrize(
    ("path", "text", "part"),
    [
        ("mine.txt", "kept", "mine.txt is not part of the export in it"),
        ("nodes.jsonl", "changed", "nodes.jsonl was changed after the export"),
        ("manifest.json", "{}", "no manifest.json of an export"),
        ("manifest.json", '{"tool": "x"}', "no manifest.json of an export"),
        ("manifest.json", "[", "no manifest.json of an export"),
    ],
)
def test_a_folder_with_other_files_is_not_replaced(
    catalogue: DatabaseSettings, tmp_path: Path, path: str, text: str, part: str
) -> None:
    place = export(catalogue, "jsonl", tmp_path / "out")
    (place / path).write_text(text)
    before = {p.name: p.read_bytes() for p in place.iterdir()}
    refused = run(catalogue, "--format", "csv", place)
    assert refused.returncode == 1
    assert part in refused.stderr
    assert "Choose a folder that is empty" in refused.stderr
    assert {p.name: p.read_bytes() for p in place.iterdir()} == before
    assert names(tmp_path) == ["out"]


def test_files_mounts_and_missing_parents_are_rejected(
    catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    for place, part in (
        (tmp_path / "file", "is not a folder"),
        (tmp_path / "no" / "out", "is not a folder"),
        (Path("/"), "is a mount"),
    ):
        refused = run(catalogue, "--format", "csv", place)
        assert refused.returncode == 1
        assert part in refused.stderr
    assert names(tmp_path) == ["file"]


def test_a_full_disk_leaves_the_earlier_export(catalogue: DatabaseSettings, tmp_path: Path) -> None:
    place = export(catalogue, "csv", tmp_path / "out")
    before = names(place)

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    refused = run(catalogue, "--format", "graphml", place, first=little)
    assert refused.returncode == 1
    assert refused.stderr == (
        f"The export can't be written to {tmp_path} (the file is too large); nothing there was"
        " changed.\n"
    )
    assert names(place) == before
    assert names(tmp_path) == ["out"]


def test_the_files_of_a_running_export_are_not_touched(
    catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    place = tmp_path / "out"
    with replacing(place) as folder:
        export(catalogue, "jsonl", place)
        assert folder.exists()
    assert list(place.iterdir()) == []  # the later one may replace the still empty folder


def test_files_added_during_an_export_are_kept(tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.mkdir()
    with pytest.raises(ExportRefused, match="no manifest"), replacing(place):
        (place / "mine.txt").write_text("kept")
    assert (place / "mine.txt").read_text() == "kept"
    assert names(tmp_path) == ["out"]


def test_exit_status_3_without_a_database(tmp_path: Path) -> None:
    nobody = DatabaseSettings(uri="bolt://127.0.0.1:1", user="neo4j", password="x")
    refused = run(nobody, "--format", "csv", tmp_path / "out")
    assert refused.returncode == 3
    assert refused.stderr.startswith("The database at bolt://127.0.0.1:1 can't be reached")
    assert names(tmp_path) == []


def test_losing_the_database_midway_leaves_nothing(
    catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    with cut_after(catalogue.uri, 60_000) as uri:
        broken = DatabaseSettings(uri=uri, user=catalogue.user, password=catalogue.password)
        refused = run(broken, "--format", "csv", tmp_path / "out")
    assert refused.returncode == 3
    assert "can't be reached" in refused.stderr
    assert names(tmp_path) == []


@contextmanager
def cut_after(uri: str, size: int) -> Iterator[str]:
    """Run a proxy that forwards this many bytes of the database's answers and then disconnects."""
    host, _, port = uri.rpartition("/")[2].partition(":")
    left = size

    def answers(client: socket.socket, server: socket.socket) -> None:
        nonlocal left
        with suppress(OSError):
            while left > 0 and (data := server.recv(4096)):
                left -= len(data)
                client.sendall(data)
        for end in (client, server, listener):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def accept() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.create_connection((host, int(port)))
                threading.Thread(target=answers, args=(client, server), daemon=True).start()
                threading.Thread(target=_copy, args=(client, server), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, daemon=True).start()
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}"
        assert left <= 0, "the export ended before the database went away"


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(4096):
            target.sendall(data)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--format", "xlsx"), "'graphml', 'edge-lists', 'json-ld'"),
        (("--format", "csv", "--type", "Person"), "GoodPractice"),
        (("--format", "json-ld", "--base-iri", "here"), "absolute IRI"),
        ((), "--format"),
    ],
)
def test_exit_status_2_for_wrong_usage(
    catalogue: DatabaseSettings, tmp_path: Path, arguments: tuple[str, ...], part: str
) -> None:
    refused = run(catalogue, *arguments, tmp_path / "out")
    assert refused.returncode == 2
    assert part in refused.stderr
    assert names(tmp_path) == []
