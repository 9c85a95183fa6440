"""The command: a short message and an exit status for every error."""

import socket
import sys
from pathlib import Path

import pytest

from graph_service.cli import main
from graph_service.cli.serving import _browser, _listener
from graph_service.local.folder import DataFolder


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str, **variables: str) -> int:
    monkeypatch.setattr(sys, "argv", ["graph-service", *arguments])
    for name in ("NEO4J_URI", "NEO4J_PASSWORD", "PORT", "DATA", "HEAP"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        main()
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_the_exit_status_of_help_and_of_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "--help") == 0
    assert run(monkeypatch, "nonsense") == 2
    assert run(monkeypatch, "up", "--nonsense") == 2


@pytest.mark.parametrize("command", ["up", "serve"])
def test_the_exit_status_of_invalid_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert run(monkeypatch, command, PORT="http") == 1
    assert "PORT is 'http': allowed is a port number from 1 to 65535\n" in capsys.readouterr().err


def test_up_rejects_a_port_in_use_and_suggests_another(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert run(monkeypatch, "up", PORT=str(port), DATA=str(tmp_path / "data")) == 1
        message = capsys.readouterr().err
        assert message.startswith(
            f"Port {port} on 127.0.0.1 can't be used (Address already in use)"
        )
        assert f"for example PORT={port + 1}." in message
        assert message.count("\n") == 1

        folder = DataFolder(tmp_path / "data")
        with folder.claimed():
            assert run(monkeypatch, "up", PORT=str(port), DATA=str(tmp_path / "data")) == 1
        assert "already uses the data" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104
def test_browser_gets_a_reachable_address(host: str) -> None:
    with _listener(host, 0) as listener:
        browser = _browser(listener)
        port = listener.getsockname()[1]
    assert browser.host == "127.0.0.1"
    assert browser.commands[-1] == f"guide http://127.0.0.1:{port}/browser/guia.html"
