"""Fetching jars: only files that match the lock are kept, whatever a repository or disk returns."""

import hashlib
import io
import stat
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph_service.console import Console
from graph_service.errors import StartRefused
from graph_service.local import jars
from graph_service.local.jars import Jar, Lock, ensure_jars, read_lock

CONTENTS = {"org/a/one/1/one-1.jar": b"one" * 1000, "org/b/two/2/two-2.jar": b"two" * 5000}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class Repository:
    """A local Maven repository."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url

    def put(self, path: str, content: bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    folder = tmp_path / "repository"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01))
    thread.start()
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(jars, "SECONDS_BETWEEN_TRIES", 0.0)
    repository = Repository(folder, f"http://127.0.0.1:{server.server_address[1]}")
    for path, content in CONTENTS.items():
        repository.put(path, content)
    yield repository
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def lock() -> Lock:
    jars = tuple(
        Jar(path=path, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
        for path, content in CONTENTS.items()
    )
    return Lock(version="1", digest="0123456789", jars=jars)


@pytest.fixture
def output() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def console(output: io.StringIO) -> Console:
    return Console(output)


def test_the_published_lock_names_each_file_once() -> None:
    lock = read_lock()
    assert lock.version == "2026.08.1"
    assert len({jar.name for jar in lock.jars}) == len(lock.jars) == 226
    assert lock.folder.startswith("neo4j-2026.08.1-")


def test_missing_jars_are_fetched_readable_by_all(
    repository: Repository, lock: Lock, console: Console, output: io.StringIO, tmp_path: Path
) -> None:
    folder = ensure_jars(lock, tmp_path, console, repository.url)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        path.rpartition("/")[2]: content for path, content in CONTENTS.items()
    }
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o644}
    assert "Fetching Neo4j 1" in output.getvalue()


@pytest.mark.parametrize("damaged", [b"eno" * 1000, b"one", b""], ids=["same size", "cut", "empty"])
def test_a_damaged_jar_is_fetched_again(
    repository: Repository, lock: Lock, console: Console, tmp_path: Path, damaged: bytes
) -> None:
    folder = ensure_jars(lock, tmp_path, console, repository.url)
    (folder / "one-1.jar").write_bytes(damaged)
    ensure_jars(lock, tmp_path, console, repository.url)
    assert (folder / "one-1.jar").read_bytes() == CONTENTS["org/a/one/1/one-1.jar"]


def test_present_jars_need_no_network(
    repository: Repository, lock: Lock, console: Console, output: io.StringIO, tmp_path: Path
) -> None:
    ensure_jars(lock, tmp_path, console, repository.url)
    printed = output.getvalue()
    ensure_jars(lock, tmp_path, console, "http://127.0.0.1:9")
    assert output.getvalue() == printed


def test_a_file_that_differs_from_the_lock_is_rejected_and_removed(
    repository: Repository, lock: Lock, console: Console, tmp_path: Path
) -> None:
    repository.put("org/a/one/1/one-1.jar", b"not" * 1000)
    with pytest.raises(StartRefused, match=r"one-1\.jar differs from the lock file"):
        ensure_jars(lock, tmp_path, console, repository.url)
    assert not list((tmp_path / "jars" / lock.folder).glob("*one-1*"))


def test_errors_for_a_missing_file_or_network_say_what_to_do(
    repository: Repository, lock: Lock, console: Console, tmp_path: Path
) -> None:
    (repository.folder / "org/b/two/2/two-2.jar").unlink()
    with pytest.raises(StartRefused, match=r"answers 404 for .*two-2\.jar.*MAVEN_REPO_URL"):
        ensure_jars(lock, tmp_path / "a", console, repository.url)
    with pytest.raises(StartRefused, match=r"can't be reached.*Check the network"):
        ensure_jars(lock, tmp_path / "b", console, "http://127.0.0.1:9")
