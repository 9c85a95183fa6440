"""Ports: the requested one, else the remembered one, else the next free one."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from graph_service.errors import StartRefused
from graph_service.local import ports
from graph_service.local.ports import choose_ports, is_free


@contextmanager
def listening(port: int = 0) -> Iterator[int]:
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", port))
        server.listen()
        yield server.getsockname()[1]


def free_port() -> int:
    with listening() as port:
        return port


def test_a_port_is_free_until_someone_listens() -> None:
    with listening() as port:
        assert not is_free(port)
    assert is_free(port)


def test_a_taken_default_port_is_replaced_by_the_next_which_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening() as default:
        monkeypatch.setattr(ports, "DEFAULT_BOLT", default)
        chosen = choose_ports(tmp_path / "ports.json", None, None)
        assert default < chosen.bolt < default + ports.MAX_PORTS_TRIED
    assert choose_ports(tmp_path / "ports.json", None, None) == chosen


def test_a_remembered_port_that_is_taken_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "ports.json"
    with ExitStack() as stack:
        chosen = choose_ports(file, free_port(), free_port())
        stack.enter_context(listening(chosen.bolt))
        again = choose_ports(file, None, None)
        assert again.bolt != chosen.bolt
        assert again.http == chosen.http


def test_a_requested_port_is_never_replaced(tmp_path: Path) -> None:
    with listening() as port, pytest.raises(StartRefused, match=f"BOLT_PORT {port} is in use"):
        choose_ports(tmp_path / "ports.json", port, None)
    with pytest.raises(StartRefused, match=f"HTTP_PORT {port} is in use"):
        choose_ports(tmp_path / "ports.json", port, port)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"bolt": 1}', '{"bolt": "x", "http": 2}'])
def test_a_damaged_file_of_ports_is_ignored(tmp_path: Path, text: str) -> None:
    file = tmp_path / "ports.json"
    file.write_text(text)
    assert choose_ports(file, None, None).bolt >= ports.DEFAULT_BOLT
