"""Waiting for the server: another process on its port is never mistaken for it."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.local import server
from graph_service.local.folder import DataFolder
from graph_service.local.java import ServerProcess
from graph_service.local.ports import Ports
from graph_service.local.server import Server, StartFailed, lost_port_race, recorded_server, wait
from graph_service.settings import LocalSettings


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    folder.create()
    return folder


@pytest.fixture
def ended(folder: DataFolder) -> Server:
    """A server whose process has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    return Server(process=ServerProcess(child.pid, folder.home, child), ports=Ports(bolt=1, http=2))


def test_an_answer_from_another_process_does_not_count(
    folder: DataFolder, ended: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.console_log.write_text("INFO  Starting...\njava.net.BindException: in use\n")
    monkeypatch.setattr(server, "is_healthy", lambda *_: True)
    with pytest.raises(StartFailed, match=r"BindException: in use.*see"):
        wait(ended, folder, "x")
    folder.console_log.write_text("2026-11-24 16:00:00.000+0000 INFO  Started.\n")
    wait(ended, folder, "x")


def test_a_port_lost_to_another_process_is_retried_only_if_it_was_not_requested(
    folder: DataFolder, ended: Server
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        raced = Server(process=ended.process, ports=Ports(bolt=port, http=2))
        settings = LocalSettings(data=folder.path, cache=folder.path, http_port=2)
        assert lost_port_race(raced, settings)
        requested = LocalSettings(data=folder.path, cache=folder.path, bolt_port=port, http_port=2)
        assert not lost_port_race(raced, requested)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"pid": 1, "bolt": 2}'])
def test_a_damaged_record_of_a_server_is_ignored(folder: DataFolder, text: str) -> None:
    folder.server_file.write_text(text)
    assert recorded_server(folder) is None


def test_another_process_with_the_recorded_pid_is_not_touched(folder: DataFolder) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        folder.server_file.write_text(f'{{"pid": {stranger.pid}, "bolt": 2, "http": 3}}')
        server.stop_server_of(folder)
        assert stranger.poll() is None
        stranger.kill()
